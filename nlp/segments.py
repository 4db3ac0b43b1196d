"""Sentences as folded words: what patterns are matched in and what negation reaches over."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

from nlp.folding import Word

_SEPARATOR = re.compile(r"[;؛\n•]")
Segment = tuple[Word, ...]


def segments(doc: Doc) -> Iterator[Segment]:
    """Yield the words of each sentence of a doc; a semicolon or a line break ends one too."""
    words: Segment = doc._.words
    text = doc.text  # built anew at each call
    starts = [sentence.start_char for sentence in doc.sents]
    first = 0
    for index in range(1, len(words) + 1):
        if index == len(words) or _is_between(text, starts, words[index - 1], words[index]):
            yield words[first:index]
            first = index


def _is_between(text: str, starts: list[int], left: Word, right: Word) -> bool:
    changes = bisect_right(starts, left.start) != bisect_right(starts, right.start)
    return changes or _SEPARATOR.search(text, left.end, right.start) is not None
