"""What an analyst corrected: which correction holds for a name in a report, and the place that it says."""

from collections.abc import Iterable, Sequence

from nlp.gazetteer.store import Gazetteer, name_key
from nlp.places.candidates import area_keys
from nlp.places.words import radius_km
from schemas.annotation import EventPlace
from schemas.corrections import Correction
from schemas.geography import Point, Position, distance_km
from schemas.protection import Profile
from schemas.report import Report

NEAR_KM = 100.0
_POINT_RADIUS_KM = 1.0


def find_correction(
    name: str, *, report: Report, areas: frozenset[str], anchors: Sequence[Point], corrections: Sequence[Correction]
) -> Correction | None:
    """Return the correction that holds for `name` in `report`, or None.

    `areas` are the first- and second-level areas that the report names besides, `anchors` its other certain places,
    `corrections` those that stand, in the order in which they were decided. One made on this very report goes first;
    then, and among several, the latest wins.
    """
    folded = name_key(name)
    same = [each for each in corrections if folded and name_key(each.name) == folded]
    own = [each for each in same if each.report_id == report.report_id]
    alike = own or [each for each in same if _is_same_context(each, report, areas, anchors)]
    return alike[-1] if alike else None


def _is_same_context(correction: Correction, report: Report, areas: frozenset[str], anchors: Sequence[Point]) -> bool:
    """Tell whether another report speaks of the same surroundings as the corrected one.

    Nothing may contradict: neither the country, nor the areas, nor the distance of its other places. Where neither
    areas nor places confirm it, the report must come of the same originator on the same topic.
    """
    if not _is_same_country(correction, report):
        return False
    named, known = _keys(areas), _keys(correction.areas)
    centre = [correction.position] if correction.position else [Position(*anchor) for anchor in correction.anchors]
    if (named and known and not named & known) or not _are_near(anchors, centre):
        return False
    return bool(named & known or (anchors and centre)) or _is_same_source(correction, report)


def is_told_to_all(correction: Correction, report: Report, profiles: Iterable[Profile]) -> bool:
    """Tell whether nobody of `profiles` reads the report who may not see the corrected one."""
    own = correction.report_id == report.report_id
    return own or all(profile.sees(correction) for profile in profiles if profile.sees(report))


def _is_same_country(correction: Correction, report: Report) -> bool:
    return not report.country or not correction.country or report.country == correction.country


def _keys(areas: Sequence[str] | frozenset[str]) -> frozenset[str]:
    return frozenset(key for area in areas for key in area_keys(area))


def _are_near(anchors: Sequence[Point], centre: Sequence[Point]) -> bool:
    """Tell whether each of `anchors` is within 100 km of one of `centre`; where either is empty nothing contradicts."""
    return not centre or all(min(distance_km(anchor, each) for each in centre) <= NEAR_KM for anchor in anchors)


def _is_same_source(correction: Correction, report: Report) -> bool:
    same_topic = correction.topic == report.provenance.topic
    return same_topic and bool(report.originator) and correction.originator == report.originator


def corrected_place(correction: Correction, gazetteer: Gazetteer) -> EventPlace | None:
    """Return the place that an analyst gave, or None where the name is not a place's.

    A place that the gazetteer no longer has stays where it was when it was chosen.
    """
    if correction.position is None:
        return None
    place = gazetteer.place_of_pcode(correction.place_id) if correction.place_id else None
    point = EventPlace(
        place_id=correction.place_id,
        name=place.name if place else correction.called or correction.name,
        latitude=place.latitude if place else correction.position.latitude,
        longitude=place.longitude if place else correction.position.longitude,
        radius_km=radius_km(place.feature_code) if place else _POINT_RADIUS_KM,
        admin1=place.admin1 if place else None,
        admin2=place.admin2 if place else None,
        reason="",
    )
    return point.model_copy(update={"reason": _reason(correction, point)})


def _reason(correction: Correction, place: EventPlace) -> str:
    meant = place.name if correction.place_id else f"at {place.latitude:.4f}, {place.longitude:.4f}"
    return f"An analyst decided that {correction.name} is {meant} (decision {correction.decision_id})."
