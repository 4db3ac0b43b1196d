"""One function per stage; `forewarn run` and the DAG call the same ones, with batch names between them."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ingest.landing import Protect, commit, land, plan
from linking.prepare import prepare_events
from nlp.annotate import annotate
from nlp.catalogue_reader import read_catalogue
from nlp.names import names_masker
from pipeline.catalogue_review import catalogue_layers
from pipeline.gazetteer import ready_gazetteer
from pipeline.parts import Parts
from pipeline.records import (
    read_correcting,
    read_landed,
    unfinished_plan,
    write_annotated,
    write_landed,
    write_plan,
)
from pipeline.stops import running, stop_failing_sources
from protection.case_key import KEY_BYTES, case_key
from protection.protect import protect
from schemas.annotation import AnnotatedReport
from schemas.corrections import Correction
from schemas.landing import Plan
from schemas.messages import OffsetRange
from schemas.mission import Mission
from schemas.protection import MaskNames
from schemas.report import Report

NOTHING_WAITS = "nothing-waits"


def plan_run(parts: Parts) -> Plan:
    """Write down the offset ranges to pull, or return the plan that a run before left unfinished."""
    unfinished = unfinished_plan(parts.store)
    if unfinished is not None:
        return unfinished
    group, most = parts.settings.consumer_group, parts.settings.batch_messages
    planned = plan(parts.broker, running(parts), group, most) or Plan(id=NOTHING_WAITS, batches=())
    write_plan(parts.store, planned)
    return planned


def planned_batch(parts: Parts, name: str) -> OffsetRange:
    """Return the batch of the plan at hand that is called `name`."""
    return next(batch for batch in plan_run(parts).batches if batch.name == name)


def land_batch(parts: Parts, batch: OffsetRange) -> None:
    """Pull one batch, read and protect its rows, and write them synced to the batch store."""
    rows = land(
        parts.broker.read(batch),
        parts.sources[batch.topic],
        parts.mission,
        protect=protector(parts),
        keep_raw=parts.store.keep_raw,
        now=datetime.now(UTC),
    )
    write_landed(parts.store, batch, rows)


def protector(parts: Parts) -> Protect:
    """Return the protect stage with the mission's knowledge and the key of its cases."""
    key = case_key(parts.settings.case_key.get_secret_value(), parts.settings.home / "case.key")
    return _protector(parts.mission, parts.mask_names, key)


def dry_protector(mission: Mission, folder: Path) -> Protect:
    """Return the protect stage as `protector` does, without opening anything, for the mission in `folder`."""
    mask_names = names_masker(mission=mission, catalogue=read_catalogue(*catalogue_layers(folder)))
    return _protector(mission, mask_names, secrets.token_bytes(KEY_BYTES))


def _protector(mission: Mission, mask_names: MaskNames, key: bytes) -> Protect:
    return lambda row, provenance, rules: protect(
        row, provenance=provenance, rules=rules, mission=mission, mask_names=mask_names, case_key=key
    )


def commit_plan(parts: Parts, planned: Plan) -> None:
    """Commit the offsets of `planned`, once all of its batches are synced, and stop the sources that failed in it."""
    commit(parts.broker, planned, parts.settings.consumer_group)
    stop_failing_sources(parts, planned)


def annotate_batch(parts: Parts, batch: OffsetRange) -> None:
    """Read places, actors and warning signs out of one landed batch, and write them to the batch store."""
    reports: dict[str, Report] = {}
    for report in (row.report for row in read_landed(parts.store, batch) if row.report is not None):
        known = reports.setdefault(report.version_id, report)
        if report.ingested_at < known.ingested_at:  # a version delivered twice counts as at first
            reports[report.version_id] = report
    write_annotated(parts.store, batch, read_out(parts, list(reports.values()), read_correcting(parts.store).applied))


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
