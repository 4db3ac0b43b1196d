"""How well a candidate fits what the report says: match weights in bits, and probabilities from them.

As in record linkage after Fellegi and Sunter (1969) each comparison adds the logarithm of how much likelier its answer
is for the place meant than for another. The weights were fitted by `evaluation/fit_places.py` on the tuning halves of
the corpora named there, and rounded; none of the reported halves had a part in them.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from nlp.gazetteer.spelling import spelling_key
from nlp.gazetteer.store import Gazetteer, name_key
from nlp.gazetteer.world import countries
from nlp.places.candidates import Candidate, all_area_keys, area_keys
from nlp.places.words import PlaceClass, fits
from schemas.geography import Point, distance_km
from schemas.mission import Place

SAME_SPOT_KM = 5.0
_FITTED_NAMES = 450_000
_MOST_HALVINGS = 6.0
_NEAREST_TO_SAME = 0.8
Comparison = str
_NEAR_KM = ((25.0, "anchor_25_km"), (100.0, "anchor_100_km"), (300.0, "anchor_300_km"))

# `names` counts the doublings of a place's names in all gazetteers, `people` those of each thousand people.
WEIGHTS: dict[Comparison, float] = {
    "none": 0.0,
    "same": 2.3,
    "other_name": 1.4,
    "articles": -2.0,
    "spelling": -3.0,
    "edit": -4.0,
    "consonants": -6.0,
    "part": -5.5,
    "few_names": 1.0,
    "admin1_agrees": 2.0,
    "admin1_contradicts": -5.5,
    "admin2_agrees": 3.0,
    "area_behind_agrees": 5.0,
    "country_contradicts": -5.0,
    "country_named": 1.0,
    "country_unnamed": -2.0,
    "kind_fits": 2.0,
    "kind_misfits": -2.0,
    "settled": 1.0,
    "quarter": 0.5,
    "natural": -1.0,
    "first_level": 9.0,
    "country": 5.0,
    "seat": 3.0,
    "names": 0.4,
    "people": 0.8,
    "stated_elsewhere": 6.0,
    "anchor_25_km": 3.0,
    "anchor_100_km": 2.0,
    "anchor_300_km": 1.0,
    "anchor_far": -1.0,
}


class Context(NamedTuple):
    """What the report says about where it speaks of.

    `areas` are spelling keys of the areas that it names, `admin1` of that stated beside this very name, `area_behind`
    of what stands behind it in the text; `anchors` are positions that are certain, `place_ids` the places that the
    report names with certainty. `country` is the report's own, `countries` are those that its text names. A name in a
    place field (`is_field`) is a settlement's, by whichever of its names; in a text a state is as likely meant.
    """

    anchors: tuple[Point, ...] = ()
    place_ids: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    admin1: frozenset[str] = frozenset()
    area_behind: frozenset[str] = frozenset()
    country: str | None = None
    countries: frozenset[str] = frozenset()
    is_field: bool = False


class Scored(NamedTuple):
    """A candidate with its comparisons (name, times) and the sum of their weights in bits."""

    candidate: Candidate
    comparisons: tuple[tuple[Comparison, float], ...]
    bits: float

    @property
    def place(self) -> Place:
        """The candidate's place."""
        return self.candidate.place


def score(candidate: Candidate, place_class: PlaceClass, context: Context, gazetteer: Gazetteer) -> Scored:
    """Return the comparisons of a candidate with the context, and their sum."""
    found = tuple(_comparisons(candidate, place_class, context, gazetteer))
    return Scored(candidate, found, sum(WEIGHTS[name] * times for name, times in found))


