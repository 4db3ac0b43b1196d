import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.roads import beside, line_between, points_along
from schemas.geography import Position, distance_km
from tests.products.world import DEGREE_KM, PLACES

ALO, CONA, DUSSO = PLACES[0], PLACES[2], PLACES[3]
EARTH = st.builds(Position, st.floats(-60, 60), st.floats(-180, 180))
STEPS = st.tuples(st.floats(-0.8, 0.8), st.floats(-0.8, 0.8))


def test_a_point_beside_the_line_is_as_far_off_as_it_was_put() -> None:
    line = line_between(ALO, CONA)
    assert line.length_km == pytest.approx(20, abs=0.1)
    aside = beside(line, Position(7 / DEGREE_KM, 4 / DEGREE_KM))
    assert aside.along_km == pytest.approx(7, abs=0.1)
    assert aside.off_km == pytest.approx(4, abs=0.1)


def test_beyond_the_end_the_distance_is_that_to_the_end() -> None:
    assert beside(line_between(ALO, CONA), Position(26 / DEGREE_KM, 0)).off_km == pytest.approx(6, abs=0.1)


def test_the_date_line_is_crossed_the_short_way() -> None:
    line = line_between(Position(0, 179.95), Position(0, -179.95))
    assert beside(line, Position(0, 180)).off_km == pytest.approx(0, abs=0.1)
    assert max(distance_km(point, Position(0, 180)) for point in points_along(line)) < 10


@given(EARTH, STEPS)
def test_both_ends_lie_on_the_line_and_steps_leave_no_hole(start: Position, step: tuple[float, float]) -> None:
    end = Position(start.latitude + step[0], (start.longitude + step[1] + 180) % 360 - 180)
    line = line_between(start, end)
    assert beside(line, start).off_km == 0
    assert beside(line, end).off_km <= 0.1
    points = points_along(line)
    assert all(distance_km(one, other) < 6 for one, other in itertools.pairwise(points))
    assert distance_km(points[-1], end) < 0.1


def test_a_line_of_no_length_is_a_point() -> None:
    nowhere = beside(line_between(ALO, ALO), DUSSO)
    assert nowhere.along_km == 0
    assert nowhere.off_km == pytest.approx(50, abs=0.1)
