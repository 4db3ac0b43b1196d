"""What analysts corrected of places, brought to the reports that were annotated before, or taken back from them.

Annotated reports are a function of their text and of the corrections that stand, so only the reports that have a name
of which something else is said than before are annotated anew; what they say is indexed and linked as any change.
"""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.indexing import index_winners
from pipeline.logbook import read_decisions
from pipeline.parts import Parts
from pipeline.records import (
    Change,
    Correcting,
    annotated_batches,
    read_annotated,
    read_correcting,
    read_landed,
    write_annotated,
    write_change,
    write_correcting,
)
from pipeline.relinking import relink_change
from pipeline.rulings import rulings_of
from schemas.annotation import AnnotatedReport
from schemas.corrections import Correction
from schemas.linkage import Decision, standing
from schemas.messages import OffsetRange
from schemas.protection import SCOPES
from schemas.report import Report

Winners = list[tuple[Report, AnnotatedReport]]


def standing_corrections(decisions: Iterable[Decision]) -> tuple[Correction, ...]:
    """Return the corrections of places that were not taken back, in the order in which they were decided."""
    return tuple(each.correction for each in standing(decisions) if each.correction is not None)


def relocate(parts: Parts, decisions: Sequence[Decision]) -> bool:
    """Annotate, index and link anew the reports of which people decided something else about a name than before.

    Returns whether anything in the index was written anew. It is written down first what is being changed, so that a
    run that goes on after a cut does it again, whatever was decided in between.
    """
    before, now = read_correcting(parts.store), standing_corrections(read_decisions(parts.broker))
    changed = {*before.unsure} | ({*before.applied} ^ {*now})
    if not changed:
        return False
    write_correcting(parts.store, before.model_copy(update={"unsure": tuple(sorted(changed, key=_decision_id))}))
    winners = _annotated_anew(parts, sorted({each.name for each in changed}), now)
    change = index_winners(parts.index, parts.store, winners)
    rulings = rulings_of(decisions, parts.index)
    for profile in parts.mission.access_profiles:
        relink_change(parts.index, profile, change, rulings)
    write_change(parts.store, Change())
    write_correcting(parts.store, Correcting(applied=now))
    return bool(winners)


def _decision_id(correction: Correction) -> str:
    return correction.decision_id


def _annotated_anew(parts: Parts, names: Sequence[str], corrections: Sequence[Correction]) -> Winners:
    """Annotate anew all reports that have one of `names`, and return those that are the current ones in the index."""
    anew = [pair for batch in annotated_batches(parts.store) for pair in _of_batch(parts, batch, names, corrections)]
    known = parts.index.get(Report, SCOPES, sorted({report.report_id for report, _ in anew}))
    return [(report, answer) for report, answer in anew if known.get(report.report_id) == report]


def _of_batch(
    parts: Parts, batch: OffsetRange, names: Sequence[str], corrections: Sequence[Correction]
) -> Iterator[tuple[Report, AnnotatedReport]]:
    """Write the batch with its reports that have one of `names` annotated anew, and yield these."""
    from nlp.places.correcting import names_in  # brings the models: seconds that a run without corrections is spared
    from pipeline.annotating import read_out  # as above

    landed = [row.report for row in read_landed(parts.store, batch) if row.report is not None]
    reports = {report.version_id: report for report in landed if names_in(report, names)}
    if not reports:
        return
    anew = {answer.annotation.version_id: answer for answer in read_out(parts, list(reports.values()), corrections)}
    before = list(read_annotated(parts.store, batch))
    write_annotated(parts.store, batch, (anew.get(each.annotation.version_id, each) for each in before))
    yield from ((report, anew[report.version_id]) for report in landed if report.version_id in anew)
