"""What corrections and withdrawals changed in the reports of a thread, from the versions that are kept."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.account import rank
from ingest.batch_store import BatchStore
from schemas.annotation import REPORT_KIND, AnnotatedReport, Event, PeopleCount
from schemas.landing import LandedRow
from schemas.protection import Profile
from schemas.report import Report
from schemas.thread import ReportChange


def changes_of(store: BatchStore, profile: Profile, reports: Iterable[Report]) -> list[ReportChange]:
    """Return what each later version of `reports` changed, in order of time; only versions that `profile` may see.

    A source that numbers its versions shows by that whether there may be others, so most threads read nothing here.
    """
    corrected = [report for report in reports if report.order or report.withdrawn]
    ids = sorted({report.report_id for report in corrected})
    topics = sorted({report.provenance.topic for report in corrected})
    versions = [version for topic in topics for version in _versions(store, topic, ids) if profile.sees(version)]
    events = {
        answer.annotation.version_id: answer.events for topic in topics for answer in _annotated(store, topic, ids)
    }
    of_report = ([each for each in versions if each.report_id == id] for id in ids)
    return sorted((change for each in of_report for change in _changes(each, events)), key=lambda change: change.at)


def _versions(store: BatchStore, topic: str, ids: Sequence[str]) -> Iterator[Report]:
    for path in store.paths(f"landed/{topic}"):
        rows = store.read_holding(path, LandedRow, ids)
        yield from (row.report for row in rows if row.report is not None and row.report.report_id in ids)


def _annotated(store: BatchStore, topic: str, ids: Sequence[str]) -> Iterator[AnnotatedReport]:
    for path in store.paths(f"annotated/{topic}"):
        answers = store.read_holding(path, AnnotatedReport, ids)
        yield from (answer for answer in answers if answer.annotation.report_id in ids)


def _changes(versions: Sequence[Report], events: dict[str, tuple[Event, ...]]) -> Iterator[ReportChange]:
    """Yield what each version of one report changed against the one before it, in the order that decides."""
    distinct = {version.version_id: version for version in sorted(versions, key=rank, reverse=True)}
    for before, after in pairwise(sorted(distinct.values(), key=rank)):
        what = tuple(_what(before, after, events.get(before.version_id, ()), events.get(after.version_id, ())))
        yield ReportChange(report_id=after.report_id, key=after.key, at=after.ingested_at, what=what)


def _what(before: Report, after: Report, old: Sequence[Event], new: Sequence[Event]) -> Iterator[str]:
    if after.withdrawn:
        yield "withdrawn by its source; nothing rests on it any more"
        return
    said = [
        sentence for kind in sorted({event.kind for event in (*old, *new)}) for sentence in _of_kind(kind, old, new)
    ]
    yield from said or ["corrected; what is read out of it stays the same"]


def _of_kind(kind: str, old: Sequence[Event], new: Sequence[Event]) -> Iterator[str]:
    """Yield what changed of one kind of event."""
    if kind == REPORT_KIND:
        return
    name = kind.replace("_", " ")
    ours, theirs = ([event for event in events if event.kind == kind] for events in (old, new))
    if not ours or not theirs:
        yield f"now tells of {name}" if theirs else f"no longer tells of {name}"
        return
    for what, tell in (("place", _place), ("day", _day), ("number of people", _numbers)):
        was, now = ("; ".join(sorted({tell(event) for event in events})) for events in (ours, theirs))
        if was != now:
            yield f"{name}: {what} was {was}, is now {now}"


def _place(event: Event) -> str:
    return event.place.name if event.place else "not known"


def _day(event: Event) -> str:
    return event.occurred_from.date().isoformat()


def _numbers(event: Event) -> str:
    return ", ".join(map(_number, event.counts)) or "not said"


def _number(count: PeopleCount) -> str:
    span = str(count.minimum) if count.minimum == count.maximum else f"{count.minimum} to {count.maximum}"
    return f"{span} {count.who}"
