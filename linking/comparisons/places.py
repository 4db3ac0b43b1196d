"""Where two events were."""

from linking.comparisons.finding import Finding, with_comma
from linking.spacetime import CONTRADICTION_KM, gap_km
from schemas.annotation import Event, EventPlace
from schemas.geography import distance_km

_WIDE_RADII_KM = 10
_NEAR_GAP_KM = 5
_KNOWN_RADIUS_KM = 3
_SAME_SPOT_KM = 1.5


def compare_places(left: Event, right: Event) -> Finding | None:
    """4 km apart, within what both places leave open."""
    if left.place is None or right.place is None:
        return None
    gap = gap_km(left.place, right.place)
    distance = f"{distance_km(left.place, right.place):.0f}"
    if _are_two_known_places(left.place, right.place) and gap <= _NEAR_GAP_KM:
        first, last = sorted((left.place.name, right.place.name))
        two, deux = (
            f"two places, {distance} km apart: {first} and {last}",
            f"deux lieux à {distance} km : {first} et {last}",
        )
        return Finding("neighbours", two, deux)
    if gap == 0:
        return _places_meet(left.place, right.place, distance)
    further = f"{distance} km apart, {gap:.1f} km more than both places leave open"
    plus_loin = f"à {distance} km, soit {with_comma(gap)} km de plus que ce que les deux lieux permettent"
    if gap <= _NEAR_GAP_KM:
        return Finding("near", further, plus_loin)
    return Finding("apart" if gap <= CONTRADICTION_KM else "contradict", further, plus_loin)


def _are_two_known_places(ours: EventPlace, theirs: EventPlace) -> bool:
    """Tell whether both are places of the gazetteer, known well, and not one spot under two names."""
    known = all(place.place_id and place.radius_km <= _KNOWN_RADIUS_KM and not place.line for place in (ours, theirs))
    return known and ours.place_id != theirs.place_id and distance_km(ours, theirs) > _SAME_SPOT_KM


def _places_meet(ours: EventPlace, theirs: EventPlace, distance: str) -> Finding:
    """Return the level of two places whose circles meet; circles as wide as districts prove little, one road a lot."""
    same = _is_same_place(ours, theirs)
    sentence = f"same place: {ours.name}" if same else f"{distance} km apart, within what both places leave open"
    phrase = f"même lieu : {ours.name}" if same else f"à {distance} km, dans la marge des deux lieux"
    if ours.radius_km + theirs.radius_km > _WIDE_RADII_KM and not (same and ours.line):
        return Finding(
            "within_wide_radii", f"{sentence} (only roughly known)", f"{phrase} (connu de façon approximative)"
        )
    return Finding("same" if same else "within_radii", sentence, phrase)


def _is_same_place(ours: EventPlace, theirs: EventPlace) -> bool:
    """Tell whether two places are one place of the gazetteer, or one stretch named from either end."""
    if ours.line or theirs.line:
        return sorted(ours.line) == sorted(theirs.line)
    return ours.place_id is not None and ours.place_id == theirs.place_id
