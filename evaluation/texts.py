"""Measures how places are found and placed in labelled texts, beside the spaCy model alone and plain lookup."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from evaluation.corpora import LOC, Document, Gold
from evaluation.places import measure_errors
from evaluation.reports import plain_report
from nlp.annotate import annotate
from nlp.gazetteer.store import Gazetteer, name_key
from nlp.language import load_recogniser
from schemas.annotation import PlaceMention
from schemas.catalogue import Catalogue
from schemas.evaluation import Recognition, Resolution
from schemas.geography import Position, distance_km
from schemas.mission import Mission

_LABELS = frozenset({"GPE", "LOC", "FAC"})
Match = Literal["exact", "overlap"]
MATCHES: tuple[Match, ...] = ("exact", "overlap")


class Found(NamedTuple):
    """A place that a method found in a text, and where it puts it."""

    start: int
    end: int
    at: Position | None = None
    radius_km: float | None = None


def forewarn_finds(documents: Sequence[Document], gazetteer: Path) -> list[list[Found]]:
    """Return what the annotate stage finds in each document, as of an English report that says nothing else."""
    reports = [plain_report(document.id, document.text, language="en") for document in documents]
    answers = annotate(
        reports, mission=Mission(), catalogue=Catalogue(version="none", indicators=()), gazetteer_path=gazetteer
    )
    return [[_found(mention) for mention in answer.annotation.places] for answer in answers]


def _found(mention: PlaceMention) -> Found:
    if mention.latitude is None or mention.longitude is None:
        return Found(mention.start, mention.end)
    return Found(mention.start, mention.end, Position(mention.latitude, mention.longitude), mention.radius_km)


def model_finds(documents: Sequence[Document], gazetteer: Gazetteer) -> list[list[Found]]:
    """Return what the small English model of spaCy alone finds, placed at the namesake with the most people."""
    docs = load_recogniser("en").pipe(document.text for document in documents)
    return [
        [
            Found(entity.start_char, entity.end_char, _most_people(entity.text, gazetteer))
            for entity in doc.ents
            if entity.label_ in _LABELS
        ]
        for doc in docs
    ]


def _most_people(name: str, gazetteer: Gazetteer) -> Position | None:
    named = gazetteer.places_named(name_key(name))
    if not named:
        return None
    place = max(named, key=lambda place: place.population)
    return Position(place.latitude, place.longitude)


def recognition(
    method: str, documents: Sequence[Document], found: Sequence[Sequence[Found]], *, only_loc: bool
) -> list[Recognition]:
    """Return precision, recall and F1, exact and by overlap; with `only_loc`, AST places count neither way."""
    return [_recognition(method, documents, found, only_loc, match) for match in MATCHES]


def _recognition(
    method: str, documents: Sequence[Document], found: Sequence[Sequence[Found]], only_loc: bool, match: Match
) -> Recognition:
    hits = right = wanted = guessed = 0
    for document, mine in zip(documents, found, strict=True):
        gold = [place for place in document.places if place.label == LOC or not only_loc]
        guesses = [each for each in mine if not only_loc or not _is_of_other_label(each, document.places)]
        wanted, guessed = wanted + len(gold), guessed + len(guesses)
        hits += sum(any(_matches(place, each, match) for each in guesses) for place in gold)
        right += sum(any(_matches(place, each, match) for place in gold) for each in guesses)
    precision, recall = right / guessed if guessed else 0.0, hits / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Recognition(
        method=method, counted="LOC" if only_loc else "LOC and AST", match=match, n=wanted, precision=precision,
        recall=recall, f1=f1,
    )  # fmt: skip


def _is_of_other_label(found: Found, gold: Sequence[Gold]) -> bool:
    touched = {place.label for place in gold if place.start < found.end and found.start < place.end}
    return bool(touched) and LOC not in touched


def _matches(gold: Gold, found: Found, match: Match) -> bool:
    if match == "exact":
        return (gold.start, gold.end) == (found.start, found.end)
    return gold.start < found.end and found.start < gold.end


def resolution(method: str, documents: Sequence[Document], found: Sequence[Sequence[Found]]) -> Resolution:
    """Return how well the labelled places with a position were placed; one that was not found counts as unresolved."""
    answers = [answer for document, mine in zip(documents, found, strict=True) for answer in _answers(document, mine)]
    return measure_errors(method, answers)


def _answers(document: Document, found: Sequence[Found]) -> Iterator[tuple[float | None, float | None]]:
    for gold in document.places:
        if gold.truth is not None:
            over = [each for each in found if _matches(gold, each, "overlap")]
            best = max(over, key=lambda each: min(each.end, gold.end) - max(each.start, gold.start), default=None)
            at = best.at if best else None
            yield (distance_km(at, gold.truth), best.radius_km) if best and at else (None, None)


def missed(documents: Sequence[Document], found: Sequence[Sequence[Found]], count: int) -> list[str]:
    """Return the labelled names that were missed most often, and what was most often found where none is labelled."""
    pairs = list(zip(documents, found, strict=True))
    unfound = Counter(
        document.text[gold.start : gold.end]
        for document, mine in pairs
        for gold in document.places
        if gold.label == LOC and not any(_matches(gold, each, "overlap") for each in mine)
    )
    wrong = Counter(
        document.text[each.start : each.end]
        for document, mine in pairs
        for each in mine
        if not any(_matches(gold, each, "overlap") for gold in document.places)
    )
    lines = [f"missed {times} times: {name}" for name, times in unfound.most_common(count)]
    return lines + [f"found {times} times, not labelled: {name}" for name, times in wrong.most_common(count)]
