"""Places told by their distance from another: `5 km north of X`, `à 12 km de X sur l'axe X-Z`, `near X`.

The radii are design: what such words leave open has, as far as we know, been measured nowhere.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from nlp.number_words import NUMBER_WORDS
from nlp.places.positions import bearing_degrees, moved
from schemas.annotation import PlaceMention
from schemas.geography import Position, distance_km

_LEAD_CHARACTERS = 90
_COMPASS = {
    "north": 0.0, "north-east": 45.0, "east": 90.0, "south-east": 135.0, "south": 180.0, "south-west": 225.0,
    "west": 270.0, "north-west": 315.0,
}  # fmt: skip
_WRITTEN: dict[str, str] = {
    "north": "north|northwards?|nord|n", "north-east": "north[- ]?east|nord[- ]est|ne", "east": "east|est|e",
    "south-east": "south[- ]?east|sud[- ]est|se", "south": "south|southwards?|sud|s",
    "south-west": "south[- ]?west|sud[- ]ouest|sw|so", "west": "west|ouest|w|o",
    "north-west": "north[- ]?west|nord[- ]ouest|nw|no",
}  # fmt: skip
_DIRECTION = "|".join(f"(?P<{name.replace('-', '_')}>{forms})" for name, forms in _WRITTEN.items())
_KM_OF_UNIT = {"km": 1.0, "kilo": 1.0, "mile": 1.609, "m": 0.001, "met": 0.001, "mèt": 0.001, "hour": 4.0, "heur": 4.0}
_NUMBER = r"\d{1,3}(?:[.,]\d+)?|" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_UNIT = (
    r"kms?|kilom[eè]t(?:re|er)s?|miles?|m[eè]t(?:re|er)s|m|"
    r"hours?[’']?(?:\s+(?:walk|on foot)|[’']s?\s+walk)|heures?\s+(?:de\s+marche|[àa]\s+pied)"
)
_ARTICLE = r"(?:the\s+|la\s+|le\s+|les\s+|l['’]\s*)?"
_KIND = r"(?:(?:village|town|ville|localit[eé]|city)\s+(?:of\s+|de\s+|d['’]\s*))?"
_OF = r"(?:of\s+|from\s+|outside\s+|before\s+|past\s+|hors\s+de\s+|avant\s+|apr[eè]s\s+|de\s+|du\s+|des\s+|d['’]\s*)"
_ROAD_WORD = r"(?:axe|axis|route|road|piste|track|way)"
_AMOUNT = rf"(?:(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})|PK\s*-?(?P<post>\d{{1,3}}))"
_POST_ON_ROAD = re.compile(
    rf"\bPK\s*-?(?P<post>\d{{1,3}})\s*,?\s*\(?(?:(?:sur|on)\s+)?{_ARTICLE}{_ROAD_WORD}"
    r"\s*(?:de\s+|d['’]\s*)?$",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    rf"(?<![\w.,]){_AMOUNT}\s+(?:(?:to\s+the|au|[aà]\s+l['’]|vers\s+le|en|due|the)?\s*\b(?:{_DIRECTION})\b\s*)?"
    rf"(?:away\s+)?{_OF}{_ARTICLE}{_KIND}$",
    re.IGNORECASE,
)
_ROAD = re.compile(
    rf"\s*,?\s*\(?(?:(?:sur|on|along|le long de)\s+)?{_ARTICLE}{_ROAD_WORD}\s*"
    r"(?:(?:de|d['’]|du|from|vers|to|towards?)\s*)?$|\s*,?\s*(?:towards?|vers|en direction d[eu’']|on the|on)\s*$",
    re.IGNORECASE,
)
_TOLD_BY = re.compile(
    r"\s*[,(–-]?\s*(?:which\s+|qui\s+)?(?:is|lies|located|situated|se trouve|est|situ[eé]e?s?)?\s*"
    r"(?:at|about|some|around|approximately|[aà]|environ|[aà] environ|quelque)?\s*",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*[-–—/]\s*$")
_NEAR = re.compile(
    r"\b(?:near|around|close to|outside|(?:on the )?(?:outskirts|edge) of|pr[eè]s d[eu’']|autour d[eu’']|"
    r"non loin d[eu’']|[aà] proximit[eé] d[eu’']|aux? (?:alentours|environs|abords) d[eu’']|"
    r"(?:[aà] la |en )?p[eé]riph[eé]rie d[eu’']|[aà] (?:l['’]entr[eé]e|la sortie) d[eu’'])\s*"
    r"(?:l[ae’']\s*)?(?:village (?:of|de)\s*)?$",
    re.IGNORECASE,
)
_SIDE_OF = re.compile(rf"\b(?:{_DIRECTION})\s+(?:of|de|d['’])\s*{_ARTICLE}$", re.IGNORECASE)
_ACROSS = re.compile(
    r"\b(?:across|over) the border (?:from|near)\s+(?:the )?$|\bcross[- ]border (?:from|near)\s+(?:the )?$|"
    r"\bde l['’]autre c[oô]t[eé] de la fronti[eè]re,?\s*(?:en face )?(?:d[eu]|d['’])\s*(?:la |l['’])?$",
    re.IGNORECASE,
)
_SOME_DISTANCE = re.compile(r"\b(\d{1,3})\s?km\b[^.;,]{0,30}$")
_NEAR_KM = 3.0
_SIDE_KM = 10.0
_ACROSS_KM = 15.0
_OPEN_OF_DIRECTION = 0.3  # of the distance: `north` is read as within 22.5 degrees of it
_OPEN_OF_ROAD = 0.3
_SAME_PLACE_KM = 3.0
_CROW_OF_ROAD = 1 / 1.3  # mean circuity of roads, Ballou et al. 2002, Transportation Research A 36


class Offset(NamedTuple):
    """A distance, the direction if one is said, and how many characters before the name the words for it begin."""

    distance_km: float
    direction: str | None
    length: int


def is_away(before: str) -> bool:
    """Tell whether the words before a name tell a place by its distance from it, though they end in `from`."""
    lead = before[-_LEAD_CHARACTERS:]
    return _offset(lead) is not None or _ACROSS.search(lead) is not None


def place_offsets(text: str, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Return the mentions, each placed where the words before it say, or with the radius that they leave open.

    All names of one expression (`12 km from X on the X-Z road`) share its place; so does a name before it that
    could not be placed (`Alpha, 5 km north of X`).
    """
    placed = list(mentions)
    for index, mention in enumerate(mentions):
        lead = text[max(0, mention.start - _LEAD_CHARACTERS) : mention.start]
        if mention.latitude is None:
            continue
        if offset := _offset(lead):
            ends = _road_ends(text, mentions[index:])
            away = _away(mention, offset, ends)
            placed[index : index + 1 + len(ends)] = [each.model_copy(update=away) for each in (mention, *ends)]
            if index and _is_told_so(text, mentions[index - 1], mention.start - offset.length):
                placed[index - 1] = mentions[index - 1].model_copy(update=away | {"name": mentions[index - 1].text})
        elif (extra := extra_radius_km(lead)) and placed[index] is mention:
            placed[index] = mention.model_copy(update={"radius_km": round((mention.radius_km or 0) + extra, 1)})
    return tuple(placed)


