"""Places that a person names, and what lies where."""

from collections.abc import Sequence

from patterns.geography import district_area, district_name
from products.view import View
from schemas.errors import ConfigurationError
from schemas.geography import Point, distance_km
from schemas.mission import Base, Mission, Place, fold_name
from schemas.products import NearestBase
from schemas.warning import Area

AREAS = ("ADM", "PCL")
SETTLED = ("PPL", "CMP", "MN")  # GeoNames: populated places, camps, mines
CLINICS = frozenset({"HSP", "HSPC", "CTRM"})  # GeoNames' codes for hospital, clinic and medical centre


def place_asked(mission: Mission, asked: str) -> Place:
    """Return the place that a person calls by its name, id or p-code.

    Raises `ConfigurationError` where there is none, where several share the name, and for a clinic (rule D12).
    """
    named = [place for place in _named(mission, asked) if not is_area(place)]
    found = [place for place in named if not is_clinic(mission, place)] or named
    if not found:
        raise ConfigurationError(f"{asked!r} is no place of this mission; name one of its places.csv, or its id there")
    if len(found) > 1:
        ids = ", ".join(f"{place.id} ({place.admin2})" for place in found)
        raise ConfigurationError(f"several places are called {asked!r}; name one by its id: {ids}")
    if is_clinic(mission, found[0]):
        raise ConfigurationError(f"{asked!r} is a clinic, which is never shown as a point; name its town or district")
    return found[0]


def area_asked(view: View, asked: str) -> Area:
    """Return the district or province that is called `asked`, or the surroundings of the place of this name."""
    named = _named(view.mission, asked)
    for name in [name for place in named if (name := district_name(place))] or _districts_named(view.mission, asked):
        if area := district_area(view.mission, name):
            return area
    province = next((place for place in named if place.feature_code == "ADM1"), None)
    return _province(province) if province else _surroundings(view, place_asked(view.mission, asked))


def _districts_named(mission: Mission, asked: str) -> list[str]:
    """Return the district that is called `asked` where places are in it but it is none of the rows itself."""
    return [name for name in districts(mission) if fold_name(name) == fold_name(asked)]


def _province(place: Place) -> Area:
    position = {"latitude": place.latitude, "longitude": place.longitude}
    return Area(name=place.name, admin1=place.name, radius_km=0, **position)


def _surroundings(view: View, place: Place) -> Area:
    return Area(
        name=place.name,
        admin1=place.admin1,
        admin2=place.admin2,
        place_id=place.id,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=view.numbers.around_km,
    )


def within(area: Area) -> dict[str, str]:
    """Return the fields that everything in a district or province has; none for the surroundings of a place."""
    if area.place_id is not None:
        return {}
    return {"admin2": area.admin2} if area.admin2 else {"admin1": area.admin1 or ""}


def inside(place: Place, area: Area) -> bool:
    """Return whether a place is in an area: in the district or province that it is, or in its circle."""
    fields = within(area)
    if not fields:
        return distance_km(place, area) <= area.radius_km
    return all(getattr(place, field) == name for field, name in fields.items())


def _named(mission: Mission, asked: str) -> list[Place]:
    by_code = [place for place in mission.places if asked in (place.id, place.pcode)]
    folded = fold_name(asked)
    return by_code or [p for p in mission.places if folded in map(fold_name, (p.name, *p.alternate_names))]


def districts(mission: Mission) -> list[str]:
    """Return the names of the mission's districts."""
    return sorted({name for place in mission.places if (name := district_name(place) or place.admin2)})


def settlements(mission: Mission) -> list[Place]:
    """Return the places where people live or work by themselves, in order of id; never a clinic."""
    facilities = {facility.place_id for facility in mission.facilities}
    found = (place for place in mission.places if place.feature_code.startswith(SETTLED))
    return sorted((place for place in found if place.id not in facilities), key=lambda place: place.id)


def is_area(place: Place) -> bool:
    """Return whether a place is a country, province or district."""
    return place.feature_code.startswith(AREAS)


def is_clinic(mission: Mission, place: Place) -> bool:
    """Return whether a place is a clinic, by its kind or because a facility is there under its id."""
    return place.feature_code in CLINICS or any(each.place_id == place.id for each in mission.facilities)


def closest_base(mission: Mission, point: Point) -> Base | None:
    """Return the base that is nearest to `point` as the crow flies, or None where the mission names none."""
    return min(mission.bases, key=lambda base: (distance_km(base, point), base.id), default=None)


def nearest_base(mission: Mission, point: Point) -> NearestBase | None:
    """Return the nearest base with its straight-line distance, or None where the mission names none."""
    base = closest_base(mission, point)
    if base is None:
        return None
    return NearestBase(name=base.name, kind=base.kind, straight_line_km=round(distance_km(base, point), 1))


def nearest_place(places: Sequence[Place], point: Point, *, within_km: float) -> Place | None:
    """Return the nearest of `places` to `point`, or None where none is within `within_km`."""
    ranked = sorted(((distance_km(place, point), place.id, place) for place in places), key=lambda row: row[:2])
    return ranked[0][2] if ranked and ranked[0][0] <= within_km else None
