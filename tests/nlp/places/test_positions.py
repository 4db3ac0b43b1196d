import pytest
from hypothesis import given
from hypothesis import strategies as st
from mgrs import MGRS

from nlp.places.positions import (
    bearing_degrees,
    grid_position,
    grid_precision_km,
    moved,
    short_grid_position,
    stated_position,
)  # fmt: skip
from schemas.geography import Position, distance_km
from schemas.report import StatedPlace

longitudes = st.floats(-179, 179)
latitudes = st.floats(-60, 60).filter(lambda degrees: abs(degrees) > 1e-6)  # a grid at the equator itself is lost


def apart_km(found: Position | None, truth: Position) -> float:
    assert found is not None
    return distance_km(found, truth)


@given(latitudes, longitudes)
def test_a_full_grid_is_read_as_it_was_written(latitude, longitude):
    position = grid_position(MGRS().toMGRS(latitude, longitude))
    assert apart_km(position, Position(latitude, longitude)) < 0.01


def test_a_grid_that_cannot_be_is_none():
    assert grid_position("99Z ZZ 1 1") is None


@given(latitudes, longitudes, st.floats(0, 360), st.floats(0, 20))
def test_a_short_grid_is_found_from_a_place_nearby(latitude, longitude, bearing, away_km):
    truth = Position(latitude, longitude)
    full = MGRS().toMGRS(latitude, longitude)
    letters = full[len(full.rstrip("0123456789")) - 2 :]
    near = moved(truth, bearing, away_km)
    assert apart_km(short_grid_position(letters, near), truth) < 0.01


@given(st.floats(-40, 40), st.floats(1.2, 4.8), st.floats(0, 360), st.floats(0, 20))
def test_digits_alone_are_found_from_a_place_nearby_inside_a_zone(latitude, longitude, bearing, away_km):
    truth = Position(latitude, longitude)
    digits = MGRS().toMGRS(latitude, longitude)[-10:]
    assert apart_km(short_grid_position(digits, moved(truth, bearing, away_km)), truth) < 0.01


def test_a_short_grid_far_from_every_place_is_none():
    assert short_grid_position("DA 1234 6789", Position(60.0, 100.0)) is None


@pytest.mark.parametrize(("grid", "side_km"), [("31N DA 12345 67890", 0.001), ("1234 5678", 0.01), ("31NDA1267", 1.0)])
def test_fewer_digits_name_a_larger_square(grid, side_km):
    assert grid_precision_km(grid) == side_km


@given(latitudes, longitudes, st.floats(1, 179), st.floats(1, 50))
def test_who_moves_is_so_far_away_in_that_direction(latitude, longitude, bearing, distance):
    start = Position(latitude, longitude)
    end = moved(start, bearing, distance)
    assert distance_km(start, end) == pytest.approx(distance, rel=0.01)
    assert bearing_degrees(start, end) == pytest.approx(bearing, abs=0.5)


def test_coordinates_of_a_field_go_before_its_grid():
    assert stated_position(StatedPlace(latitude=1.0, longitude=2.0, grid="31N DA 12345 67890")) == (1.0, 2.0)
