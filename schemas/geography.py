"""Distances on the globe between things that have a position."""

from typing import NamedTuple, Protocol

import h3


class Point(Protocol):
    """Anything with a position in degrees."""

    @property
    def latitude(self) -> float:
        """Degrees north."""

    @property
    def longitude(self) -> float:
        """Degrees east."""


class Position(NamedTuple):
    """A bare position in degrees."""

    latitude: float
    longitude: float


def distance_km(left: Point, right: Point) -> float:
    """Return the great-circle distance."""
    pair = (left.latitude, left.longitude), (right.latitude, right.longitude)
    return float(h3.great_circle_distance(*pair, unit="km"))
