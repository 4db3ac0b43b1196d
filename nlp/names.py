"""Finds persons' names, for protection to mask before anything is stored: by words around them, and by the model."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from nlp.folding import fold_words
from nlp.gazetteer.store import Gazetteer
from nlp.language import has_model, load_recogniser
from nlp.persons.chat import lower_names
from nlp.persons.judging import AGAINST, Judged, judge, trim
from nlp.persons.lists import share_places, with_lists
from nlp.persons.runs import NameWord, name_words, runs
from nlp.persons.words import NICKNAME_PARTS, SUFFIXES
from schemas.mission import Mission
from schemas.protection import MaskNames

Spans = list[tuple[int, int]]
Label = tuple[int, int, str]
_LISTED = 5  # more than a relative or a field alone says: `le père de Pendaré` comes from there
Known = Callable[[Sequence[NameWord]], int]
_LITTLE = re.compile(rf"(?<!\w)(?i:{'|'.join(sorted(NICKNAME_PARTS))})\s$")
_SUFFIX = re.compile(rf"\s(?i:{'|'.join(sorted(SUFFIXES))})(?!\w)")


def names_masker(mission: Mission, gazetteer: Gazetteer | None = None) -> MaskNames:
    """Return a function that finds the names of persons in a text of a language, as (start, end) in code points.

    Each run of capitalised words is judged by what stands before, behind and in it. A name that is a place or group of
    the mission needs a title, a relative or a phrase such as `named`; one of the loaded `gazetteer`, where many
    villages are called like people, a little less. In a `closed` text what nothing speaks for or against is a person.
    In a language without a model none is found: protection's rules for titles hold there.
    """
    public = _public_names(mission)

    def known(words: Sequence[NameWord]) -> int:
        names = [_joined(word.text) for word in words]
        if _all_in(names, public.__contains__):
            return _LISTED
        return AGAINST - 1 if gazetteer and _all_in(names, partial(_is_in, gazetteer)) else 0

    def find_names(text: str, language: str, closed: bool) -> Spans:
        if not has_model(language):
            return []
        capital = any(character.isupper() for character in text)
        named = _capitalised(text, language, known, closed=closed) if capital else []
        return named + (list(lower_names(text, public)) if closed else [])

    return find_names


def _public_names(mission: Mission) -> frozenset[str]:
    """Return the folded names of the mission's places and groups, but for persons of public lists, as words."""
    places = (
        name
        for place in mission.places
        for name in (place.name, place.admin1, place.admin2, *place.alternate_names)
        if name
    )
    posts = [base.name for base in mission.bases] + [facility.name for facility in mission.facilities]
    own = (actor for actor in mission.actors if not actor.basis)
    actors = (name for actor in own for name in (actor.name, *actor.aliases))
    return frozenset(_joined(name) for name in (*places, *posts, *actors))


def _joined(name: str) -> str:
    return " ".join(word.folded for word in fold_words(name))


def _capitalised(text: str, language: str, known: Known, *, closed: bool) -> Spans:
    labels = [(entity.start_char, entity.end_char, entity.label_) for entity in load_recogniser(language)(text).ents]
    judged = [each for run in _runs(text) for each in _judged(text, run, labels, known)]
    if not any(map(str.islower, text)):  # in a heading of capitals alone they say nothing
        judged = [each for each in judged if each.told]
    found = share_places(text, judged)
    persons = {index for index, each in enumerate(found) if each.is_person(closed=closed)}
    return [_span(text, found[index]) for index in sorted(with_lists(text, found, persons))]


def _runs(text: str) -> Iterator[list[NameWord]]:
    words = name_words(text)
    return (words[run.start : run.stop] for run in runs(text, words))


def _judged(text: str, run: list[NameWord], labels: Sequence[Label], known: Known) -> Iterator[Judged]:
    words = trim(text, run)
    if words:
        yield judge(text, run, words, _label(words, labels), known=max(known(run), known(words)))


def _label(words: Sequence[NameWord], labels: Sequence[Label]) -> str:
    over = (label for start, end, label in labels if start < words[-1].end and words[0].start < end)
    return next(over, "")


def _all_in(names: Sequence[str], is_listed: Callable[[str], bool]) -> bool:
    """Tell whether `names` are together a listed name, or each of them is one."""
    return is_listed(" ".join(names)) or all(map(is_listed, names))


def _is_in(gazetteer: Gazetteer, name: str) -> bool:
    found = gazetteer.names_from(name.split(" ", 1)[0])
    return found is not None and name in found.names


def _span(text: str, name: Judged) -> tuple[int, int]:
    """Return where the name lies, with what makes it a nickname before and `junior` behind."""
    start, end = name.words[0].start, name.words[-1].end
    little = _LITTLE.search(text, max(0, start - 10), start) if name.ordinary else None
    suffix = _SUFFIX.match(text, end)
    return (little.start() if little else start), (suffix.end() if suffix else end)
