"""Ways with a known truth: what was planted is found whole, in its direction, with what was carried."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.parameters import RouteParameters
from patterns.ways import direction, graph_of, legs_of, route_of, ways
from schemas.annotation import Event
from schemas.geography import Position
from schemas.route import Route, RouteStop, StopRole
from schemas.warning import Pattern
from tests.factories import make_place, make_stop
from tests.patterns.world import NGO, detect, sign

PARAMETERS = RouteParameters()
PLACES = {"South": (9.0, 3.0), "Middle": (10.0, 3.1), "Fork": (11.0, 3.0), "North": (12.0, 3.2), "West": (11.0, 1.0)}


def stop(role: StopRole, name: str) -> RouteStop:
    latitude, longitude = PLACES[name]
    return make_stop(role, place_id=name, name=name, latitude=latitude, longitude=longitude, admin2=name)


def moved(name: str, way: str, day: float = 0, **fields: Any) -> Event:
    """Return an abduction told with its way, as `South > Middle > North`; a missing origin is where it was."""
    first, *middle, last = way.split(" > ") if " > " in way else ("", way)
    stops = [stop("origin", first)] if first else []
    stops += [stop("transit", each) for each in middle] + [stop("destination", last)]
    here = fields.pop("place", None) or make_place(place_id="far", name="far", latitude=0.0, longitude=0.0)
    return sign(name, "abduction", day, **{"route": tuple(stops), "place": here, **fields})


def found(folder: Path, events: list[Event], *, now: float = 10) -> list[Pattern]:
    return [pattern for pattern in detect(folder, events, now=now) if pattern.detector == "route"]


def names(route: Route | None) -> str:
    assert route is not None
    return " > ".join(place.name for place in route.places)


def test_stretches_of_two_reports_make_one_way_with_direction_and_goods(tmp_path: Path) -> None:
    [pattern] = found(
        tmp_path,
        [moved("a", "South > Middle", 1), moved("b", "Middle > North", 5, **NGO, codes=("goods:drugs", "mara:rape"))],
    )
    route = pattern.route
    assert route is not None
    assert (names(route), route.direction, route.is_chained) == ("South > Middle > North", "north", True)
    assert (route.goods, route.co_smuggling) == (("drugs",), True)
    assert [(each.start.name, each.end.name, len(each.reports), each.goods) for each in route.segments] == [
        ("South", "Middle", 1, ()),
        ("Middle", "North", 1, ("drugs",)),
    ]
    assert pattern.reasons == (
        "Reports tell of people moved South > Middle > North, to the north, 334 km in straight lines.",
        "No single report tells the whole way: its stretches are put together from 2 reports.",
        "Carried along with people: drugs.",
    )
    assert pattern.reasons_in["fr"][2] == "Transportés avec des personnes\u00a0: drogues."
    assert pattern.score < 0.2


def test_one_report_is_no_pattern_and_neither_is_its_reprint(tmp_path: Path) -> None:
    signature = {"signature": tuple(range(64))}
    reprint = moved("b", "South > North", 2, **NGO, **signature)
    assert found(tmp_path, [moved("a", "South > North", 1, **signature), reprint]) == []


def test_a_way_that_one_report_tells_whole_is_not_chained(tmp_path: Path) -> None:
    [pattern] = found(tmp_path, [moved("a", "South > Middle > North", 1), moved("b", "South > Middle > North", 3)])
    assert pattern.route is not None
    assert (names(pattern.route), pattern.route.is_chained) == ("South > Middle > North", False)


def test_a_fork_is_two_ways(tmp_path: Path) -> None:
    events = [moved("a", "South > Fork", 1), moved("b", "Fork > North", 2), moved("c", "Fork > West", 3)]
    patterns = found(tmp_path, events)
    assert sorted(names(pattern.route) for pattern in patterns) == ["South > Fork > North", "South > Fork > West"]


def test_without_a_said_origin_the_way_begins_where_it_was(tmp_path: Path) -> None:
    here = make_place(place_id="South", name="South", latitude=9.0, longitude=3.0, radius_km=2.0)
    [pattern] = found(tmp_path, [moved("a", "North", 1, place=here), moved("b", "South > North", 2)])
    assert names(pattern.route) == "South > North"


def test_a_district_is_no_start_and_old_reports_are_none(tmp_path: Path) -> None:
    wide = make_place(latitude=9.0, longitude=3.0, radius_km=40.0)
    late = [moved("c", "South > North", -60), moved("d", "South > North", -61)]
    assert found(tmp_path, [moved("a", "North", 1, place=wide), *late], now=40) == []


def test_places_near_each_other_are_one_stop(tmp_path: Path) -> None:
    station = stop("origin", "Middle").model_copy(update={"place_id": "station", "name": "Station", "latitude": 10.02})
    onward = moved("b", "Middle > North", 5).model_copy(update={"route": (station, stop("destination", "North"))})
    [pattern] = found(tmp_path, [moved("a", "South > Middle", 1), onward])
    assert names(pattern.route) == "South > Middle > North"


def test_acts_without_a_way_make_none(tmp_path: Path) -> None:
    assert found(tmp_path, [sign(f"s{number}", "abduction", number) for number in range(5)]) == []


@pytest.mark.parametrize(
    ("latitude", "longitude", "sector"),
    [(1, 0, "north"), (0, 1, "east"), (-1, 0, "south"), (0, -1, "west"), (1, 1, "north_east"), (-1, -1, "south_west")],
)
def test_directions(latitude: float, longitude: float, sector: str) -> None:
    assert direction(Position(0, 0), Position(latitude, longitude)) == sector


edges = st.lists(st.tuples(st.sampled_from(list(PLACES)), st.sampled_from(list(PLACES))), min_size=1, max_size=12)


@given(edges, st.randoms(use_true_random=False))
def test_every_stretch_is_in_a_way_whatever_the_order(pairs: list[tuple[str, str]], shuffle: random.Random) -> None:
    events = [moved(f"e{number}", f"{start} > {end}", number) for number, (start, end) in enumerate(pairs)]

    def seen(some: list[Event]) -> list[str]:
        graph = graph_of((leg for event in some for leg in legs_of(event, PARAMETERS)), PARAMETERS)
        return [names(route_of(way, graph)[0]) for way in ways(graph)]

    one = seen(events)
    shuffle.shuffle(events)
    assert seen(events) == one
    assert all(any(f"{start} > {end}" in way for way in one) for start, end in pairs if start != end)
    assert all(len(set(way.split(" > "))) == len(way.split(" > ")) for way in one)
