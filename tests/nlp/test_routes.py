"""Places on a way: invented sentences whose roles are known, and look-alikes that tell no way."""

import pytest

from nlp.code_lists import holds, read_code_lists
from nlp.routes import heading_in, route_in
from nlp.verdicts.decide import with_verdicts
from schemas.annotation import Event, PlaceMention
from schemas.catalogue import Language
from tests.factories import make_event
from tests.nlp.test_events import events

TOWNS = {"Kanvi": (11.2, 2.9), "Dombu": (12.6, 4.4), "Marassé": (12.0, 3.6), "Oulo": (13.0, 5.0)}


def mentions(text: str) -> list[PlaceMention]:
    found = [
        PlaceMention(text=name, start=at, end=at + len(name), name=name, latitude=lat, longitude=lon, reason="test")
        for name, (lat, lon) in TOWNS.items()
        if (at := text.find(name)) >= 0
    ]
    return sorted(found, key=lambda mention: mention.start)


def told(text: str) -> str:
    """Return a way as `Kanvi > Marassé > Dombu`; a single place with its role."""
    stops = route_in(text, mentions(text), 0)
    return " > ".join(stop.name for stop in stops) if len(stops) != 1 else f"{stops[0].role} {stops[0].name}"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Girls were taken from Kanvi to Dombu via Marassé.", "Kanvi > Marassé > Dombu"),
        ("Des filles ont été emmenées de Kanvi vers Dombu en passant par Marassé.", "Kanvi > Marassé > Dombu"),
        ("Via Marassé, the men brought them from the village of Kanvi into Dombu.", "Kanvi > Marassé > Dombu"),
        ("Un convoi de femmes a traversé Dombu, à destination de la ville d’Oulo.", "destination Oulo"),
        ("A truck with girls from Kanvi was seen heading for the mine of Oulo.", "Kanvi > Oulo"),
        ("Recruiters at Kanvi bus station send girls towards Oulo.", "destination Oulo"),
        ("Des jeunes partis de Kanvi sont conduits à Oulo par Dombu.", "Kanvi > Dombu > Oulo"),
        ("Des filles emmenées de Kanvi à Dombu.", "Kanvi > Dombu"),
        ("The women of Kanvi told the patrol about it.", ""),
        ("Three girls were taken to Dombu.", ""),
        ("On the road from Kanvi to Dombu girls were abducted.", ""),
        ("Sur la route de Kanvi à Dombu, des filles ont été enlevées.", ""),
        ("10 km from Kanvi they were moved to Dombu.", ""),
        ("Le chef de Kanvi a alerté la base à Dombu.", ""),
        ("Girls from Kanvi and Dombu were sold.", ""),
    ],
)
def test_places_have_the_role_that_the_words_before_them_give(text: str, way: str) -> None:
    assert told(text) == way


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("two northbound trucks", "north"),
        ("trois camions vers le nord", "north"),
        ("en direction du nord-ouest", "north_west"),
        ("camions en route vers l’est", "east"),
        ("heading south-east at dusk", "south_east"),
        ("north of Kanvi", None),
        ("heading north of Kanvi", None),
        ("au nord de Kanvi", None),
        ("vers le nord de Kanvi", None),
        ("the northern district", None),
    ],
)
def test_a_direction_is_read_and_a_place_beside_another_is_not(text: str, direction: str | None) -> None:
    assert heading_in(text, 0, len(text)) == direction


def test_an_event_of_trafficking_carries_its_way_and_any_other_none() -> None:
    moved = events("They slept in the bush, taken from Tébirou to Marassé.")
    assert [[(stop.role, stop.name) for stop in each.route] for each in moved] == [
        [("origin", "Tébirou"), ("destination", "Marassé")]
    ]
    assert [each.route for each in events("They looted from Tébirou to Marassé.")] == [()]


@pytest.mark.parametrize(
    ("text", "language", "goods"),
    [
        ("girls hidden under sacks of cannabis", "en", ["drugs"]),
        ("des filles et de la drogue", "fr", ["drugs"]),
        ("crates of ammunition under the seats", "en", ["weapons"]),
        ("bidons de carburant et jeunes filles", "fr", ["fuel"]),
        ("des sacs d’or et deux filles", "fr", ["minerals"]),
        ("armed men with weapons took girls", "en", []),
        ("girls work at the gold mine", "en", []),
        ("the girls had been drugged", "en", []),
    ],
)
def test_goods_are_a_load_and_no_more(text: str, language: Language, goods: list[str]) -> None:
    assert [code.code for code in read_code_lists().goods if holds(code.words, (text,), language)] == goods


@pytest.mark.parametrize(("sign", "codes"), [("TIP-09", ["goods:drugs"]), ("CLN-05", [])])
def test_goods_stand_only_beside_signs_of_trafficking(sign: str, codes: list[str]) -> None:
    (event,) = with_verdicts([carried(sign)])
    assert [code for code in event.codes if code.startswith("goods:")] == codes


def carried(sign: str) -> Event:
    return make_event(indicators=(sign,), quote="There were no drugs left.", lang="en", counts=())
