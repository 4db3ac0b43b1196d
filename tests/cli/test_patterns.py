"""`forewarn patterns`, `routes` and `compare`, as an analyst types them."""

import json

import pytest

from cli.patterns import is_asked_for
from schemas.errors import ConfigurationError
from schemas.route import Route, RoutePlace, Segment
from schemas.warning import Pattern
from tests.cli.test_commands import Forewarn, forewarn, typed
from tests.factories import make_pattern, moment

__all__ = ["forewarn"]  # the fixture


def test_the_clinic_above_its_baseline_is_shown_by_its_district(forewarn: Forewarn) -> None:
    shown = forewarn("patterns", "--detector", "clinic_rise", "--profile", "analyst")
    assert "district Mbazéré" in shown
    assert "ouTOKOUND01" not in shown
    assert "district Mbazéré : " in forewarn("patterns", "--language", "fr", "--profile", "analyst").replace(
        "\u00a0", " "
    )


def test_patterns_as_json(forewarn: Forewarn) -> None:
    lines = forewarn("patterns", "--json", "--area", "mbazéré").splitlines()
    assert {json.loads(line)["area"]["admin2"] for line in lines} == {"Mbazéré"}


def test_a_detector_that_is_none_is_named(forewarn: Forewarn) -> None:
    with pytest.raises(ConfigurationError, match="clinic_rise"):
        typed("patterns", "--detector", "clinics")


def test_routes_that_nobody_tells_of_are_no_proof(forewarn: Forewarn) -> None:
    assert "no proof of calm" in forewarn("routes", "--together")


def test_an_area_against_a_year_that_nobody_recorded(forewarn: Forewarn) -> None:
    assert "cannot be compared" in forewarn("compare", "Mbazéré")
    assert {each["answer"] for each in json.loads(forewarn("compare", "Mbazéré", "--json"))["changes"]} == {
        "not_comparable"
    }


def way(*names: str, goods: tuple[str, ...] = ()) -> Pattern:
    """Return a way over places of the provinces of their first letters."""
    places = tuple(RoutePlace(name=name, latitude=0, longitude=0, admin1=f"Province {name[0]}") for name in names)
    segment = Segment(
        start=places[0],
        end=places[1],
        direction="north",
        distance_km=1,
        reports=(),
        originators=(),
        first_at=moment(),
        last_at=moment(),
    )
    route = Route(
        places=places, segments=(segment,), direction="north", distance_km=1, goods=goods, co_smuggling=bool(goods)
    )
    return make_pattern("-".join(names), detector="route", route=route)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, [0, 1, 2]),
        ({"start": "Province S", "end": "Province N"}, [0, 1]),
        ({"start": "province s", "end": "Province N", "together": True}, [1]),
        ({"start": "Province N", "end": "Province S"}, [2]),
        ({"start": "Middle"}, [0, 2]),
        ({"goods": "drugs"}, [1]),
        ({"goods": "fuel"}, []),
    ],
)
def test_routes_from_south_to_north_with_people_and_drugs_together(asked: dict[str, object], names: list[int]) -> None:
    ways = [way("South", "Middle", "North"), way("Sad", "Nice", goods=("drugs",)), way("North", "Middle", "South")]
    found = [each for each in ways if each.route and is_asked_for(each.route, **asked)]  # type: ignore[arg-type]
    assert found == [ways[number] for number in names]
