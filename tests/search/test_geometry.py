from math import acos, cos, degrees, inf, isclose, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.geometry import WHOLE_EARTH_KM, Box, box_around, distance_km

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def holds(box: Box, latitude: float, longitude: float) -> bool:
    return box.south <= latitude <= box.north and box.west <= longitude <= box.east


@given(latitudes, longitudes, latitudes, longitudes, st.floats(0.001, WHOLE_EARTH_KM))
def test_the_box_holds_all_that_is_near(
    north: float, east: float, north_2: float, east_2: float, radius: float
) -> None:
    if distance_km(north, east, north_2, east_2) <= radius:
        assert holds(box_around(north, east, radius), north_2, east_2)


@given(latitudes, longitudes, st.floats(0, 360), st.floats(0.5, 200))
def test_the_box_holds_the_circle(latitude: float, longitude: float, bearing: float, radius: float) -> None:
    north = max(-90.0, min(90.0, latitude + degrees(radius / 6371.01) * cos(radians(bearing))))
    assert holds(box_around(latitude, longitude, radius), north, longitude)


def test_the_box_is_not_much_wider_than_the_circle() -> None:
    box = box_around(11.0, 3.0, 50.0)
    corner = distance_km(11.0, 3.0, box.north, box.east)
    assert 50 * 1.4 < corner < 50 * 1.45


def test_distance_is_the_law_of_cosines() -> None:
    angle = acos(sin(radians(11)) * sin(radians(12)) + cos(radians(11)) * cos(radians(12)) * cos(radians(2)))
    assert isclose(distance_km(11, 3, 12, 5), 6371.007 * angle, abs_tol=0.01)
    assert distance_km(0, 0, 0, 180) < WHOLE_EARTH_KM


@pytest.mark.parametrize("radius", [WHOLE_EARTH_KM, 1e9, inf])
def test_a_radius_beyond_the_globe_holds_all_of_it(radius: float) -> None:
    box = box_around(10, 20, radius)
    assert holds(box, -90, -180)
    assert holds(box, 90, 180)
