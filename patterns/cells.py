"""Cells of the mission's area, and how one is shown: around a place by name, never a point."""

from collections import Counter
from collections.abc import Iterable, Sequence

import h3

from patterns.geography import distances_km
from schemas.annotation import EventPlace
from schemas.geography import Position
from schemas.mission import Mission, Place
from schemas.warning import Area

Named = tuple[str, str | None, str | None]


def coarse(cell: str, resolution: int) -> str:
    """Return the larger cell that a cell of the index lies in."""
    return str(h3.cell_to_parent(cell, resolution))


def inner_cells(cell: str, others: Iterable[str]) -> set[str]:
    """Return those of `others`, smaller cells of the index, that lie in `cell`; what has none is passed over."""
    resolution = h3.get_resolution(cell)
    return {each for each in others if each and coarse(each, resolution) == cell}


def centre_of(cells: Sequence[str]) -> Position:
    """Return the middle of cells that touch."""
    points = [h3.cell_to_latlng(cell) for cell in cells]
    return Position(sum(each[0] for each in points) / len(points), sum(each[1] for each in points) / len(points))


def villages(mission: Mission) -> list[Place]:
    """Return the mission's places that are no district or province."""
    return [place for place in mission.places if not place.feature_code.startswith("ADM")]


def area_of_cells(cells: Sequence[str], places: Iterable[EventPlace | None], mission: Mission) -> Area:
    """Return the circle around `cells`, called after the mission's place nearest to its middle.

    Where the mission has none there, it is the most frequent of `places`, which lie within.
    """
    middle = centre_of(cells)
    corners = [Position(*corner) for cell in cells for corner in h3.cell_to_boundary(cell)]
    radius_km = max(distances_km(middle, corners))
    name, admin1, admin2 = _nearest(middle, radius_km, mission) or _commonest(places)
    return Area(
        name=name, admin1=admin1, admin2=admin2, radius_km=round(radius_km, 1),
        latitude=round(middle.latitude, 2), longitude=round(middle.longitude, 2),
    )  # fmt: skip


def _nearest(middle: Position, radius_km: float, mission: Mission) -> Named | None:
    known = villages(mission)
    ranked = sorted(zip(distances_km(middle, known), (each.id for each in known), known, strict=True))
    return next(((each.name, each.admin1, each.admin2) for km, _, each in ranked if km <= radius_km), None)


def _commonest(places: Iterable[EventPlace | None]) -> Named:
    counted = Counter((each.name, each.admin1, each.admin2) for each in places if each)
    return min(counted, key=lambda each: (-counted[each], str(each)))
