from math import acos, cos, pi, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.geography import Position, distance_km
from tests.factories import make_place

EARTH_RADIUS_KM = 6371.0
positions = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))


def test_a_degree_of_latitude_is_111_km():
    assert distance_km(Position(1, 3), make_place(latitude=2, longitude=3)) == pytest.approx(111.2, abs=0.1)


@given(positions, positions)
def test_distance_is_that_of_the_spherical_law_of_cosines(left, right):
    south, north = radians(left.latitude), radians(right.latitude)
    cosine = sin(south) * sin(north) + cos(south) * cos(north) * cos(radians(left.longitude - right.longitude))
    expected = EARTH_RADIUS_KM * acos(max(-1.0, min(1.0, cosine)))
    assert distance_km(left, right) == pytest.approx(expected, rel=1e-4, abs=0.2)
    assert distance_km(left, right) == distance_km(right, left) <= EARTH_RADIUS_KM * pi * 1.001