def _comparisons(
    candidate: Candidate, place_class: PlaceClass, context: Context, gazetteer: Gazetteer
) -> list[tuple[Comparison, float]]:
    place = candidate.place
    kind = _kind(place, place_class)
    kind = None if kind == "first_level" and context.is_field else kind
    names = [
        "same" if context.is_field and candidate.likeness == "other_name" else candidate.likeness,
        _admin1(place, context, gazetteer),
        _named_area(place, context, gazetteer),
        _area_behind(place, context, gazetteer),
        _country(place, context),
        _named_country(place, context),
        kind,
        _anchor(place, context),
        "seat" if place_class in ("any", "populated") and _is_seat(place) else None,
        "stated_elsewhere" if kind != "kind_misfits" and place.id in context.place_ids else None,
    ]
    known = [("names", float((1 + len(place.alternate_names)).bit_length() - 1))]
    known += [("few_names", _few_names(candidate, gazetteer))]
    known += [("people", float((place.population // 1000).bit_length()))]
    return [(name, 1.0) for name in names if name] + known


def _is_seat(place: Place) -> bool:
    """Tell whether a settlement is a seat: its code says so, or the area that it lies in is named after it."""
    if place.feature_code.startswith(("PPLA", "PPLC")):
        return True
    areas = {_key_of_name(area) for area in (place.admin1, place.admin2) if area}
    return place.feature_code.startswith("PPL") and _key_of_name(place.name) in areas


@lru_cache(maxsize=16_384)
def _key_of_name(name: str) -> str:
    return spelling_key(name_key(name))


def _few_names(candidate: Candidate, gazetteer: Gazetteer) -> float:
    """Return the bits that a mere likeness gains where few names could be alike by chance, less than the same name has.

    The weights of likenesses were fitted among some 200,000 places; chance likenesses are as many as there are names.
    With 64 times fewer names or less (design) a likeness comes as near to the same name as it ever does.
    """
    halvings = max(0.0, math.log2(_FITTED_NAMES / max(1, gazetteer.name_count)))
    short_of_same = WEIGHTS["same"] - WEIGHTS[candidate.likeness]
    return short_of_same * _NEAREST_TO_SAME * min(1.0, halvings / _MOST_HALVINGS)


def _admin1(place: Place, context: Context, gazetteer: Gazetteer) -> Comparison | None:
    if not context.admin1 or not place.admin1:
        return None
    keys = _keys_of_area(place.admin1, place.country, "ADM1", gazetteer)
    return "admin1_agrees" if keys & context.admin1 else "admin1_contradicts"


def _named_area(place: Place, context: Context, gazetteer: Gazetteer) -> Comparison | None:
    """Compare with the areas named anywhere in the report: one that holds the place speaks for it."""
    for area, level in ((place.admin2, "ADM2"), (place.admin1, "ADM1")):
        if area and context.areas and _keys_of_area(area, place.country, level, gazetteer) & context.areas:
            return "admin2_agrees"
    return None


def _area_behind(place: Place, context: Context, gazetteer: Gazetteer) -> Comparison | None:
    """Compare with what stands right behind the name and may be the area that it lies in."""
    if not context.area_behind or place.feature_code.startswith("PCL"):
        return None
    areas = ((place.admin2, "ADM2"), (place.admin1, "ADM1"))
    keys = [_keys_of_area(area, place.country, level, gazetteer) for area, level in areas if area]
    agrees = any(each & context.area_behind for each in (*keys, keys_of_country(place.country)))
    return "area_behind_agrees" if agrees else None


@lru_cache(maxsize=512)
def keys_of_country(code: str) -> frozenset[str]:
    """Return the spelling keys of all names of a country."""
    country = countries().get(code)
    return frozenset(spelling_key(name_key(name)) for name in country.names) if country else frozenset()


@lru_cache(maxsize=4096)
def _keys_of_area(area: str, country: str, level: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the spelling keys of an area's own name and of all names that the gazetteer has for it."""
    bearers = (
        place
        for place in gazetteer.places_named(name_key(area))
        if place.feature_code == level and place.country == country
    )
    return area_keys(area).union(*(all_area_keys(place) for place in bearers))


def _country(place: Place, context: Context) -> Comparison | None:
    if not context.country or not place.country:
        return None
    return None if place.country == context.country else "country_contradicts"


def _named_country(place: Place, context: Context) -> Comparison | None:
    """Compare with the countries that the text names; a country itself needs no other."""
    if not context.countries or not place.country or place.feature_code.startswith("PCL"):
        return None
    return "country_named" if place.country in context.countries else "country_unnamed"


def _kind(place: Place, place_class: PlaceClass) -> Comparison | None:
    if place_class != "any":
        return "kind_fits" if fits(place_class, place.feature_code) else "kind_misfits"
    if place.feature_code in ("PPLX", "PPLL"):
        return "quarter"
    if place.feature_code.startswith("PPL"):
        return "settled"
    levels = {"ADM1": "first_level", "PCL": "country", "ADM": None}
    return next((name for code, name in levels.items() if place.feature_code.startswith(code)), "natural")


def _anchor(place: Place, context: Context) -> Comparison | None:
    if not context.anchors:
        return None
    nearest = min(distance_km(anchor, place) for anchor in context.anchors)
    return next((name for most, name in _NEAR_KM if nearest <= most), "anchor_far")


class Spot(NamedTuple):
    """Candidates that are one spot on the map, the best first, with the spot's probability."""

    members: tuple[Scored, ...]
    probability: float

    @property
    def best(self) -> Scored:
        """The best candidate of the spot."""
        return self.members[0]


def spots(scored: Sequence[Scored]) -> tuple[Spot, ...]:
    """Group candidates that are one spot, such as a town and the district named after it, the likeliest spot first.

    What is left to one is the probability that none of them is meant.
    """
    groups: list[list[Scored]] = []
    for each in sorted(scored, key=lambda each: (-each.bits, each.place.id)):
        home = next((group for group in groups if _is_same_spot(group[0].place, each.place)), None)
        groups.append([each]) if home is None else home.append(each)
    odds = [2.0 ** min(200.0, group[0].bits) for group in groups]
    total = sum(odds) + 2.0 ** WEIGHTS["none"]
    return tuple(Spot(tuple(group), share / total) for group, share in zip(groups, odds, strict=True))


def _is_same_spot(place: Place, other: Place) -> bool:
    return _is_area_of(place, other) or _is_area_of(other, place) or distance_km(place, other) <= SAME_SPOT_KM


def _is_area_of(place: Place, area: Place) -> bool:
    if not area.feature_code.startswith("ADM") or area.country != place.country:
        return False
    return any(bool(area_keys(each) & area_keys(area.name)) for each in (place.admin1, place.admin2) if each)
