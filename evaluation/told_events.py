"""What the pipeline made of each report, or line of a report, that tells of a true incident."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from evaluation.cross_source import Telling, Told
from evaluation.linked import Linked, read_linked
from schemas.annotation import Annotation, Event
from schemas.geography import Position
from schemas.index import Index
from schemas.linkage import Incident
from schemas.protection import PROTECTED
from schemas.report import Report

_LEAST_FOUND = 15


class MissionRun(NamedTuple):
    """All that the pipeline made of a recorded mission: reports, annotations and events by key, links and incidents."""

    reports: Mapping[str, Report]
    annotations: Mapping[str, Annotation]
    events: Mapping[str, Sequence[Event]]
    linked: Linked
    incident_of: Mapping[str, Incident]


class ReadTelling(NamedTuple):
    """A report or line with the events that were read from it; `is_asked` in the half that is measured."""

    telling: Telling
    events: list[Event]
    is_asked: bool


def read_run(index: Index) -> MissionRun:
    """Return what stands in the index of a mission that was run to its end, as who may see everything."""
    scopes = PROTECTED.scopes
    events: dict[str, list[Event]] = defaultdict(list)
    for event in index.find(Event, scopes):
        events[event.key].append(event)
    linked = read_linked(index, [event for each in events.values() for event in each], PROTECTED)
    return MissionRun(
        reports={report.key: report for report in index.find(Report, scopes)},
        annotations={annotation.key: annotation for annotation in index.find(Annotation, scopes)},
        events=events,
        linked=linked,
        incident_of={event_id: each for each in linked.incidents for event_id in each.events},
    )


def span_of(told: Told, run: MissionRun) -> tuple[int, int] | None:
    """Return where in its report's text a line stands, the whole for a report; None for what is not there."""
    text = run.reports[told.key].text if told.key in run.reports else None
    if text is None or not told.says:
        return None if text is None else (0, len(text))
    start = next((at for at in _finds(text, told.says) if at >= 0), -1)
    if start < 0:
        return None
    end = text.find("\n", start)
    return start, end if end >= 0 else len(text)


def _finds(text: str, says: str) -> Iterator[int]:
    """Yield where the line begins, as far as masking left its beginning as it was."""
    return (text.find(says[:length]) for length in range(len(says), _LEAST_FOUND - 1, -1))


def events_of(told: Told, run: MissionRun) -> list[Event]:
    """Return the events that were read from a report, or from one line of it."""
    span = span_of(told, run)
    if span is None:
        return []
    events = run.events.get(told.key, ())
    return [event for event in events if not told.says or _lies_in(event, span)]


def _lies_in(event: Event, span: tuple[int, int]) -> bool:
    return any(span[0] <= start < span[1] for start, _ in event.spans)


def incidents_of(events: Iterable[Event], run: MissionRun) -> set[str]:
    """Return the ids of the incidents that events stand in."""
    return {run.incident_of[event.id].id for event in events}


def text_of(told: Told, run: MissionRun) -> str:
    """Return the text of a report or of one line."""
    start, end = span_of(told, run) or (0, 0)
    return run.reports[told.key].text[start:end] if told.key in run.reports else ""


def day_of_report(told: Told, run: MissionRun) -> date:
    """Return the day that a report gives for what it tells, else the day on which it reports."""
    report = run.reports[told.key]
    return (report.occurred_from or report.observed_from or report.reported_at or report.ingested_at).date()


def position_of(told: Told, run: MissionRun) -> Position | None:
    """Return where a report or line says that it was: a place in its text, in its place fields, or of its events."""
    start, end = span_of(told, run) or (0, 0)
    named = [
        Position(each.latitude, each.longitude)
        for each in run.annotations[told.key].places
        if start <= each.start < end and each.latitude is not None and each.longitude is not None
    ]
    stated = [
        Position(each.latitude, each.longitude)
        for each in run.reports[told.key].stated_places
        if each.latitude is not None and each.longitude is not None
    ]
    read = [Position(each.place.latitude, each.place.longitude) for each in events_of(told, run) if each.place]
    return next(iter([*named, *stated, *read]), None)
