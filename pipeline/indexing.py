"""The indexing stage: current versions into the index, superseded ones out of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from ingest.account import current
from ingest.batch_store import BatchStore
from pipeline.arrivals import Arrival
from pipeline.records import Change, landed_cases, read_change, write_change
from protection.cases import recount
from protection.suppression import suppress
from schemas.annotation import AnnotatedReport, Annotation, Event
from schemas.index import Document, Index
from schemas.protection import SCOPES, Level, scope_named
from schemas.report import Count, Report


def index_arrivals(index: Index, store: BatchStore, arrivals: Sequence[Arrival], *, until: datetime) -> Change:
    """Put the current version of everything in `arrivals` into `index`, and return how the events changed.

    `until` is the end of the step; what lies in the batch store after it is not counted yet.
    """
    index_counts(index, newer_counts(index, arrivals) + recounted(store, arrivals, until))
    return index_winners(index, store, newer_reports(index, arrivals))


def index_winners(index: Index, store: BatchStore, winners: Sequence[tuple[Report, AnnotatedReport]]) -> Change:
    """Put `winners` into `index` in the place of what it has of these reports, and return how the events changed.

    The change is written down before the index is touched: once the index is new, it no longer tells what was old, and
    a run that goes on after a cut would leave it unlinked.
    """
    change = joined(read_change(store), change_by(index, winners))
    if winners:
        write_change(store, change)
        index_reports(index, winners)
    return change


def change_by(index: Index, winners: Sequence[tuple[Report, AnnotatedReport]]) -> Change:
    """Return the events that `winners` bring, and those of their older versions in `index`."""
    ids = sorted(report.report_id for report, _ in winners)
    removed = index.find(Event, SCOPES, {"report_id": ids}) if ids else ()
    return Change(added=tuple(event for _, annotated in winners for event in annotated.events), removed=tuple(removed))


def joined(before: Change, now: Change) -> Change:
    """Return both changes as one: events as they are now, and as they were at first."""
    added = {event.id: event for event in (*before.added, *now.added)}
    removed = {event.id: event for event in (*now.removed, *before.removed)}
    return Change(added=tuple(added.values()), removed=tuple(removed.values()))


def index_reports(index: Index, winners: Sequence[tuple[Report, AnnotatedReport]]) -> None:
    """Replace in `index` all that older versions of `winners` said; each report last, as the mark that all is there."""
    ids = sorted(report.report_id for report, _ in winners)
    delete_everywhere(index, Report, index.get(Report, SCOPES, ids).items())
    delete_everywhere(index, Annotation, index.get(Annotation, SCOPES, ids).items())
    delete_everywhere(index, Event, ((event.id, event) for event in index.find(Event, SCOPES, {"report_id": ids})))
    index.put(document for _, answer in winners for document in _read_out(answer))
    index.put(report for report, _ in winners)
    index.refresh()


def newer_reports(index: Index, arrivals: Sequence[Arrival]) -> list[tuple[Report, AnnotatedReport]]:
    """Return, per report, the newest version in `arrivals` where it is newer than the one in `index`."""
    reports = [arrival.report for arrival in arrivals if arrival.report is not None]
    annotated = {arrival.version_id: arrival.annotated for arrival in arrivals if arrival.annotated is not None}
    known = index.get(Report, SCOPES, sorted({report.report_id for report in reports}))
    newest = current([*reports, *known.values()])
    return [(report, annotated[report.version_id]) for report in newest if report != known.get(report.report_id)]


def newer_counts(index: Index, arrivals: Sequence[Arrival]) -> list[Count]:
    """Return the current version of each clinic count in `arrivals`."""
    counts = [arrival.count for arrival in arrivals if arrival.count is not None]
    known = index.get(Count, (Level.STRICTLY_CONFIDENTIAL,), sorted({count.id for count in counts}))
    return current([*counts, *known.values()])


def recounted(store: BatchStore, arrivals: Sequence[Arrival], until: datetime) -> list[Count]:
    """Return the counts that the cases in `arrivals` change, made anew from all cases landed before `until`."""
    cases = [arrival.case for arrival in arrivals if arrival.case is not None]
    topics = sorted({case.provenance.topic for case in cases})
    versions = [case for case in landed_cases(store, topics) if case.provenance.kafka_at < until]
    return recount(versions, current(versions), {case.id for case in cases})


def index_counts(index: Index, counts: Sequence[Count]) -> None:
    """Put `counts` into `index`, and anew what of their districts an analyst may see."""
    if not counts:
        return
    index.put(counts)
    index.refresh()
    index.put(published(index, counts))
    index.refresh()


def published(index: Index, counts: Iterable[Count]) -> list[Count]:
    """Return what an analyst may see of all counts of the districts of `counts`."""
    districts = sorted({count.admin2 for count in counts if count.admin2})
    return suppress(index.find(Count, (Level.STRICTLY_CONFIDENTIAL,), {"admin2": districts})) if districts else []


def _read_out(answer: AnnotatedReport) -> Iterable[Document]:
    return (answer.annotation, *answer.events)


def delete_everywhere(
    index: Index, kind: type[Document], found: Iterable[tuple[str, Report | Annotation | Event | Count]]
) -> None:
    """Delete from the scope that each is in: a correction may change the level of its report."""
    listed = list(found)
    for scope in SCOPES:
        index.delete(kind, scope, [name for name, item in listed if scope_named(item.level, item.audience) == scope])
