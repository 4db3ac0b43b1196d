"""Distances and districts."""

from collections.abc import Iterable

import h3

from schemas.geography import Point, distance_km
from schemas.mission import Mission, Place
from schemas.warning import Area


def neighbour_cells(cell: str, reach_km: float) -> list[str]:
    """Return the H3 cells that may hold a point within `reach_km` of one in `cell`.

    One ring per average edge length is enough: a ring is at least 1.5 edges wide, and edges of one resolution differ
    by less than a third (h3geo.org, tables of cell statistics).
    """
    edge_km = h3.average_hexagon_edge_length(h3.get_resolution(cell), unit="km")
    return list(h3.grid_disk(cell, int(reach_km / edge_km) + 1))


def district_area(mission: Mission, admin2: str, *, least_radius_km: float = 15) -> Area | None:
    """Return the circle of a district from the mission's places, or None where no place of it is known.

    What clinics report is shown at the district's centre, never at the clinic (rule D12).
    """
    places = [place for place in mission.places if admin2 in (place.admin2, district_name(place))]
    if not places:
        return None
    centre = next((place for place in places if district_name(place) == admin2), places[0])
    return Area(
        name=admin2,
        admin1=centre.admin1,
        admin2=admin2,
        latitude=centre.latitude,
        longitude=centre.longitude,
        radius_km=round(max([least_radius_km, *distances_km(centre, places)]), 1),
    )


def district_name(place: Place) -> str | None:
    """Return the name of the district that `place` is, if it is one."""
    return place.name if place.feature_code == "ADM2" else None


def distances_km(centre: Point, points: Iterable[Point]) -> list[float]:
    """Return the distance of each of `points` to `centre`."""
    return [distance_km(centre, point) for point in points]
