"""From scored candidates to an answer: the place, how sure, how far off it may be, what else it may be, and why."""

from collections.abc import Sequence
from typing import NamedTuple

from nlp.gazetteer.store import Gazetteer
from nlp.places.candidates import Candidate, Likeness
from nlp.places.scoring import Comparison, Context, Scored, Spot, score, spots
from nlp.places.words import PlaceClass, radius_km
from schemas.annotation import PlaceCandidate
from schemas.mission import Place

LEAST_PROBABILITY = 0.5
LEAST_PROBABILITY_STATED = 0.2
_NEXT_CANDIDATES = 2
_TOWN_KM = 5.0
# 80 % quantiles of the distance to the truth, by probability of the answer (at least; kilometres), on the tuning halves
# of UCDP Nigeria and Syria (docs/accuracy.md). Answers that are sure get 1 km: that is what UCDP's sample of the world
# needs, where gazetteers are less exact than Syria's.
_RADIUS_BY_PROBABILITY_KM = ((0.9, 1.0), (0.7, 2.0), (0.5, 50.0), (0.35, 75.0), (0.0, 100.0))

_HOW_NAMED: dict[Likeness, str] = {
    "same": "{name} is named so",
    "other_name": "{name} is also named so",
    "articles": "{name} is the same name but for articles",
    "spelling": "{name} is another spelling of it",
    "edit": "it is read as a misspelling of {name}",
    "consonants": "it may be another spelling of {name}",
    "part": "it may be a part or neighbour of {name}",
}
_WHY: dict[Comparison, str] = {
    "stated_elsewhere": "the report names it elsewhere",
    "admin1_agrees": "it lies in the stated area, {admin1}",
    "admin2_agrees": "the report names its area",
    "area_behind_agrees": "the text puts it in its area",
    "country_named": "the report names its country",
    "anchor_25_km": "it is within 25 km of the report's other places",
    "anchor_100_km": "it is within 100 km of the report's other places",
    "kind_fits": "it is of the kind that the text says",
    "seat": "it is the seat of its area",
    "admin1_contradicts": "but it lies in {admin1}, which is not the stated area",
    "country_contradicts": "but it lies in another country than the report's",
}


class Choice(NamedTuple):
    """The answer for one name; `place` is None where none is likely enough, and then `following` are the likeliest."""

    place: Place | None
    probability: float
    radius_km: float
    following: tuple[PlaceCandidate, ...]
    reason: str


def choose(
    text: str,
    candidates: Sequence[Candidate],
    place_class: PlaceClass,
    gazetteer: Gazetteer,
    context: Context,
    *,
    least_probability: float = LEAST_PROBABILITY,
) -> Choice:
    """Choose among the candidates of a name by what the report says; where that is too little, choose none."""
    ranked = spots([score(each, place_class, context, gazetteer) for each in candidates])
    if not ranked:
        return Choice(None, 0.0, 0.0, (), f"No place named {text} is in the gazetteer.")
    best = ranked[0]
    if best.probability < least_probability:
        return Choice(None, 0.0, 0.0, _following(ranked[:_NEXT_CANDIDATES]), _why_none(text, ranked))
    return Choice(
        best.best.place,
        round(best.probability, 3),
        radius_of(best.best, best.probability),
        _following(ranked[1 : 1 + _NEXT_CANDIDATES]),
        _why(text, ranked),
    )


def radius_of(scored: Scored, probability: float) -> float:
    """Return the radius within which the truth lies in 80 % of cases: the place's own extent, or more where unsure.

    The seat of an area counts as a town (5 km, as in the design), whatever its code.
    """
    place = scored.place
    unsure = next(radius for least, radius in _RADIUS_BY_PROBABILITY_KM if probability >= least)
    if place.feature_code == "PPL":
        return max(unsure, _TOWN_KM) if "seat" in _names(scored) else unsure
    return max(unsure, radius_km(place.feature_code))


def _following(ranked: Sequence[Spot]) -> tuple[PlaceCandidate, ...]:
    return tuple(_candidate(spot.best.place, spot.probability) for spot in ranked)


def _candidate(place: Place, probability: float) -> PlaceCandidate:
    return PlaceCandidate(
        place_id=place.id, name=place.name, latitude=place.latitude, longitude=place.longitude, admin1=place.admin1,
        admin2=place.admin2, score=round(probability, 3),
    )  # fmt: skip


def _why_none(text: str, ranked: Sequence[Spot]) -> str:
    if ranked[0].best.candidate.likeness == "same" and len(ranked) > 1:
        return f"{len(ranked)} places may be meant by {text}, and the report says too little to choose between them."
    nearest = ranked[0].best.place.name
    return f"No place named {text} is in the gazetteer; the nearest in spelling is {nearest}, too unlike to be sure."


def _why(text: str, ranked: Sequence[Spot]) -> str:
    best = ranked[0].best
    how = _HOW_NAMED[best.candidate.likeness].format(name=best.place.name)
    others = len(ranked) - 1
    less = "1 other place is less likely" if others == 1 else f"{others} other places are less likely"
    alone = less if others else "the only place of that name in the gazetteer"
    said = [_WHY[name].format(admin1=best.place.admin1) for name in _WHY if name in _names(best)]
    return f"{text}: {'; '.join([how, *said, alone])}."


def _names(scored: Scored) -> set[Comparison]:
    return {name for name, times in scored.comparisons if times}
