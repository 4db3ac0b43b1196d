"""Stretches: `between A and B`, `on the A-B road`, `axe A-B` are the line from A to B, not either end of it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from schemas.annotation import PlaceMention
from schemas.geography import Position, distance_km

_BETWEEN = re.compile(r"\b(?:between|entre)\s+(?:l[ae']\s*|le\s+|the\s+)?$", re.IGNORECASE)
_ROAD = re.compile(r"\b(?:axe|axis|route|road|tronçon|piste)\s+(?:d[eu']\s*|from\s+)?$", re.IGNORECASE)
_ROAD_BEHIND = re.compile(r"\s*(?:road|axis|route|track)\b", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|et)\s+(?:l[ae']\s*|le\s+|the\s+)?$", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—/]\s*$")
_LEAD_CHARACTERS = 24
_LONGEST_KM = 150.0


def join_stretches(text: str, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Return the mentions, both ends of a stretch placed on the line between them.

    The radius reaches both ends with their own radii. Ends farther than 150 km apart are no day's road, and stay.
    """
    joined = list(mentions)
    for index, (left, right) in enumerate(pairwise(mentions)):
        if _is_stretch(text, left, right) and (line := _line(left, right)):
            joined[index : index + 2] = [left.model_copy(update=line), right.model_copy(update=line)]
    return tuple(joined)


def _is_stretch(text: str, left: PlaceMention, right: PlaceMention) -> bool:
    lead, gap = text[max(0, left.start - _LEAD_CHARACTERS) : left.start], text[left.end : right.start]
    if _BETWEEN.search(lead):
        return _AND.fullmatch(gap) is not None
    return _DASH.fullmatch(gap) is not None and (
        _ROAD.search(lead) is not None or _ROAD_BEHIND.match(text, right.end) is not None
    )


def _line(left: PlaceMention, right: PlaceMention) -> dict[str, object] | None:
    """Return what both ends share: the middle of the line, its ends, and a radius that covers them."""
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return None
    ends = Position(left.latitude, left.longitude), Position(right.latitude, right.longitude)
    length = distance_km(*ends)
    if not 0 < length <= _LONGEST_KM:
        return None
    own = max(left.radius_km or 0.0, right.radius_km or 0.0)
    return {
        "place_id": None,
        "name": f"{left.name} – {right.name}",
        "latitude": round((ends[0].latitude + ends[1].latitude) / 2, 5),
        "longitude": round((ends[0].longitude + ends[1].longitude) / 2, 5),
        "radius_km": round(length / 2 + own, 1),
        "admin1": left.admin1 if left.admin1 == right.admin1 else None,
        "admin2": left.admin2 if left.admin2 == right.admin2 else None,
        "line": tuple((end.latitude, end.longitude) for end in ends),
        "score": min(left.score, right.score),
        "next_candidates": (),
        "reason": f"The text says between {left.name} and {right.name}, {length:.0f} km apart; not where between them.",
    }
