"""Stretches told by single events, put together over reports into ways from end to end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice, pairwise
from math import atan2, cos, degrees, radians, sin
from typing import NamedTuple, get_args

from patterns.parameters import RouteParameters
from schemas.annotation import Event
from schemas.geography import Point, distance_km
from schemas.route import Direction, Route, RoutePlace, Segment

GOODS = "goods:"
LONGEST_WAY = 8  # stops; a longer chain is a web of reports, not a way
MOST_WAYS = 50
MOST_FOLLOWED = 2000


class Leg(NamedTuple):
    """One stretch as one event tells it."""

    start: RoutePlace
    end: RoutePlace
    event: Event


Graph = Mapping[RoutePlace, Mapping[RoutePlace, Sequence[Event]]]


def legs_of(event: Event, parameters: RouteParameters) -> list[Leg]:
    """Return the stretches that an event tells; where no origin is said, they begin where it was."""
    by_role = {
        role: [bare(stop) for stop in event.route if stop.role == role] for role in ("origin", "transit", "destination")
    }
    origins = by_role["origin"] or starts_at(event, parameters)
    middle, ends = by_role["transit"], by_role["destination"]
    stages = [stage for stage in (origins, *([each] for each in middle), ends) if stage]
    return [
        Leg(start, end, event)
        for here, there in pairwise(stages)
        for start in here
        for end in there
        if distance_km(start, end) > parameters.same_place_km
    ]


def starts_at(event: Event, parameters: RouteParameters) -> list[RoutePlace]:
    """Return where an event was, if that is a place to set out from and not one that it is told to lead to."""
    place = event.place
    if place is None or place.line or place.radius_km > parameters.widest_km:
        return []
    here = RoutePlace.model_validate(place.model_dump(include=set(RoutePlace.model_fields)))
    near = any(distance_km(here, stop) <= parameters.same_place_km for stop in event.route)
    return [] if near else [here]


def bare(stop: RoutePlace) -> RoutePlace:
    """Return a stop without its role."""
    return RoutePlace.model_validate(stop.model_dump(include=set(RoutePlace.model_fields)))


def graph_of(legs: Iterable[Leg], parameters: RouteParameters) -> Graph:
    """Return who tells of which stretch; places nearer than `same_place_km` are one, called by the first name."""
    legs = sorted(legs, key=lambda leg: (place_key(leg.start), place_key(leg.end), leg.event.id))
    known: list[RoutePlace] = []
    for place in sorted({place for leg in legs for place in (leg.start, leg.end)}, key=place_key):
        if not any(distance_km(place, other) <= parameters.same_place_km for other in known):
            known.append(place)
    graph: dict[RoutePlace, dict[RoutePlace, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for leg in legs:
        start, end = (min(known, key=lambda other: (distance_km(place, other), place_key(other))) for place in leg[:2])
        if start != end:
            graph[start][end].append(leg.event)
    return {start: dict(ends) for start, ends in graph.items()}


def ways(graph: Graph) -> Iterator[tuple[RoutePlace, ...]]:
    """Yield every way from a place that nothing leads to, as far as it goes, then those through what is left of rings.

    Every stretch is in one of them, unless a web is so dense that it has more ways than anybody reads.
    """
    covered: set[tuple[RoutePlace, RoutePlace]] = set()
    for way in islice(all_ways(graph, covered), MOST_FOLLOWED):
        covered.update(pairwise(way))
        yield way


def all_ways(graph: Graph, covered: Set[tuple[RoutePlace, RoutePlace]]) -> Iterator[tuple[RoutePlace, ...]]:
    """Yield the ways from the places that nothing leads to, then those from stretches not yet `covered`."""
    reached = {end for ends in graph.values() for end in ends}
    for start in sorted(graph.keys() - reached, key=place_key):
        yield from onward((start,), graph)
    for start in sorted(graph, key=place_key):
        for end in sorted(graph[start], key=place_key):
            if (start, end) not in covered:
                yield from onward((start, end), graph)


def onward(way: tuple[RoutePlace, ...], graph: Graph) -> Iterator[tuple[RoutePlace, ...]]:
    """Yield `way` with all that follows it, no place twice."""
    following = sorted((end for end in graph.get(way[-1], {}) if end not in way), key=place_key)
    if not following or len(way) >= LONGEST_WAY:
        yield way
        return
    for end in following:
        yield from onward((*way, end), graph)


def route_of(way: Sequence[RoutePlace], graph: Graph) -> tuple[Route, list[Event]]:
    """Return a way with its stretches, and the events that tell of them."""
    segments = tuple(segment_of(start, end, graph[start][end]) for start, end in pairwise(way))
    events = {event.id: event for start, end in pairwise(way) for event in graph[start][end]}
    goods = tuple(sorted({each for segment in segments for each in segment.goods}))
    common = set.intersection(*({event.report_id for event in graph[start][end]} for start, end in pairwise(way)))
    route = Route(
        places=tuple(way),
        segments=segments,
        direction=direction(way[0], way[-1]),
        distance_km=round(sum(segment.distance_km for segment in segments), 1),
        goods=goods,
        co_smuggling=bool(goods),
        is_chained=not common,
    )
    return route, [events[each] for each in sorted(events)]


def segment_of(start: RoutePlace, end: RoutePlace, events: Sequence[Event]) -> Segment:
    """Return one stretch with all that is told of it."""
    return Segment(
        start=start,
        end=end,
        direction=direction(start, end),
        distance_km=round(distance_km(start, end), 1),
        reports=tuple(sorted({event.key for event in events})),
        originators=tuple(sorted({event.originator for event in events})),
        goods=tuple(
            sorted({code.removeprefix(GOODS) for event in events for code in event.codes if code.startswith(GOODS)})
        ),
        first_at=min(event.occurred_from for event in events),
        last_at=max(event.occurred_to for event in events),
    )


def direction(start: Point, end: Point) -> Direction:
    """Return the direction from one place to another: the nearest of eight to the bearing at the start."""
    east = radians(end.longitude - start.longitude)
    here, there = radians(start.latitude), radians(end.latitude)
    bearing = atan2(sin(east) * cos(there), cos(here) * sin(there) - sin(here) * cos(there) * cos(east))
    sectors: tuple[Direction, ...] = get_args(Direction)
    return sectors[round(degrees(bearing) / 45) % 8]


def place_key(place: RoutePlace) -> tuple[str, str, float, float]:
    """Return what puts places in order."""
    return place.name, place.place_id or "", place.latitude, place.longitude
