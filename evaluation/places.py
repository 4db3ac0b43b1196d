"""Measures the resolution of UCDP's place names beside exact lookup."""

from collections.abc import Callable, Sequence
from statistics import mean, median
from typing import NamedTuple

from evaluation.ucdp import Question
from nlp.gazetteer.store import Gazetteer, name_key
from nlp.places.candidates import area_keys
from nlp.places.resolve import resolve_stated
from nlp.places.words import without_type_words
from schemas.evaluation import Resolution
from schemas.geography import Point, Position, distance_km
from schemas.mission import Place
from schemas.report import StatedPlace


class Answer(NamedTuple):
    """What was answered to one question: kilometres from the truth and the radius given; None for no answer."""

    question: Question
    said: str
    off_km: float | None
    radius_km: float | None = None
    is_area: bool = False


Answerer = Callable[[Question], Answer]


def measure(method: str, asked: str, answers: Sequence[Answer], *, by_event: bool) -> Resolution:
    """Return the measures over answers, each counted once (per distinct place) or once per event."""
    weights = [each.question.events if by_event else 1 for each in answers]
    total = sum(weights)
    pairs = list(zip(answers, weights, strict=True))
    errors = [each.off_km for each, weight in pairs for _ in range(weight) if each.off_km is not None]
    villages = [(each, weight) for each, weight in pairs if each.radius_km is not None and not each.is_area]
    areas = [(each, weight) for each, weight in pairs if each.radius_km is not None and each.is_area]
    return Resolution(
        method=method,
        asked=asked,
        counted="event" if by_event else "distinct place",
        n=total,
        within_5_km=_share(pairs, 5, total),
        within_25_km=_share(pairs, 25, total),
        within_161_km=_share(pairs, 161, total),
        median_error_km=median(errors) if errors else None,
        mean_error_km=mean(errors) if errors else None,
        unresolved=1 - len(errors) / total if total else 0.0,
        in_radius=_in_radius(villages),
        median_radius_km=_median_radius(villages),
        area_answers=sum(weight for _, weight in areas),
        area_in_radius=_in_radius(areas),
        area_median_radius_km=_median_radius(areas),
    )


def _share(pairs: Sequence[tuple[Answer, int]], most_km: float, total: int) -> float:
    hits = sum(weight for each, weight in pairs if each.off_km is not None and each.off_km <= most_km)
    return hits / total if total else 0.0


def _in_radius(pairs: Sequence[tuple[Answer, int]]) -> float | None:
    inside = sum(weight for each, weight in pairs if (each.off_km or 0) <= (each.radius_km or 0))
    total = sum(weight for _, weight in pairs)
    return inside / total if total else None


def _median_radius(pairs: Sequence[tuple[Answer, int]]) -> float | None:
    radii = [each.radius_km or 0.0 for each, weight in pairs for _ in range(weight)]
    return median(radii) if radii else None


def forewarn_answers(gazetteer: Gazetteer, *, with_area: bool) -> Answerer:
    """Return what answers as the annotate stage does a place field, with or without the area beside the name."""

    def answer(question: Question) -> Answer:
        stated = StatedPlace(name=question.name, admin1=question.admin1 if with_area else None)
        place = resolve_stated(stated, question.country or None, gazetteer)
        if place is None:
            return Answer(question, "", None)
        said = f"{place.name} ({place.admin1})"
        return Answer(question, said, distance_km(place, question.truth), place.radius_km, _is_area(place, gazetteer))

    return answer


def _is_area(place: Point, gazetteer: Gazetteer) -> bool:
    found = gazetteer.place_of_pcode(getattr(place, "place_id", None) or "")
    return found is not None and found.feature_code.startswith(("ADM", "PCL"))


def exact_lookup(gazetteer: Gazetteer, *, with_area: bool) -> Answerer:
    """Return the plain baseline: the exact name, a settlement first, in the country and the area named, most people.

    Like Forewarn it takes any country where the question's is not known.
    """

    def answer(question: Question) -> Answer:
        folded = name_key(question.name)
        named = gazetteer.places_named(folded) or gazetteer.places_named(without_type_words(folded))
        named = tuple(place for place in named if question.country in ("", place.country))
        named = tuple(place for place in named if place.feature_code.startswith("PPL")) or named
        if with_area:
            named = tuple(place for place in named if _lies_in(place, question.admin1)) or named
        if not named:
            return Answer(question, "", None)
        place = max(named, key=lambda place: place.population)
        return Answer(question, f"{place.name} ({place.admin1})", distance_km(place, question.truth))

    return answer


def _lies_in(place: Place, area: str) -> bool:
    return bool(place.admin1) and bool(area_keys(place.admin1 or "") & area_keys(area))


def measure_errors(method: str, answers: Sequence[tuple[float | None, float | None]]) -> Resolution:
    """Return the measures over mentions of texts, each (kilometres from the truth, radius), None for no answer."""
    question = Question("", "", "", Position(0, 0), 1)
    given = [Answer(question, "", *answer) for answer in answers]
    return measure(method, "places of texts", given, by_event=False).model_copy(update={"counted": "mention"})
