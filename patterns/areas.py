"""Non-overlapping areas of signs, best first."""

from collections.abc import Callable, Iterator, Sequence

from patterns.parameters import CompoundParameters
from schemas.annotation import Event, EventPlace
from schemas.geography import distance_km

Score = Callable[[Sequence[Event]], float]


def best_areas(
    events: Sequence[Event], score: Score, parameters: CompoundParameters
) -> Iterator[tuple[EventPlace, list[Event]]]:
    """Yield areas as their central place and events, greedily, best score first; no event is in two areas.

    `score` gives 0 for what is no pattern. Between equal scores the place nearest to all signs wins, then the
    smallest place id, so the answer does not depend on the order of `events`.
    """
    left = sorted(events, key=lambda event: event.id)
    while left:
        scored = [rank(place, members_of(place, left, parameters), score) for place in central_places(left, parameters)]
        best = min(scored, key=lambda found: found[0], default=None)
        if best is None or best[0][0] >= 0:
            return
        _, place, members = best
        yield place, members
        taken = {event.id for event in members}
        left = [event for event in left if event.id not in taken]


def rank(
    place: EventPlace, members: list[Event], score: Score
) -> tuple[tuple[float, float, str, float, float], EventPlace, list[Event]]:
    """Return how good an area is, smallest best, with its place and members."""
    spread_km = sum(sorted(distance_km(place, event.place) for event in members if event.place))
    return (-score(members), round(spread_km, 6), *place_key(place)), place, members


def place_key(place: EventPlace) -> tuple[str, float, float]:
    """Return what tells one place from another."""
    return place.place_id or "", place.latitude, place.longitude


def central_places(events: Sequence[Event], parameters: CompoundParameters) -> list[EventPlace]:
    """Return the places that can be the middle of an area: those as exact as the neighbourhood."""
    exact = {
        place_key(event.place): event.place
        for event in events
        if event.place and event.place.radius_km <= parameters.neighbourhood_km
    }
    return [exact[key] for key in sorted(exact)]


def members_of(place: EventPlace, events: Sequence[Event], parameters: CompoundParameters) -> list[Event]:
    """Return the events that belong to the area around `place`."""
    return [event for event in events if event.place and belongs(event.place, place, parameters)]


def belongs(place: EventPlace, centre: EventPlace, parameters: CompoundParameters) -> bool:
    """Return whether `place` is near enough; a place as wide as a district only adds to an area of its district."""
    if place.radius_km > parameters.wide_km:
        return place.admin2 is not None and place.admin2 == centre.admin2
    reach_km = max(parameters.neighbourhood_km, place.radius_km + centre.radius_km)
    return distance_km(place, centre) <= reach_km
