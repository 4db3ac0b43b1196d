"""How a query is answered, the same for both twins: reports and the events in them, best or nearest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol, TypeVar

from schemas.annotation import Event
from schemas.index import Hit, Query
from schemas.report import Report
from search.fields import check_fields, kind_of
from search.geometry import distance_km

PAGE = 200  # reports or events looked at in one turn; a turn costs two requests

T = TypeVar("T")


class Shelf(Protocol):
    """What a twin must be able to do for `search`."""

    def reports(self, scopes: Sequence[str], query: Query, ids: Sequence[str] | None = None) -> Iterator[Report]:
        """Yield the reports (of `ids`) that hold the words, reliability and time of `query`, best first."""

    def events(self, scopes: Sequence[str], query: Query, report_ids: Sequence[str] | None = None) -> Iterator[Event]:
        """Yield the events (of `report_ids`) that answer `query`, nearest first, then by id."""


def hits(shelf: Shelf, scopes: Sequence[str], query: Query) -> list[Hit]:
    """Return the first `query.limit` answers."""
    check_fields(kind_of(Event), query.where)
    answers = _by_distance if has_place(query) else _by_rank
    return list(islice(answers(shelf, scopes, query), max(query.limit, 0)))


def has_place(query: Query) -> bool:
    """Tell whether `query` names a place to measure distances from."""
    return query.near_latitude is not None and query.near_longitude is not None


def asks_for_events(query: Query) -> bool:
    """Tell whether only reports with a fitting event answer; time is then the events', else the report's own."""
    return bool(has_place(query) or query.indicators or query.actors or query.where)


def distance_of(event: Event, query: Query) -> float | None:
    """Return how far an event is from the place of `query`, None where either has none."""
    if event.place is None or query.near_latitude is None or query.near_longitude is None:
        return None
    return distance_km(query.near_latitude, query.near_longitude, event.place.latitude, event.place.longitude)


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield `items` in lists of `size`, the last one shorter."""
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk


def _by_rank(shelf: Shelf, scopes: Sequence[str], query: Query) -> Iterator[Hit]:
    for page in chunks(shelf.reports(scopes, query), PAGE):
        found = _events_by_report(shelf, scopes, query, [report.report_id for report in page])
        for report in page:
            events = found.get(report.report_id, ())
            if events or not asks_for_events(query):
                yield Hit(report=report, events=tuple(events))


def _by_distance(shelf: Shelf, scopes: Sequence[str], query: Query) -> Iterator[Hit]:
    nearest: dict[str, float | None] = {}
    for page in chunks(shelf.events(scopes, query), PAGE):
        new = {event.report_id: distance_of(event, query) for event in reversed(page) if event.report_id not in nearest}
        nearest |= new
        reports = {report.report_id: report for report in shelf.reports(scopes, query, list(new))}
        found = _events_by_report(shelf, scopes, query, list(reports))
        for report_id in dict.fromkeys(event.report_id for event in page):
            if report_id in new and report_id in reports:
                events = tuple(found[report_id])
                yield Hit(report=reports[report_id], events=events, distance_km=nearest[report_id])


def _events_by_report(
    shelf: Shelf, scopes: Sequence[str], query: Query, report_ids: Sequence[str]
) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in shelf.events(scopes, query, report_ids):
        found[event.report_id].append(event)
    return dict(found)
