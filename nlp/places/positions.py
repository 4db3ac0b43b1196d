"""Positions: coordinates and MGRS grids as latitude and longitude."""

from mgrs import MGRS
from mgrs.core import MGRSError

from schemas.geography import Position
from schemas.report import StatedPlace

_CONVERTER = MGRS()


def grid_position(grid: str) -> Position | None:
    """Return the position of an MGRS grid, or None where it cannot be read."""
    try:
        latitude, longitude = _CONVERTER.toLatLon("".join(grid.split()).upper())
    except (MGRSError, ValueError):
        return None
    return Position(float(latitude), float(longitude))


def stated_position(stated: StatedPlace) -> Position | None:
    """Return the position of a place field: its coordinates, else its grid."""
    if stated.latitude is not None and stated.longitude is not None:
        return Position(stated.latitude, stated.longitude)
    return grid_position(stated.grid) if stated.grid else None
