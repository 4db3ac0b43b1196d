from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon

from schemas.mission import Place
from search.kibana.outlines import outlines_of

spots = st.lists(st.tuples(st.floats(-30, 30), st.floats(-30, 30)), min_size=1, max_size=12)


def place(number: int, longitude: float, latitude: float, admin2: str | None = "Kanvi") -> Place:
    return Place(
        id=str(number),
        name=str(number),
        feature_code="PPL",
        latitude=latitude,
        longitude=longitude,
        admin1="Nord",
        admin2=admin2,
    )


@given(spots)
def test_every_place_lies_within_its_outline_which_runs_clockwise(corners: list[tuple[float, float]]) -> None:
    places = [place(number, *corner) for number, corner in enumerate(corners)]
    for outline in outlines_of(places):
        ring = Polygon(outline.corners)
        assert ring.is_valid
        assert not ring.exterior.is_ccw
        assert outline.corners[0] == outline.corners[-1]
        assert all(ring.covers(Point(corner)) for corner in corners)


def test_a_province_has_an_outline_around_its_districts_and_what_lies_nowhere_has_none() -> None:
    nowhere = place(3, 9, 9, None).model_copy(update={"admin1": None})
    found = outlines_of([place(1, 0, 0), place(2, 1, 1, "Other"), nowhere])
    assert [(outline.admin1, outline.admin2) for outline in found] == [
        ("Nord", ""),
        ("Nord", "Kanvi"),
        ("Nord", "Other"),
    ]
    assert Polygon(found[0].corners).covers(Point(1, 1))


def test_the_order_of_places_changes_nothing() -> None:
    places = [place(number, number % 3, number % 5) for number in range(9)]
    assert outlines_of(places) == outlines_of(reversed(places))
