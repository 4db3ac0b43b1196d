"""The stage that annotates: places, actors and warning signs are read out of the reports of a landed batch."""

from collections.abc import Iterator, Sequence

from linking.prepare import prepare_events
from nlp.annotate import annotate
from pipeline.alone import side_by_side
from pipeline.gazetteer import ready_gazetteer
from pipeline.parts import Parts
from pipeline.records import read_correcting, read_landed, write_annotated
from schemas.annotation import AnnotatedReport
from schemas.corrections import Correction
from schemas.messages import OffsetRange
from schemas.report import Report


def annotate_batch(parts: Parts, batch: OffsetRange) -> None:
    """Read places, actors and warning signs out of one landed batch, and write them to the batch store."""
    with side_by_side(parts.settings.home):
        reports = first_deliveries(parts, batch)
        write_annotated(parts.store, batch, read_out(parts, reports, read_correcting(parts.store).applied))


def first_deliveries(parts: Parts, batch: OffsetRange) -> list[Report]:
    """Return each version of a report in a landed batch once; one that was delivered twice counts as at first."""
    reports: dict[str, Report] = {}
    for report in (row.report for row in read_landed(parts.store, batch) if row.report is not None):
        known = reports.setdefault(report.version_id, report)
        if report.ingested_at < known.ingested_at:
            reports[report.version_id] = report
    return list(reports.values())


def stated_names(report: Report) -> list[str]:
    """Return the names in the place fields of a report."""
    return [place.name for place in report.stated_places if place.name]


def read_out(parts: Parts, reports: Sequence[Report], corrections: Sequence[Correction]) -> Iterator[AnnotatedReport]:
    """Yield what each report says, with its places as `corrections` have them, ready to be linked."""
    by_version = {report.version_id: report for report in reports}
    for answer in annotate(
        reports,
        mission=parts.mission,
        catalogue=parts.catalogue,
        gazetteer_path=ready_gazetteer(parts),
        corrections=corrections,
    ):
        report = by_version[answer.annotation.version_id]
        events = prepare_events(answer.events, report.text, place_names=stated_names(report))
        yield answer.model_copy(update={"events": events})
