"""Which incidents may be drawn as points and where, and which events lie in the area of a warning."""

from collections import defaultdict
from typing import NamedTuple

from briefing.families import family_of
from briefing.material import Material, open_warnings
from schemas.annotation import Assertion, Event, EventPlace
from schemas.geography import distance_km
from schemas.mission import Mission
from schemas.source import SourceType
from schemas.warning import Area, Warning

_REPORTED = frozenset({Assertion.AFFIRMED, Assertion.HEDGED})
_HEALTH = "HSP"  # GeoNames: HSP, HSPC, HSPD, HSPL are hospitals and clinics
ROUGH_KM = 10.0  # design: beyond this radius a point would claim more than the text says


class Drawn(NamedTuple):
    """How many incidents of one family stand at one place; `rough` where the place is known to ROUGH_KM at best."""

    latitude: float
    longitude: float
    rough: bool
    family: str
    incidents: int


def is_reported(event: Event) -> bool:
    """Return whether `event` is a sign of which the source says that it happened, be it with doubt."""
    return event.is_sign and event.status in _REPORTED


def protected_places(mission: Mission) -> frozenset[str]:
    """Return the ids of places that are never drawn: clinics and hospitals (rule D12)."""
    facilities = {facility.place_id for facility in mission.facilities if facility.place_id}
    return frozenset(facilities | {place.id for place in mission.places if place.feature_code.startswith(_HEALTH)})


def warnings_drawn(material: Material) -> list[tuple[int, Warning]]:
    """Return the open warnings with their numbers, but those whose circle would point at a protected place."""
    protected = protected_places(material.mission)
    numbered = enumerate(open_warnings(material), start=1)
    return [(number, warning) for number, warning in numbered if warning.area.place_id not in protected]


def may_be_drawn(event: Event, place: EventPlace | None, protected: frozenset[str]) -> bool:
    """Return whether `event` may stand as a point at `place`."""
    return place is not None and place.place_id not in protected and event.source_type is not SourceType.CLINIC


def lies_in(event: Event, area: Area) -> bool:
    """Return whether the place of `event` lies in the circle of `area`, by great-circle distance."""
    return event.place is not None and distance_km(event.place, area) <= area.radius_km


def incidents_by_place(material: Material) -> tuple[list[Drawn], int]:
    """Return what is drawn, and how many incidents are not because their place is unknown or protected.

    Events of one incident count once, at the incident's place.
    """
    incident_of = {event: incident for incident in material.incidents for event in incident.events}
    protected = protected_places(material.mission)
    seen: dict[tuple[float, float, bool, str], set[str]] = defaultdict(set)
    undrawn: set[str] = set()
    for event in filter(is_reported, material.events):
        incident = incident_of.get(event.id)
        place = incident.place if incident else event.place
        name = incident.id if incident else event.id
        if place is not None and may_be_drawn(event, place, protected):
            seen[_spot(place, family_of(event.indicators))].add(name)
        else:
            undrawn.add(name)
    return [Drawn(*spot, len(names)) for spot, names in sorted(seen.items())], len(
        undrawn - set().union(*seen.values())
    )


def _spot(place: EventPlace, family: str) -> tuple[float, float, bool, str]:
    return round(place.latitude, 4), round(place.longitude, 4), place.radius_km > ROUGH_KM, family