def extra_radius_km(lead: str) -> float:
    """Return what the words before a name add to its radius where they give no distance that can be placed (design)."""
    if distance := _SOME_DISTANCE.search(lead):
        return float(distance.group(1))
    forms = ((_ACROSS, _ACROSS_KM), (_SIDE_OF, _SIDE_KM), (_NEAR, _NEAR_KM))
    return next((radius for form, radius in forms if form.search(lead)), 0.0)


def _offset(lead: str) -> Offset | None:
    """Return the distance and direction that the end of `lead` says, None for none."""
    if post := _POST_ON_ROAD.search(lead):
        return Offset(float(post["post"]), None, len(lead) - post.start())
    if not (match := _OFFSET.search(lead)):
        return None
    direction = next((name for name in _COMPASS if match[name.replace("-", "_")]), None)
    return Offset(_kilometres(match), direction, len(lead) - match.start())


def _is_told_so(text: str, before: PlaceMention, start: int) -> bool:
    """Tell whether a name that could not be placed is told by an offset right behind it: `Alpha, 5 km north of X`."""
    return before.latitude is None and _TOLD_BY.fullmatch(text, before.end, max(before.end, start)) is not None


def _kilometres(match: re.Match[str]) -> float:
    if match["post"]:
        return float(match["post"])
    number, unit = match["number"].lower(), match["unit"].lower()
    amount = float(NUMBER_WORDS.get(number) or number.replace(",", "."))
    return amount * next(km for start, km in _KM_OF_UNIT.items() if unit.startswith(start))


def _road_ends(text: str, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Return the places behind the first that say on which road it is: `X on the Y-Z road`, `X towards Z`, `X-Z`."""
    ends: list[PlaceMention] = []
    for before, after in pairwise(mentions[:3]):
        gap = text[before.end : after.start]
        if not (_DASH.fullmatch(gap) or (not ends and _ROAD.fullmatch(gap))):
            break
        ends.append(after)
    return tuple(ends)


def _away(mention: PlaceMention, offset: Offset, ends: Sequence[PlaceMention]) -> dict[str, object]:
    """Return what all names of the expression share: the point at that distance, its radius and its reason."""
    start, own = _position(mention), mention.radius_km or 0.0
    said = f"{offset.distance_km:g} km"
    if offset.direction:
        end = moved(start, _COMPASS[offset.direction], offset.distance_km)
        name, radius = f"{said} {offset.direction} of {mention.name}", own + offset.distance_km * _OPEN_OF_DIRECTION
    elif far := _far_end(start, ends):
        crow = min(offset.distance_km * _CROW_OF_ROAD, distance_km(start, _position(far)))
        end = moved(start, bearing_degrees(start, _position(far)), crow)
        name, radius = f"{said} from {mention.name} towards {far.name}", own + offset.distance_km * _OPEN_OF_ROAD
    else:
        end, name, radius = start, f"{said} from {mention.name}", own + offset.distance_km
    return {
        "place_id": None, "name": name, "latitude": end.latitude, "longitude": end.longitude,
        "radius_km": round(radius, 1), "admin1": mention.admin1, "admin2": mention.admin2, "score": mention.score,
        "next_candidates": (), "reason": f"The text says {name}. {mention.reason}",
    }  # fmt: skip


def _far_end(start: Position, ends: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the end of the road that it leads to; None where it may be either or none is known."""
    far = [each for each in ends if each.latitude is not None and distance_km(start, _position(each)) > _SAME_PLACE_KM]
    return far[0] if len(far) == 1 else None


def _position(mention: PlaceMention) -> Position:
    assert mention.latitude is not None  # noqa: S101 only placed mentions come here
    assert mention.longitude is not None  # noqa: S101
    return Position(mention.latitude, mention.longitude)
