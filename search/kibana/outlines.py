"""Outlines of districts, made of the mission's own places: no border, and no outside map."""

from collections import defaultdict
from collections.abc import Iterable

from shapely import MultiPoint, Polygon, set_precision
from shapely.geometry.polygon import orient

from schemas.mission import Place
from search.kibana.edition import Corner, Outline

MARGIN_DEGREES = 0.04  # about 4 km, so that a village at the edge lies inside and a lone one has an outline at all
GRID_DEGREES = 0.001


def outlines_of(places: Iterable[Place]) -> tuple[Outline, ...]:
    """Return the outline of every province and district that `places` name, in order of name.

    The outline of a province has no district. Corners run clockwise: Vega takes a ring that runs the other way for
    everything outside it.
    """
    points: dict[tuple[str, str], set[Corner]] = defaultdict(set)
    for place in places:
        for area in {(place.admin1 or "", place.admin2 or ""), (place.admin1 or "", "")} - {("", "")}:
            points[area].add((place.longitude, place.latitude))
    return tuple(
        Outline(admin1=admin1, admin2=admin2, corners=_around(corners))
        for (admin1, admin2), corners in sorted(points.items())
    )


def _around(corners: Iterable[Corner]) -> tuple[Corner, ...]:
    hull = MultiPoint(sorted(corners)).convex_hull.buffer(MARGIN_DEGREES, quad_segs=2)
    ring: Polygon = orient(set_precision(hull, GRID_DEGREES), sign=-1.0)
    return tuple((round(x, 3), round(y, 3)) for x, y in ring.exterior.coords)
