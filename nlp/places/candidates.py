"""The places that a name may stand for, and how like the name each is."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from nlp.gazetteer.spelling import consonant_key, spelling_key, without_articles
from nlp.gazetteer.store import Gazetteer, name_key, names_of
from nlp.places.words import without_type_words
from schemas.mission import Place

Likeness = Literal["same", "other_name", "articles", "spelling", "edit", "consonants", "part"]
LIKENESSES: tuple[Likeness, ...] = ("same", "other_name", "articles", "spelling", "edit", "consonants", "part")
_SEPARATORS = re.compile(r"[/()\[\],;]| or | ou | aka ")
_LEAST_CONSONANT_RATIO = 0.75
_SURE = ("same", "other_name", "articles")
_SHORTEST_PART = 4


class Candidate(NamedTuple):
    """A place that a name may stand for; `likeness` is how its best name compares to the name, the first level best."""

    place: Place
    likeness: Likeness


def wordings(name: str) -> tuple[str, ...]:
    """Return the folded ways to read a name: whole, without type words, and its parts about `/` and brackets."""
    parts = [name_key(part) for part in (name, *_SEPARATORS.split(name))]
    both = (each for part in parts for each in (part, without_type_words(part)))
    return tuple(dict.fromkeys(each for each in both if each))


def candidates_of(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the candidates of a written name, those of every likeness, in order of likeness and id."""
    best: dict[str, Candidate] = {}
    for folded in wordings(name):
        for candidate in _candidates(folded, gazetteer):
            known = best.get(candidate.place.id)
            if known is None or _level(candidate) < _level(known):
                best[candidate.place.id] = candidate
    return tuple(sorted(best.values(), key=lambda each: (_level(each), each.place.id)))


def named_so(names: Sequence[str], text: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the candidates that bear one of the folded `names`, compared to the text that stands for them."""
    folded = name_key(text)
    found = {
        place.id: Candidate(place, _likeness_of_place(folded, name, place))
        for name in names
        for place in gazetteer.places_named(name)
    }
    return tuple(sorted(filter(_is_possible, found.values()), key=lambda each: (_level(each), each.place.id)))


def _is_possible(candidate: Candidate) -> bool:
    """Countries are rarely misspelt."""
    return candidate.likeness in _SURE or not candidate.place.feature_code.startswith("PCL")


def _level(candidate: Candidate) -> int:
    return LIKENESSES.index(candidate.likeness)


def _candidates(folded: str, gazetteer: Gazetteer) -> Iterator[Candidate]:
    names = {folded, *gazetteer.like_names(folded), *gazetteer.similar_names(folded), *_parts(folded)}
    for name in sorted(names):
        likeness = likeness_of(folded, name)
        if likeness == "consonants" and JaroWinkler.similarity(folded, name) < _LEAST_CONSONANT_RATIO:
            continue
        for place in gazetteer.places_named(name):
            candidate = Candidate(place, _likeness_of_place(folded, name, place))
            if _is_possible(candidate):
                yield candidate


def _parts(folded: str) -> tuple[str, ...]:
    """Return the name without its first or last word: `old tebirou`, `tebirou tasha` may be said of Tebirou."""
    words = folded.split()
    return tuple(part for part in (" ".join(words[1:]), " ".join(words[:-1])) if len(part) >= _SHORTEST_PART)


def _likeness_of_place(written: str, name: str, place: Place) -> Likeness:
    """Return how a folded name compares to a place's; `other_name` where its main name is another, in our script."""
    likeness = likeness_of(written, name)
    if likeness != "same":
        return likeness
    main = _main_key(place.name)
    return "other_name" if main != name and main.isascii() else "same"


_main_key = lru_cache(maxsize=16_384)(name_key)


def likeness_of(written: str, name: str) -> Likeness:
    """Return how two folded names compare, the best level that holds."""
    if written == name:
        return "same"
    if without_articles(written) == without_articles(name):
        return "articles"
    if spelling_key(written) == spelling_key(name):
        return "spelling"
    if name in _parts(written):
        return "part"
    if OSA.distance(written, name) <= (1 if len(written) <= 7 else 2):
        return "edit"
    return "consonants" if consonant_key(written) == consonant_key(name) else "part"


@lru_cache(maxsize=4096)
def area_keys(area: str) -> frozenset[str]:
    """Return the spelling keys of an area's written name and its parts: `Deir ez-Zor governorate` gives `dirsur`."""
    return frozenset(spelling_key(without_type_words(wording)) for wording in wordings(area))


def all_area_keys(place: Place) -> frozenset[str]:
    """Return the spelling keys of all names of an area."""
    return frozenset(key for name in names_of(place) for key in area_keys(name))
