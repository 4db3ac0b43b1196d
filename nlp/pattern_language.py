"""The pattern language of the catalogue: one line of words, read into a regular expression over folded words.

A line such as `(women|girls) ... sleep* [at night] outside` is matched against the folded words of one sentence, each
with one space behind it. Regular expressions stand in for spaCy's Matcher here because of the time: 600 patterns with
gaps took the Matcher 27 ms on a text of 140 words, twice what the entity recogniser takes.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from nlp.folding import fold_words, word_set
from nlp.word_forms import BEFORE
from schemas.errors import ConfigurationError

_ITEM = re.compile(r"\.\.\.|[()\[\]|]|(?:<\w+>)?[^\W_][\w'’*-]*|\s+|.", re.DOTALL)
_MARKED = re.compile(r"<(\w+)>(.+)")
_CONCEPT = re.compile(r"\{(\w+)\}")
_CONTRAST = "but|however|although|whereas|mais|cependant|toutefois|pourtant|tandis"
_GAP = rf"((?:(?!(?:{_CONTRAST}) )\w+ ){{0,5}}?)"  # a group of its own: its words are not the pattern's
_MARKS = {"(": "(?:", "[": "(?:", ")": ")", "]": ")?", "|": "|", "...": _GAP}
_DEPTH = {"(": 1, "[": 1, ")": -1, "]": -1}
_CLOSED_BY = {"(": ")", "[": "]"}
_TOO_COMMON = word_set(
    "the and are was were has have had been that this these those with from for not but they their there who which "
    "will any all one two out its his her our les des une est sont ont qui que par pour pas plus dans sur avec aux "
    "leur leurs ses son etait etaient ete mais ces cette elle ils elles nous vous"
)
_SHORTEST_WORD = 3


class CompiledPattern(NamedTuple):
    """A pattern ready to match: each of `needs` holds terms of which a sentence must have one.

    A term is `word`, `prefix*`, or `-word` and `-prefix*` where something may stand before it (`nlp.word_forms`).
    """

    expression: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


def expand_concepts(pattern: str, concepts: Mapping[str, str]) -> str:
    """Return `pattern` with each `{concept}` written out; raise `ConfigurationError` for one that is not there."""

    def written_out(match: re.Match[str]) -> str:
        if match[1] not in concepts:
            raise ConfigurationError(f"there is no concept {match[0]}: add it to concepts.yaml or mend its name")
        return concepts[match[1]]

    return _CONCEPT.sub(written_out, pattern)


@lru_cache(maxsize=8192)
def compile_pattern(pattern: str) -> CompiledPattern:
    """Read one expanded line; raise `ConfigurationError` for one that cannot be read or has no word of its own."""
    items = _items(pattern)
    _check_brackets(items)
    expression = re.compile(r"\b" + "".join(_MARKS.get(item) or _word_expression(item) for item in items))
    needs = tuple(_needs(items))
    if not needs:
        raise ConfigurationError("it has no word that must be there: take one out of its [ ]")
    return CompiledPattern(expression, tuple(frozenset().union(*need) for need in needs))


def check_is_telling(pattern: str) -> None:
    """Raise `ConfigurationError` for a line that would match nearly anything, as it can do with common words alone."""
    if not any(all(any(map(_is_telling, terms)) for terms in need) for need in _needs(_items(pattern))):
        raise ConfigurationError("it would match nearly anything: add a word that must be there and says what is meant")


def _items(pattern: str) -> list[str]:
    return [item for item in _ITEM.findall(pattern) if not item.isspace()]


def _check_brackets(items: list[str]) -> None:
    still_open: list[str] = []
    for item in items:
        if item in _CLOSED_BY:
            still_open.append(_CLOSED_BY[item])
        elif item in _CLOSED_BY.values() and (not still_open or still_open.pop() != item):
            raise ConfigurationError(f"{item} closes nothing: open it before")
        elif item == "|" and not still_open:
            raise ConfigurationError("| stands alone: put the alternatives in ( )")
    if still_open:
        raise ConfigurationError(f"{still_open[-1]} is missing: close what was opened")


def _word_expression(item: str) -> str:
    if (marked := _MARKED.fullmatch(item)) and marked[1] in BEFORE:
        return BEFORE[marked[1]] + _word_expression(marked[2])
    words = fold_words(item)
    if not words or "*" in item[:-1]:
        raise ConfigurationError(f"{item!r} cannot stand here: use words, word*, (a|b), [optional], {{concept}} or ...")
    return " ".join(word.folded for word in words) + (r"\w* " if item.endswith("*") else " ")


def _needs(items: list[str]) -> Iterator[tuple[frozenset[str], ...]]:
    """Yield, for each word or group at the top that is not optional, the terms of each of its alternatives."""
    depth, optional, alternatives = 0, False, [set[str]()]
    for item in items:
        optional = item == "[" if depth == 0 else optional
        depth += _DEPTH.get(item, 0)
        if item == "|" and depth == 1:
            alternatives.append(set())
        alternatives[-1] |= _terms(item)
        if depth == 0:
            if alternatives[0] and not optional:
                yield tuple(map(frozenset, alternatives))
            alternatives = [set()]


def _terms(item: str) -> set[str]:
    if item in _MARKS:
        return set()
    if marked := _MARKED.fullmatch(item):
        return {f"-{term}" for term in _terms(marked[2])}
    words = [word.folded for word in fold_words(item)]
    return {*words[:-1], words[-1] + "*" * item.endswith("*")}


def _is_telling(term: str) -> bool:
    return len(term.strip("*-")) >= _SHORTEST_WORD and term not in _TOO_COMMON
