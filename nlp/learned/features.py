"""What the model of warning signs sees of a sentence: words, their parts, neighbours, meanings and pairs of meanings.

Parts of words (character sequences of 3 to 5 letters, as in fastText, Bojanowski et al. 2017) read endings, missing
accents and misspellings that no training text has; meanings, the same in all languages, read words that none has.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from nlp.learned.lexicon import Lexicon, Meaning

_LENGTHS = (3, 4, 5)
_LONGEST_WORD = 30
_DIGITS = re.compile(r"\d+")
_FARTHEST = 9  # words between two meanings that belong together
Positions = tuple[int, ...]


class Block(NamedTuple):
    """Features of one kind, each with the numbers of the words that it rests on; all of them weigh `share` together."""

    share: float
    features: Mapping[str, Positions]


def word_features(word: str) -> list[str]:
    """Return what is seen of one folded word: itself and its parts; every number is the same word."""
    plain = _DIGITS.sub("0", word[:_LONGEST_WORD])
    marked = f"^{plain}$"
    parts = (marked[start : start + length] for length in _LENGTHS for start in range(len(marked) - length + 1))
    return [f"={plain}", *parts]


def first_of_each(words: Sequence[str]) -> dict[str, Positions]:
    """Return the distinct words, each with the number of its first."""
    return {word: (at,) for at, word in reversed(list(enumerate(words)))}


def combined_features(words: Sequence[str], lexicon: Lexicon) -> tuple[Block, ...]:
    """Return the features of a sentence that rest on more than the letters of one word."""
    neighbours = {f"{left} {right}": (at, at + 1) for at, (left, right) in enumerate(pairwise(words))}
    meanings = lexicon.meanings(words)
    single = {f"{{{meaning.name}}}": (meaning.position,) for meaning in meanings}
    pairs = {_pair(left.name, right.name): (left.position, right.position) for left, right in _near(meanings)}
    return Block(0.6, neighbours), Block(0.5, single), Block(1.0, pairs)


def _pair(one: str, other: str) -> str:
    return f"{one}&{other}" if one < other else f"{other}&{one}"


def _near(meanings: Sequence[Meaning]) -> Iterator[tuple[Meaning, Meaning]]:
    for number, left in enumerate(meanings):
        for following in range(number + 1, len(meanings)):
            right = meanings[following]
            if right.position - left.position > _FARTHEST:
                break
            if right.name != left.name:
                yield left, right
