"""Many patterns tried on one sentence quickly: only those for which the sentence has a word for each of their parts."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from nlp.pattern_language import CompiledPattern

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """What a pattern stands for, and the words of the sentence that it spans; `own` are those it names itself."""

    what: T
    start: int
    end: int
    own: tuple[int, ...]


class PatternIndex(Generic[T]):
    """Patterns, each filed under that part of it which the fewest words can fill."""

    def __init__(self, patterns: Iterable[tuple[T, CompiledPattern]]) -> None:
        numbers: dict[frozenset[str], int] = {}
        self._filed: dict[int, list[tuple[frozenset[int], T, CompiledPattern]]] = {}
        for what, pattern in patterns:
            needs = [numbers.setdefault(need, len(numbers)) for need in pattern.needs]
            anchor = numbers[min(pattern.needs, key=len)]
            self._filed.setdefault(anchor, []).append((frozenset(needs), what, pattern))
        self._parts_of_term = _parts_of_term(numbers)
        self._joins = any(term.startswith("-") for term in self._parts_of_term)
        self._parts_of_word = lru_cache(maxsize=65536)(self._look_up)

    def find(self, words: Sequence[str]) -> Iterator[Found[T]]:
        """Yield what is found in a sentence of folded words."""
        present = frozenset[int]().union(*map(self._parts_of_word, words))
        text, starts = _written(words)
        for part in sorted(present & self._filed.keys()):
            for needs, what, pattern in self._filed[part]:
                if needs <= present:
                    yield from _found(what, pattern, text, starts)

    def _look_up(self, word: str) -> frozenset[int]:
        terms = _terms_of(word)
        if self._joins:
            terms += [f"-{term}" for start in range(len(word)) for term in _terms_of(word[start:])]
        return frozenset(number for term in terms for number in self._parts_of_term.get(term, ()))


def _terms_of(word: str) -> list[str]:
    return [word, *(word[:length] + "*" for length in range(1, len(word) + 1))]


def _parts_of_term(numbers: dict[frozenset[str], int]) -> dict[str, list[int]]:
    by_term: dict[str, list[int]] = {}
    for part, number in numbers.items():
        for term in part:
            by_term.setdefault(term, []).append(number)
    return by_term


def _written(words: Sequence[str]) -> tuple[str, dict[int, int]]:
    """Return the words with a space behind each, and the number of the word that begins at an offset."""
    starts, offset = {}, 0
    for number, word in enumerate(words):
        starts[offset] = number
        offset += len(word) + 1
    starts[offset] = len(words)
    return "".join(f"{word} " for word in words), starts


def _found(what: T, pattern: CompiledPattern, text: str, starts: dict[int, int]) -> Iterator[Found[T]]:
    for match in pattern.expression.finditer(text):
        start, end = starts[match.start()], starts[match.end()]
        gaps = {index for left, right in match.regs[1:] if left >= 0 for index in range(starts[left], starts[right])}
        yield Found(what, start, end, tuple(index for index in range(start, end) if index not in gaps))
