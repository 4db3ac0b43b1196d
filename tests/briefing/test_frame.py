import math

import h3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.frame import frame_around, scale_bar_km
from tests.factories import make_area

POINT = st.tuples(st.floats(1, 4), st.floats(-8, -4), st.floats(0, 40))


@given(st.lists(POINT, min_size=1, max_size=8))
def test_every_circle_lies_inside_the_picture(points: list[tuple[float, float, float]]) -> None:
    frame = frame_around(points, width_px=900)
    assert 450 <= frame.height_px <= 811
    for latitude, longitude, radius_km in points:
        for x, y in frame.circle(make_area(latitude=latitude, longitude=longitude, radius_km=radius_km)):
            assert -1 <= x <= 901
            assert -1 <= y <= frame.height_px + 1


@given(POINT, POINT)
def test_distances_on_the_picture_are_true_to_two_in_a_hundred(
    one: tuple[float, float, float], other: tuple[float, float, float]
) -> None:
    frame = frame_around([one, other], width_px=900)
    drawn_km = math.dist(frame.place(*one[:2]), frame.place(*other[:2])) / frame.px_per_km
    assert drawn_km == pytest.approx(h3.great_circle_distance(one[:2], other[:2], unit="km"), rel=0.02, abs=0.1)


def test_north_is_up_and_east_is_right() -> None:
    frame = frame_around([(2.0, -6.0, 30.0)], width_px=900)
    x, y = frame.place(2.1, -5.9)
    assert x > 450
    assert y < frame.height_px / 2


@given(st.floats(0, 300))
def test_the_scale_bar_is_round_and_takes_at_most_a_quarter(radius_km: float) -> None:
    frame = frame_around([(2.0, -6.0, radius_km)], width_px=900)
    assert scale_bar_km(frame) * frame.px_per_km <= 225
    assert scale_bar_km(frame) * frame.px_per_km >= 80
