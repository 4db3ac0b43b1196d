"""Distances on the globe, the same for both twins."""

from math import asin, cos, degrees, radians, sin
from typing import NamedTuple

import h3

EARTH_RADIUS_KM = 6371.0  # mean radius, rounded down by 9 m
WHOLE_EARTH_KM = 20_100.0  # more than half of the circumference


class Box(NamedTuple):
    """A box of latitudes and longitudes, in degrees."""

    south: float
    north: float
    west: float
    east: float


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the great-circle distance in kilometres, to the metre."""
    distance: float = h3.great_circle_distance((latitude, longitude), (other_latitude, other_longitude), unit="km")
    return round(distance, 3)


def box_around(latitude: float, longitude: float, radius_km: float) -> Box:
    """Return a box that holds the circle; where that touches a pole or the date line, all longitudes.

    The widest longitude of a circle is asin(sin(radius) / cos(latitude)): Bronstein, spherical trigonometry.
    """
    radius = radians(min(degrees(radius_km / EARTH_RADIUS_KM) * 1.001, 180))
    south, north = latitude - degrees(radius), latitude + degrees(radius)
    if south <= -90 or north >= 90:
        return Box(south, north, -180, 180)
    width = degrees(asin(min(sin(radius) / cos(radians(latitude)), 1)))
    if longitude - width < -180 or longitude + width > 180:
        return Box(south, north, -180, 180)
    return Box(south, north, longitude - width, longitude + width)
