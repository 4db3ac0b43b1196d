import pytest

from nlp.places.offsets import extra_radius_km, is_away, place_offsets
from nlp.places.positions import bearing_degrees
from schemas.annotation import PlaceMention
from schemas.geography import Position, distance_km

AT = {"Alfa": Position(2.0, 1.0), "Bravo": Position(2.0, 1.5), "Carra": Position(2.3, 1.0)}


def mention(text, name):
    start = text.index(name)
    at = AT.get(name)
    placed = {"place_id": name, "name": name, "radius_km": 1.0, "score": 0.9} if at else {}
    position = {"latitude": at.latitude, "longitude": at.longitude} if at else {}
    return PlaceMention(text=name, start=start, end=start + len(name), reason="Because.", **placed, **position)


def placed(text, *names):
    return place_offsets(text, [mention(text, name) for name in names])


def from_alfa(place):
    end = Position(place.latitude, place.longitude)
    return round(distance_km(AT["Alfa"], end), 1), round(bearing_degrees(AT["Alfa"], end)) % 360


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seen 5 km north of Alfa", (5, 0)), ("some 5 kilometres NE of Alfa", (5, 45)),
        ("12km south-west of the village of Alfa", (12, 225)),
        ("à 5 km au nord d’Alfa", (5, 0)), ("à 7 kilomètres à l'est de Alfa", (7, 90)),
        ("500 m east of Alfa", (0.5, 90)),
        ("à cinq km au sud-ouest de la ville d'Alfa", (5, 225)), ("ten km to the west of Alfa", (10, 270)),
        ("2 hours' walk north of Alfa", (8, 0)), ("5 miles north of Alfa", (8.1, 0)),
        ("à 2,5 km au nord de Alfa", (2.5, 0)),
    ],
)  # fmt: skip
def test_a_direction_and_distance_are_the_point_there(text, expected):
    (place,) = placed(text, "Alfa")
    assert from_alfa(place) == expected
    assert place.place_id is None
    assert "km" in place.reason
    assert place.radius_km == pytest.approx(1 + 0.3 * expected[0], abs=0.06)


@pytest.mark.parametrize(
    "text", ["12 km from Alfa", "à 12 km de Alfa", "12 km outside Alfa", "à trois heures de marche d'Alfa"]
)
def test_a_distance_alone_leaves_the_whole_circle_open(text):
    (place,) = placed(text, "Alfa")
    assert from_alfa(place)[0] == 0
    assert place.radius_km == 13


@pytest.mark.parametrize(
    "text",
    ["à 13 km de Alfa sur l'axe Alfa-Bravo", "13 km from Alfa on the road to Bravo", "13 km de Alfa vers Bravo",
     "au PK 13 sur l'axe Alfa-Bravo", "PK13, route Alfa–Bravo"],
)  # fmt: skip
def test_a_road_says_the_direction(text):
    first = PlaceMention.model_validate(mention(text, "Alfa"))
    again = [mention(text, "Alfa")] if text.count("Alfa") == 2 else []
    second = [each.model_copy(update={"start": text.rindex("Alfa"), "end": text.rindex("Alfa") + 4}) for each in again]
    places = place_offsets(text, [first, *second, mention(text, "Bravo")])
    assert {(place.latitude, place.longitude) for place in places} == {(places[0].latitude, places[0].longitude)}
    assert from_alfa(places[0]) == (10, 90)


def test_a_road_that_leads_both_ways_says_no_direction():
    places = placed("à 12 km d'Alfa sur l'axe Bravo-Carra", "Alfa", "Bravo", "Carra")
    assert from_alfa(places[0])[0] == 0
    assert places[0].radius_km == 13


def test_an_unknown_name_is_where_its_offset_says():
    unknown, known = placed("at Zulu, 5 km north of Alfa, all fled", "Zulu", "Alfa")
    assert (unknown.latitude, unknown.longitude) == (known.latitude, known.longitude)
    assert unknown.name == "Zulu"


def test_a_known_name_stays_where_it_is_though_an_offset_follows():
    known, _ = placed("at Bravo, 5 km north of Alfa, all fled", "Bravo", "Alfa")
    assert known.place_id == "Bravo"


def test_a_name_without_place_stays_without():
    (place,) = placed("5 km north of Zulu", "Zulu")
    assert place.latitude is None


@pytest.mark.parametrize(
    ("lead", "km"),
    [("seen near ", 3), ("aux abords de ", 3), ("on the outskirts of ", 3), ("en périphérie de la ", 3),
     ("north of ", 10), ("au nord de ", 10), ("across the border from ", 15),
     ("de l’autre côté de la frontière, en face de ", 15),
     ("7 km down the stream from ", 7), ("in ", 0)],
)  # fmt: skip
def test_other_words_leave_a_wider_circle_open(lead, km):
    assert extra_radius_km(lead) == km


@pytest.mark.parametrize(
    ("lead", "away"), [("slept 5 km from ", True), ("fled from ", False), ("across the border from ", True)]
)
def test_a_distance_from_a_place_is_where_and_no_origin(lead, away):
    assert is_away(lead) is away
