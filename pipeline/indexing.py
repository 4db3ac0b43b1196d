"""The indexing stage: current versions into the index, superseded ones out of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.account import current
from pipeline.arrivals import Arrival
from protection.suppression import suppress
from schemas.annotation import AnnotatedReport, Annotation, Event
from schemas.index import Document, Index
from schemas.protection import Level
from schemas.report import Count, Report

LEVELS = tuple(Level)


@dataclass(frozen=True)
class Change:
    """The events that a step brought and those that it took away."""

    added: tuple[Event, ...] = ()
    removed: tuple[Event, ...] = ()


def index_arrivals(index: Index, arrivals: Sequence[Arrival]) -> Change:
    """Put the current version of everything in `arrivals` into `index`, and return how the events changed."""
    index_counts(index, [arrival.count for arrival in arrivals if arrival.count is not None])
    winners = newer_reports(index, arrivals)
    if not winners:
        return Change()
    ids = sorted(report.report_id for report, _ in winners)
    removed = tuple(index.find(Event, LEVELS, {"report_id": ids}))
    _delete_everywhere(index, Event, [event.id for event in removed])
    _delete_everywhere(index, Report, ids)
    _delete_everywhere(index, Annotation, ids)
    added = tuple(event for _, annotated in winners for event in annotated.events)
    index.put(document for winner in winners for document in _documents(*winner))
    index.refresh()
    return Change(added=added, removed=removed)


def newer_reports(index: Index, arrivals: Sequence[Arrival]) -> list[tuple[Report, AnnotatedReport]]:
    """Return, per report, the newest version in `arrivals` where it is newer than the one in `index`."""
    reports = [arrival.report for arrival in arrivals if arrival.report is not None]
    annotated = {arrival.version_id: arrival.annotated for arrival in arrivals if arrival.annotated is not None}
    known = index.get(Report, LEVELS, sorted({report.report_id for report in reports}))
    newest = current([*reports, *known.values()])
    return [(report, annotated[report.version_id]) for report in newest if report != known.get(report.report_id)]


def index_counts(index: Index, counts: Sequence[Count]) -> None:
    """Put the current clinic counts into `index`, and anew what of their districts an analyst may see."""
    if not counts:
        return
    known = index.get(Count, (Level.STRICTLY_CONFIDENTIAL,), sorted({count.id for count in counts}))
    index.put(current([*counts, *known.values()]))
    index.refresh()
    districts = sorted({count.admin2 for count in counts if count.admin2})
    unsuppressed = list(index.find(Count, (Level.STRICTLY_CONFIDENTIAL,), {"admin2": districts}))
    index.put(suppress(unsuppressed))
    index.refresh()


def _documents(report: Report, annotated: AnnotatedReport) -> Iterable[Document]:
    return (report, annotated.annotation, *annotated.events)


def _delete_everywhere(index: Index, kind: type[Document], ids: Iterable[str]) -> None:
    """Delete from every level: a correction may have changed the level of its report."""
    listed = list(ids)
    for level in LEVELS:
        index.delete(kind, level, listed)
