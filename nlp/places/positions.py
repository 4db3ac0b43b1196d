"""Positions: the coordinates of place fields, and MGRS grids, full or short, as latitude and longitude."""

import itertools
import math
import re
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache

from geographiclib.geodesic import Geodesic
from mgrs import MGRS
from mgrs.core import MGRSError

from schemas.geography import Position, distance_km
from schemas.report import StatedPlace

_DIGITS = r"(?:\d{5} ?\d{5}|\d{4} ?\d{4}|\d{3} ?\d{3}|\d{2} ?\d{2})"
_SQUARE = r"[A-HJ-NP-Z]{2}"
GRID = re.compile(rf"\b\d{{1,2}}[C-HJ-NP-X] ?{_SQUARE} ?{_DIGITS}\b")
SHORT_GRID = re.compile(
    rf"\b(?:[Gg]rids?(?: ref(?:erence)?\.?| square)?|GR|MGRS|[Gg]rille|[Cc]arroyage|[Cc]arr[eé]|[Cc]oord\w*)"
    rf"[\s:=]*(?:n°\s*)?(?P<cued>(?:{_SQUARE} ?)?{_DIGITS})\b|"
    rf"\b(?P<lettered>{_SQUARE} (?:\d{{4}} \d{{4}}|\d{{5}} \d{{5}}))\b"
)
_CONVERTER = MGRS()
_FARTHEST_KM = 400.0
_SQUARE_STEPS_KM = (0.0, 25.0, 50.0)
_ZONE_STEPS_KM = (0.0, 25.0, 100.0, 400.0)
_DEGREE_KM = 111.2


def grid_position(grid: str) -> Position | None:
    """Return the position of an MGRS grid, or None where it cannot be read.

    The library warns of a grid at the edge of its latitude band; its position is good all the same.
    """
    try:
        with warnings.catch_warnings(action="ignore", category=RuntimeWarning):
            latitude, longitude = _CONVERTER.toLatLon("".join(grid.split()).upper())
    except (MGRSError, ValueError):
        return None
    return Position(float(latitude), float(longitude))


def grid_precision_km(grid: str) -> float:
    """Return the length of the side of the square that a grid names: 0.001 km for ten digits, 1 km for four."""
    digits = sum(character.isdigit() for character in re.sub(r"^\d{1,2}[A-Za-z]", "", grid.strip()))
    return float(10.0 ** (2 - digits // 2))


def short_grid_position(grid: str, near: Position) -> Position | None:
    """Return the position nearest to `near` that a grid without its zone may mean: `PK 4512 3378`, `4512 3378`.

    None where none lies within 400 km. The same digits come back every 100 km, the same letters and digits every
    1,000 km or so, so the right one is the nearest if the report is from within 50 km.
    """
    written = "".join(grid.split())
    prefixes = _zones_around(near) if written[0].isalpha() else _squares_around(near)
    found = [position for prefix in prefixes if (position := grid_position(prefix + written))]
    nearest = min(found, key=lambda each: distance_km(each, near), default=None)
    return nearest if nearest and distance_km(nearest, near) <= _FARTHEST_KM else None


def _squares_around(near: Position) -> list[str]:
    return sorted({_square(each) for each in _mesh(near, _SQUARE_STEPS_KM)})


def _zones_around(near: Position) -> list[str]:
    return sorted({_square(each)[:-2] for each in _mesh(near, _ZONE_STEPS_KM)})


def _mesh(near: Position, steps_km: Sequence[float]) -> Iterator[Position]:
    """Yield points around `near`, fine enough that each square within 50 km, or zone within 400 km, holds one."""
    offsets = sorted({sign * step for step in steps_km for sign in (1, -1)})
    degree_east_km = _DEGREE_KM * math.cos(math.radians(near.latitude))
    for north, east in itertools.product(offsets, offsets):
        latitude, longitude = near.latitude + north / _DEGREE_KM, near.longitude + east / degree_east_km
        yield Position(max(-79.9, min(83.9, latitude)), (longitude + 180) % 360 - 180)


@lru_cache(maxsize=1024)
def _square(position: Position) -> str:
    """Return the zone and 100 km square of a position: `31NDA`."""
    return str(_CONVERTER.toMGRS(position.latitude, position.longitude, MGRSPrecision=0))


def moved(start: Position, bearing_degrees: float, distance_km: float) -> Position:
    """Return the point `distance_km` from `start` on a bearing (0 north, 90 east), on the WGS 84 ellipsoid."""
    end = Geodesic.WGS84.Direct(start.latitude, start.longitude, bearing_degrees, distance_km * 1000)
    return Position(round(end["lat2"], 5), round(end["lon2"], 5))


def bearing_degrees(start: Position, end: Position) -> float:
    """Return the bearing at which one leaves `start` for `end` by the shortest way."""
    line = Geodesic.WGS84.Inverse(start.latitude, start.longitude, end.latitude, end.longitude)
    return float(line["azi1"])


def stated_position(stated: StatedPlace) -> Position | None:
    """Return the position of a place field: its coordinates, else its grid."""
    if stated.latitude is not None and stated.longitude is not None:
        return Position(stated.latitude, stated.longitude)
    return grid_position(stated.grid) if stated.grid else None
