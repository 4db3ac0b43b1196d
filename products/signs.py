"""What was heard: events read through the index, and which of them are signs."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

import h3

from patterns.event_evidence import is_counted
from patterns.geography import neighbour_cells
from patterns.naming import listed
from patterns.origins import without_copies
from patterns.parameters import WeightParameters, parameters_for
from patterns.signs import most_severe_first, name_of
from products.places import within
from products.view import View
from schemas.annotation import Event
from schemas.geography import Point, Position, distance_km
from schemas.index import Where, Window
from schemas.products import Told
from schemas.source import SourceType
from schemas.warning import Area
from search.documents import CELL_RESOLUTION

CHECKPOINT, AMBUSH, EXTREMIST_RULE = "ARM-03", "ARM-09", "ARM-14"
ARMED = ("ARM-01", "ARM-02", "ARM-07", "ARM-08", "ARM-11")
ACT = 5
# What tells a report of mines and bombs from one of preaching and taxes, both of which are ARM-14.
EXPLOSIVE_WORDS = re.compile(
    r"\b(i\.?e\.?d\.?s?|e\.?e\.?i|(land)?mines?|mined|minée?s?|explos\w*|bomb\w*|booby.?trap\w*|piégée?s?)\b|عبوة|لغم",
    re.IGNORECASE,
)


def heard(view: View, where: Where | None = None, *, days: float) -> list[Event]:
    """Return the events of the last `days` that were known by now, whatever they say, in order of time and id."""
    window = Window(field="occurred_from", since=view.now - timedelta(days=days), until=view.now)
    found = view.index.find(Event, view.scopes, where, window)
    return sorted(
        (each for each in found if each.ingested_at <= view.now), key=lambda each: (each.occurred_from, each.id)
    )


def heard_in(view: View, area: Area, *, days: float) -> list[Event]:
    """Return what was heard from a district or province, or from around a village."""
    if fields := within(area):
        return heard(view, fields, days=days)
    return [each for each in near(view, [area], area.radius_km, days=days) if away_km(each, area) <= area.radius_km]


def near(view: View, points: Iterable[Point], reach_km: float, *, days: float) -> list[Event]:
    """Return what was heard from places closer than a district in cells within `reach_km` of `points`.

    The index gives a clinic no cell, so nothing here shows one as a point (rule D12).
    """
    cells = {h3.latlng_to_cell(point.latitude, point.longitude, CELL_RESOLUTION) for point in points}
    reached = sorted({other for cell in cells for other in neighbour_cells(cell, reach_km)})
    found = heard(view, {"cell": reached}, days=days)
    return [each for each in found if each.place and each.place.radius_km <= view.numbers.wide_km]


def away_km(event: Event, point: Point) -> float:
    """Return how far an event is from `point`: from its place, or from the nearer end of its stretch."""
    return min(distance_km(each, point) for each in positions(event))


def positions(event: Event) -> list[Position]:
    """Return where an event was: its place, and the ends of its stretch."""
    if event.place is None:
        return []
    return [Position(event.place.latitude, event.place.longitude), *(Position(*end) for end in event.place.line)]


def signs(view: View, events: Iterable[Event]) -> list[Event]:
    """Return the events that say a sign is there, reprints of one text once; a mere report is none."""
    weights = parameters_for(view.mission, "weights", WeightParameters)
    saying = filter(is_counted, events)
    kept = without_copies(saying, copy_similarity=weights.copy_similarity)
    return sorted(kept, key=lambda event: (event.occurred_from, event.id))


def of_indicators(events: Iterable[Event], *indicators: str) -> list[Event]:
    """Return the events that have one of `indicators`."""
    return [event for event in events if set(indicators) & set(event.indicators)]


def explosives(events: Iterable[Event]) -> list[Event]:
    """Return the events that speak of mines or bombs."""
    return [event for event in of_indicators(events, EXTREMIST_RULE) if EXPLOSIVE_WORDS.search(event.quote)]


def gravest(events: Iterable[Event]) -> int:
    """Return the highest severity, 0 where there is no event."""
    return max((event.severity for event in events), default=0)


def origins(events: Iterable[Event]) -> int:
    """Return how many originators say it; reprints were left out before."""
    return len({event.originator for event in events})


def reports(events: Iterable[Event]) -> int:
    """Return how many reports the events are of."""
    return len({event.report_id for event in events})


def told(view: View, events: Iterable[Event], *, from_point: Point | None = None) -> tuple[Told, ...]:
    """Return events as a product quotes them."""
    return tuple(_told(view, event, from_point) for event in events)


def _told(view: View, event: Event, from_point: Point | None) -> Told:
    clinic = event.source_type is SourceType.CLINIC
    away = None if from_point is None or clinic or event.place is None else round(away_km(event, from_point), 1)
    return Told(
        event_id=event.id,
        key=event.key,
        indicators=event.indicators,
        sign=sign_names(view, event.indicators),
        place_name=shown_place(event),
        admin2=event.place.admin2 if event.place else None,
        occurred_from=event.occurred_from,
        time_of_day=event.time_of_day,
        status=event.status,
        quote=event.quote,
        source_type=event.source_type,
        originator=event.originator,
        reliability=event.reliability,
        distance_km=away,
    )


def shown_place(event: Event) -> str:
    """Return the name of where an event was; of a clinic's, only the district (rule D12)."""
    if event.place is None:
        return "–"
    return (event.place.admin2 or "–") if event.source_type is SourceType.CLINIC else event.place.name


def sign_names(view: View, indicators: Iterable[str]) -> str:
    """Return the signs in words, the most severe first."""
    return listed(list(each_sign(view, indicators)), view.language)


def each_sign(view: View, indicators: Iterable[str]) -> tuple[str, ...]:
    """Return each sign in words, the most severe first."""
    ids = most_severe_first(view.catalogue, indicators)
    return tuple(dict.fromkeys(name_of(each, view.catalogue, view.language) for each in ids))


def counted_indicators(events: Sequence[Event]) -> Counter[str]:
    """Return in how many reports each indicator is."""
    return Counter(each for _, each in {(event.report_id, each) for event in events for each in event.indicators})
