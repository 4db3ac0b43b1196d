import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.places.between import join_stretches
from schemas.annotation import PlaceMention
from schemas.geography import Position, distance_km

ENDS = {"Alfa": (2.0, 1.0), "Bravo": (2.2, 1.3), "Far": (9.0, 9.0)}


def mention(text, name, at=None):
    start = text.index(name)
    latitude, longitude = at or ENDS[name]
    return PlaceMention(
        text=name, start=start, end=start + len(name), place_id=name, name=name, latitude=latitude,
        longitude=longitude, radius_km=1.0, score=0.9, reason="because",
    )  # fmt: skip


def joined(text, *names):
    return join_stretches(text, [mention(text, name) for name in names])


@pytest.mark.parametrize(
    "text",
    ["an ambush between Alfa and Bravo", "une embuscade entre Alfa et Bravo", "sur l’axe Alfa – Bravo",
     "on the Alfa-Bravo road", "route Alfa-Bravo coupée", "Entre Alfa et Bravo, rien"],
)  # fmt: skip
def test_a_stretch_is_the_line_between_its_ends(text):
    left, right = joined(text, "Alfa", "Bravo")
    assert left.line == right.line == (ENDS["Alfa"], ENDS["Bravo"])
    assert left.name == right.name == "Alfa – Bravo"
    assert left.place_id is None
    assert "not where between" in left.reason


@pytest.mark.parametrize(
    "text", ["Alfa and Bravo", "between Alfa, and later Bravo", "Alfa-Bravo", "from Alfa to Bravo"]
)
def test_two_places_named_together_stay_two(text):
    assert [each.line for each in joined(text, "Alfa", "Bravo")] == [(), ()]


def test_ends_too_far_apart_or_not_placed_stay():
    text = "between Alfa and Far"
    assert [each.line for each in joined(text, "Alfa", "Far")] == [(), ()]
    unplaced = mention(text, "Far").model_copy(update={"latitude": None, "longitude": None})
    assert [each.line for each in join_stretches(text, [mention(text, "Alfa"), unplaced])] == [(), ()]


@given(st.floats(-0.5, 0.5), st.floats(0.01, 0.5))
def test_the_radius_covers_both_ends(south, east):
    text = "between Alfa and Bravo"
    ends = Position(2.0, 1.0), Position(2.0 + south, 1.0 + east)
    left, _ = join_stretches(text, [mention(text, "Alfa", ends[0]), mention(text, "Bravo", ends[1])])
    middle = Position(left.latitude or 0.0, left.longitude or 0.0)
    assert all(distance_km(middle, end) + 1.0 <= (left.radius_km or 0.0) + 0.2 for end in ends)
