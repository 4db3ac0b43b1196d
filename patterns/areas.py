"""Non-overlapping areas of signs, best first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from patterns.parameters import CompoundParameters
from schemas.annotation import Event, EventPlace
from schemas.geography import distance_km

Score = Callable[[Sequence[Event]], float]


class Spot(NamedTuple):
    """What of an event's place says which areas it belongs to."""

    place_id: str
    latitude: float
    longitude: float
    radius_km: float
    admin2: str | None

    @property
    def key(self) -> tuple[str, float, float]:
        """What tells one place from another."""
        return self.place_id, self.latitude, self.longitude


Placed = Mapping[Spot, Sequence[Event]]
"""Events by spot, in order of id."""


class Ranked(NamedTuple):
    """An area: its central place, its events, and how good it is, smallest best."""

    place: EventPlace
    members: list[Event]
    rank: tuple[float, float, str, float, float]


def best_areas(
    events: Sequence[Event], score: Score, parameters: CompoundParameters
) -> Iterator[tuple[EventPlace, list[Event]]]:
    """Yield areas as their central place and events, greedily, best score first; no event is in two areas.

    `score` gives 0 for what is no pattern. Between equal scores the place nearest to all signs wins, then the
    smallest place id, so the answer does not depend on the order of `events`. An area is ranked again only after some
    of its events were taken.
    """
    left, ranked = by_spot(events), dict[Spot, Ranked]()
    while True:
        centres = central_spots(left, parameters)
        ranked = {spot: ranked.get(spot) or ranked_area(spot, left, score, parameters) for spot in centres}
        best = min(ranked.values(), key=lambda area: area.rank, default=None)
        if best is None or best.rank[0] >= 0:
            return
        yield best.place, best.members
        taken = {event.id for event in best.members}
        left = by_spot(event for events in left.values() for event in events if event.id not in taken)
        ranked = {spot: area for spot, area in ranked.items() if taken.isdisjoint(each.id for each in area.members)}


def by_spot(events: Iterable[Event]) -> Placed:
    """Return the events that have a place."""
    placed: dict[Spot, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.id):
        if place := event.place:
            spot = Spot(place.place_id or "", place.latitude, place.longitude, place.radius_km, place.admin2)
            placed[spot].append(event)
    return placed


def ranked_area(centre: Spot, left: Placed, score: Score, parameters: CompoundParameters) -> Ranked:
    """Return the area around `centre`; it is called by the place of the last event there by id."""
    distances = {spot: distance_km(centre, spot) for spot in left if belongs(spot, centre, parameters)}
    members = sorted((event for spot in distances for event in left[spot]), key=lambda event: event.id)
    spread_km = sum(sorted(km for spot, km in distances.items() for _ in left[spot]))
    place = next(event.place for event in reversed(left[centre]) if event.place)
    return Ranked(place, members, (-score(members), round(spread_km, 6), *centre.key))


def central_spots(left: Placed, parameters: CompoundParameters) -> list[Spot]:
    """Return the spots that can be the middle of an area: those as exact as the neighbourhood.

    Of several at one place, that of the last event by id stands for all.
    """
    exact = [spot for spot in left if spot.radius_km <= parameters.neighbourhood_km]
    last = {spot.key: spot for spot in sorted(exact, key=lambda spot: left[spot][-1].id)}
    return [last[key] for key in sorted(last)]


def belongs(place: Spot, centre: Spot, parameters: CompoundParameters) -> bool:
    """Return whether `place` is near enough; a place as wide as a district only adds to an area of its district."""
    if place.radius_km > parameters.wide_km:
        return place.admin2 is not None and place.admin2 == centre.admin2
    reach_km = max(parameters.neighbourhood_km, place.radius_km + centre.radius_km)
    return distance_km(place, centre) <= reach_km
