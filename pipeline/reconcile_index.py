"""What the account says is current against what the index shows: ids and versions, nothing missing, doubled or over."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.account import current
from ingest.batch_store import annotated_path
from pipeline.parts import Parts
from pipeline.records import read_annotated
from pipeline.stops import hidden_topics
from pipeline.warning_life import warnings_as_of
from protection.cases import recount
from protection.suppression import suppress
from schemas.annotation import Annotation, Event
from schemas.landing import LandedRow
from schemas.linkage import Incident, Link
from schemas.messages import OffsetRange
from schemas.protection import SCOPES, Profile
from schemas.reconciliation import Checked, Difference
from schemas.report import Count, Report
from schemas.warning import Warning

REBUILD = "forewarn rebuild"

Shown = list[tuple[str, str]]
"""Id and version of everything of one kind that the index shows."""


class Read(NamedTuple):
    """What was read out of the current reports: their versions, their events', and which are shown as read before."""

    annotations: dict[str, str]
    events: dict[str, str]
    older: frozenset[str]


def index_differences(
    parts: Parts,
    landed: Mapping[str, Sequence[LandedRow]],
    batches: Sequence[OffsetRange],
    in_hand: Sequence[LandedRow],
) -> tuple[list[Difference], int]:
    """Return what the index shows wrongly of the rows of `batches`, and how many reports it shows as read before.

    Of what is `in_hand` of a run that did not end nothing is said, nor of threads meanwhile.
    """
    hidden = hidden_topics(parts.store)
    batches = [batch for batch in batches if batch.topic not in hidden]
    rows = [row for batch in batches for row in landed.get(batch.name, ())]
    reports = current(row.report for row in rows if row.report)
    waiting = {row.report.report_id for row in in_hand if row.report}
    shown = list(parts.index.find(Annotation, SCOPES))
    read = _read_out(parts, (each for each in reports if each.report_id not in waiting), batches, shown)
    known = {report.report_id: report.version_id for report in reports}
    found = [
        *_compared("reports", known, _reports(parts), waiting),
        *_compared("annotations", read.annotations, _annotations(shown), waiting),
        *_compared("events", read.events, _events(parts, waiting | read.older), ()),
        *([] if in_hand else _count_differences(parts, rows)),
        *([] if in_hand else _thread_differences(parts)),
        *_warning_differences(parts),
    ]
    return found, len(read.older)


def _compared(
    checked: Checked, known: Mapping[str, str], shown: Iterable[tuple[str, str]], waiting: Collection[str]
) -> Iterator[Difference]:
    """Yield what is missing, doubled, of another version, or there without a landed row; `waiting` ids are left out."""
    listed = [each for each in shown if each[0] not in waiting]
    times = Counter(id for id, _ in listed)
    one = checked.removesuffix("s")
    for id in sorted(known.keys() - times.keys() - set(waiting)):
        yield _index(checked, f"{one} {id} is not in the index")
    for id, version in sorted(set(listed)):
        if id not in known:
            yield _index(checked, f"{one} {id} is in the index, and no landed row has it")
        elif version != known[id]:
            yield _index(checked, f"{one} {id} is in the index in another version than the current one")
        elif times[id] > 1:
            yield _index(checked, f"{one} {id} is {times[id]} times in the index")


def _index(checked: Checked, what: str) -> Difference:
    return Difference(checked=checked, what=what, mend=REBUILD)


def _reports(parts: Parts) -> Shown:
    return [(report.report_id, report.version_id) for report in parts.index.find(Report, SCOPES)]


def _annotations(shown: Iterable[Annotation]) -> Shown:
    return [(annotation.report_id, annotation.version_id) for annotation in shown]


def _events(parts: Parts, but: Collection[str]) -> Shown:
    events = parts.index.find(Event, SCOPES)
    return [(event.id, event.version_id) for event in events if event.report_id not in but]


def _read_out(
    parts: Parts, reports: Iterable[Report], batches: Iterable[OffsetRange], shown: Iterable[Annotation]
) -> Read:
    """Return what the batch store has read out of the current versions, from the batches that they lie in."""
    lying = {report.version_id: report.provenance for report in reports}
    with_versions = {annotation.version_id: annotation.versions for annotation in shown}
    annotations: dict[str, str] = {}
    events: dict[str, str] = {}
    older: set[str] = set()
    for batch in batches:
        for answer in read_annotated(parts.store, batch) if parts.store.exists(annotated_path(batch)) else ():
            annotation = answer.annotation
            place = lying.get(annotation.version_id)
            if place is None or not _holds(batch, place.topic, place.partition, place.offset):
                continue
            annotations[annotation.report_id] = annotation.version_id
            if with_versions.get(annotation.version_id, annotation.versions) != annotation.versions:
                older.add(annotation.report_id)
            else:
                events |= {event.id: event.version_id for event in answer.events}
    return Read(annotations, events, frozenset(older))


def _holds(batch: OffsetRange, topic: str, partition: int, offset: int) -> bool:
    return (batch.topic, batch.partition) == (topic, partition) and batch.start <= offset < batch.end


def _count_differences(parts: Parts, rows: Iterable[LandedRow]) -> Iterator[Difference]:
    """Yield differences in counts: as sources gave them, made of single rows, and summed up for analysts."""
    known = {count.id: count.version_id for count in counts_of(rows)}
    shown = ((count.id, count.version_id) for count in parts.index.find(Count, SCOPES))
    yield from _compared("counts", known, shown, ())


def counts_of(rows: Iterable[LandedRow]) -> list[Count]:
    """Return all counts that the index should show, as they follow from all landed rows."""
    listed = list(rows)
    cases = [row.case for row in listed if row.case]
    given = current(count for row in listed for count in row.counts)
    counts = [*given, *recount(cases, current(cases), {case.id for case in cases})]
    return [*counts, *suppress(count for count in counts if count.admin2)]


def _thread_differences(parts: Parts) -> Iterator[Difference]:
    for profile in parts.mission.access_profiles:
        events = {event.id for event in parts.index.find(Event, profile.scopes)}
        incidents = parts.index.find(Incident, (profile.name,))
        times = Counter(id for incident in incidents for id in incident.events)
        links = parts.index.find(Link, (profile.name,))
        ends = {end for link in links for end in (link.left, link.right)}
        yield from _told(profile, events - times.keys(), "is in no incident")
        yield from _told(profile, {id for id, number in times.items() if number > 1}, "is in several incidents")
        yield from _told(profile, (times.keys() | ends) - events, "is in an incident or a link, and not in the index")


def _told(profile: Profile, ids: Iterable[str], what: str) -> Iterator[Difference]:
    yield from (_index("threads", f"profile {profile.name}: event {id} {what}") for id in sorted(ids))


def _warning_differences(parts: Parts) -> Iterator[Difference]:
    """Yield differences between the warnings that the index shows and those on the topic that keeps them."""
    for profile in parts.mission.access_profiles:
        kept = {warning.id: warning for warning in warnings_as_of(parts, profile)}
        shown = {warning.id: warning for warning in parts.index.find(Warning, (profile.name,))}
        for id in sorted(kept.keys() | shown.keys()):
            if kept.get(id) != shown.get(id):
                yield _index(
                    "warnings", f"profile {profile.name}: the index shows warning {id} otherwise than it is kept"
                )
