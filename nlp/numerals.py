"""Reads how many: numbers in digits and words, rounded numbers, ranges, and what the words before make of them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from nlp.folding import word_set
from nlp.number_words import MULTIPLIERS, NUMBER_WORDS, ROUND_NUMBERS

_VAGUE = {
    "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 900), "thousands": (2000, 9000), "dizaines": (20, 90),
    "centaines": (200, 900), "milliers": (2000, 9000), "several": (3, 9), "plusieurs": (3, 9), "couple": (2, 2),
    "quelques": (2, 6), "few": (2, 6),
}  # fmt: skip
_ABOUT = word_set("about around some approximately nearly almost roughly environ quelque quelques presque vers approx "
                  "circa pres")  # fmt: skip
_AT_LEAST = (("at", "least"), ("more", "than"), ("fewer", "than"), ("au", "moins"), ("plus", "de"), ("plus", "d"),
             ("over",), ("minimum",))  # fmt: skip
_AT_MOST = (
    ("up", "to"),
    ("at", "most"),
    ("less", "than"),
    ("jusqu", "a"),
    ("au", "plus"),
    ("moins", "de"),
    ("maximum",),
)
_TO = word_set("to a or ou")
_AND = word_set("and et")
_BETWEEN = word_set("between entre")
_ARTICLES = word_set("a an un une the les")
_HALF = word_set("half demi demie")
_ABOUT_SHARE = 0.2
_LARGEST = 1_000_000
_THREE_DIGITS = re.compile(r"\d{3}")


class Numeral(NamedTuple):
    """At least and at most so many, and the index of the word that follows."""

    minimum: int
    maximum: int
    following: int


def is_number(word: str) -> bool:
    """Tell whether a folded word can begin a number."""
    return (word.isascii() and word.isdigit()) or word in NUMBER_WORDS or word in ROUND_NUMBERS or word in _VAGUE


def read_numeral(folded: Sequence[str], index: int) -> Numeral | None:
    """Read the number or range that begins at `index`, None where there is none or one of nobody.

    A rounded number (`a dozen`, `une quinzaine`, `about 20`) is taken as 20 % less to 20 % more; `at least` and `more
    than` as up to twice the number; `up to` as from one; `several` as 3 to 9, `a few` as 2 to 6 (design).
    """
    first = _read_one(folded, index)
    if first is None:
        return None
    return _range_from(folded, index, first) or _qualified(folded, index, first)


def _read_one(folded: Sequence[str], index: int) -> Numeral | None:
    word, following = folded[index], _at(folded, index + 1)
    if word in _VAGUE and following not in NUMBER_WORDS:
        return Numeral(*_VAGUE[word], index + 1)
    if word in ROUND_NUMBERS:
        return rounded(ROUND_NUMBERS[word] // (2 if _HALF.intersection(_before(folded, index, 2)) else 1), index + 1)
    value, after = _digits(folded, index) if word.isdigit() else _in_words(folded, index)
    if _at(folded, after) in ROUND_NUMBERS and value < _LARGEST:
        return rounded(value * ROUND_NUMBERS[folded[after]], after + 1)
    return Numeral(value, value, after) if 0 < value <= _LARGEST else None


def _digits(folded: Sequence[str], index: int) -> tuple[int, int]:
    """Read digits; `3 120` and `3,120` are one number. One that begins with 0 is an hour or a code."""
    word, after = folded[index], index + 1
    if word.startswith("0"):
        return 0, after
    while len(word) <= 3 * (after - index) and _THREE_DIGITS.fullmatch(_at(folded, after)):
        word, after = word + folded[after], after + 1
    return int(word[:9]), after


def _in_words(folded: Sequence[str], index: int) -> tuple[int, int]:
    """Read `twenty five`, `quatre vingt dix sept`, `two hundred and fifty`."""
    total, current = 0, 0
    while (value := NUMBER_WORDS.get(_at(folded, index))) is not None:
        if folded[index] in MULTIPLIERS:
            current = max(1, current) * value
            total, current = (total + current, 0) if value >= 1000 else (total, current)
        elif current == 4 and value == 20:
            current = 80
        elif current and not _adds(current, value):
            break
        else:
            current += value
        index += 1
        if current >= 20 and _at(folded, index) in _AND and _joins(current, _at(folded, index + 1)):
            index += 1
    return total + current, index


def _adds(current: int, value: int) -> bool:
    """Tell whether a word continues a number: 5 does after 20, 10 after 60 or 80, anything smaller after 100."""
    return (current % 100 == 0 and value < 100) or (current % 100 >= 20 and current % 10 == 0 and value < 20)


def _joins(current: int, following: str) -> bool:
    """`vingt et un`, `two hundred and fifty`; but `twenty and five` are two numbers."""
    return following in ("un", "une", "onze") or (current % 100 == 0 and following in NUMBER_WORDS)


def _range_from(folded: Sequence[str], index: int, first: Numeral) -> Numeral | None:
    """Read `5 to 8`, `5-8`, `between 5 and 8`."""
    after = first.following
    joint = _at(folded, after)
    is_between = joint in _AND and bool(_BETWEEN.intersection(_before(folded, index, 2)))
    step = 1 if joint in _TO or is_between else 0
    side_by_side = folded[index].isdigit() and joint.isdigit()
    if not (step or side_by_side) or not is_number(_at(folded, after + step)):
        return None
    last = _read_one(folded, after + step)
    return Numeral(first.minimum, last.maximum, last.following) if last and last.maximum > first.minimum else None


def _qualified(folded: Sequence[str], index: int, read: Numeral) -> Numeral:
    before = _before(folded, index, 3)
    if any(before[-len(words) :] == words for words in _AT_MOST):
        return Numeral(1, read.maximum, read.following)
    before = before[:-1] if before and before[-1] in _ARTICLES else before
    if any(before[-len(words) :] == words for words in _AT_LEAST):
        return Numeral(read.minimum, 2 * read.maximum, read.following)
    if any(before[-len(words) :] == words for words in _AT_MOST):
        return Numeral(1, read.maximum, read.following)
    if _ABOUT.intersection(before[-2:] if before[-1:] == ("de",) else before[-1:]) and read.minimum == read.maximum:
        return rounded(read.minimum, read.following)
    return read


def rounded(value: int, following: int) -> Numeral:
    """Return a rounded number as a range."""
    slack = round(value * _ABOUT_SHARE)
    return Numeral(max(1, value - slack), value + slack, following)


def _at(folded: Sequence[str], index: int) -> str:
    return folded[index] if index < len(folded) else ""


def _before(folded: Sequence[str], index: int, words: int) -> tuple[str, ...]:
    return tuple(folded[max(0, index - words) : index])
