"""Numbers of people in a sentence, English and French."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.folding import fold_words, word_set
from nlp.number_words import NUMBER_WORDS
from nlp.places.words import LINK_WORDS
from schemas.annotation import PeopleCount

_ROUND = {
    "dozen": 12,
    "dozens": 24,
    "dizaine": 10,
    "dizaines": 20,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "centaine": 100,
    "centaines": 200,
}
_ABOUT = word_set("about around some approximately nearly almost roughly environ quelque quelques presque vers approx")
_AT_LEAST = (("at", "least"), ("more", "than"), ("au", "moins"), ("plus", "de"), ("over",))
_AT_MOST = (("up", "to"), ("at", "most"), ("jusqu", "a"), ("au", "plus"))
_RANGE = word_set("to and a et or ou")
_PEOPLE = word_set(
    "people persons person individuals civilians villagers inhabitants residents men man women woman girls girl boys "
    "boy children child families households migrants refugees idps returnees students pupils teachers porters hostages "
    "fighters gunmen soldiers attackers strangers survivors victims farmers traders passengers "
    "personnes personne individus civils villageois habitants hommes homme femmes femme filles fille garcons garcon "
    "enfants enfant familles menages refugies deplaces retournes eleves enseignants porteurs otages combattants "
    "assaillants inconnus survivantes victimes cultivateurs cultivatrices commercants commercantes passagers jeunes"
)
_BREAK = re.compile(r"[.,;:!?()\n]")
_LONGEST_GAP = 3
_ABOUT_SHARE = 0.2
_LARGEST = 1_000_000


class FoundCount(NamedTuple):
    """A number of people and where in the sentence it stands, in code points."""

    minimum: int
    maximum: int
    who: str
    position: int


class _Read(NamedTuple):
    minimum: int
    maximum: int
    following: int


def find_counts(sentence: str) -> list[FoundCount]:
    """Return the numbers of people in `sentence`.

    A rounded number (`a dozen`, `une quinzaine`, `about 20`) is taken as 20 % less to 20 % more; `at least` and `more
    than` as up to twice the number; `up to` as from one (design).
    """
    words = fold_words(sentence)
    folded = [word.folded for word in words]
    found: list[FoundCount] = []
    index = 0
    while index < len(words):
        read = _read_range(folded, index) if _is_number(folded[index]) else None
        noun = _people_noun(folded, read.following) if read else None
        if read and noun is not None and not _BREAK.search(sentence, words[read.following - 1].end, words[noun].start):
            first = next(each for each in range(read.following, noun + 1) if folded[each] not in LINK_WORDS)
            who = sentence[words[first].start : words[noun].end]
            found.append(FoundCount(read.minimum, read.maximum, who, words[index].start))
        index = read.following if read else index + 1
    return found


def people_counts(found: list[FoundCount], *, what: str) -> Iterator[PeopleCount]:
    """Yield the counts as `PeopleCount`, with the words of the act or sign that they belong to."""
    for each in found:
        yield PeopleCount(minimum=each.minimum, maximum=each.maximum, who=each.who, what=what)


def _is_number(word: str) -> bool:
    return (word.isascii() and word.isdigit()) or word in NUMBER_WORDS or word in _ROUND


def _read_number(folded: list[str], index: int) -> _Read | None:
    """Read one number; `3 120` and `3,120` are one number, `une quinzaine` is the round number."""
    word = folded[index]
    following = folded[index + 1] if index + 1 < len(folded) else ""
    if following in _ROUND and word in NUMBER_WORDS:
        return _rounded(_ROUND[following] * NUMBER_WORDS[word], index + 2)
    if word in _ROUND:
        return _rounded(_ROUND[word], index + 1)
    if word.isdigit() and len(word) <= 3 and re.fullmatch(r"\d{3}", following):
        word, index = word + following, index + 1
    value = int(word) if word.isdigit() else NUMBER_WORDS[word]
    return _Read(value, value, index + 1) if 0 < value <= _LARGEST else None


def _read_range(folded: list[str], index: int) -> _Read | None:
    """Read a number or a range, with what the words before it make of it."""
    first = _read_number(folded, index)
    if first is None:
        return None
    after = first.following
    step = 1 if after < len(folded) and folded[after] in _RANGE else 0
    is_range = (step or _digits_follow(folded, index, after)) and after + step < len(folded)
    if is_range and _is_number(folded[after + step]):
        last = _read_number(folded, after + step)
        if last and last.maximum > first.minimum:
            return _Read(first.minimum, last.maximum, last.following)
    return _qualified(folded, index, first)


def _digits_follow(folded: list[str], index: int, after: int) -> bool:
    """`5-8` is read as the words 5 and 8 side by side."""
    return folded[index].isdigit() and after < len(folded) and folded[after].isdigit()


def _qualified(folded: list[str], index: int, read: _Read) -> _Read:
    before = tuple(folded[max(0, index - 2) : index])
    if any(before[-len(words) :] == words for words in _AT_LEAST):
        return _Read(read.minimum, 2 * read.maximum, read.following)
    if any(before[-len(words) :] == words for words in _AT_MOST):
        return _Read(1, read.maximum, read.following)
    if before and before[-1] in _ABOUT and read.minimum == read.maximum:
        return _rounded(read.minimum, read.following)
    return read


def _rounded(value: int, following: int) -> _Read:
    slack = round(value * _ABOUT_SHARE)
    return _Read(max(1, value - slack), value + slack, following)


def _people_noun(folded: list[str], index: int) -> int | None:
    """Return the index of the word for people that the number counts, within a few words."""
    reach = range(index, min(index + _LONGEST_GAP, len(folded)))
    return next((each for each in reach if folded[each] in _PEOPLE), None)
