"""Sentences as folded words: what patterns are matched in and what negation reaches over."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

from nlp.folded_doc import words_in
from nlp.folding import Word
from nlp.sentences import sentence_bounds

_SEPARATOR = re.compile(r"[;؛\n•]")
Segment = tuple[Word, ...]

Doc.set_extension("segments", default=None, force=True)


def segments(doc: Doc) -> tuple[Segment, ...]:
    """Return the words of each sentence of a doc, cut once per doc; a semicolon or a line break ends one too."""
    if doc._.segments is None:
        doc._.segments = tuple(_cut(doc))
    segments: tuple[Segment, ...] = doc._.segments
    return segments


def _cut(doc: Doc) -> Iterator[Segment]:
    words = words_in(doc)
    text = doc.text  # built anew at each call
    starts = [start for start, _ in sentence_bounds(doc)]
    first = 0
    for index in range(1, len(words) + 1):
        if index == len(words) or _is_between(text, starts, words[index - 1], words[index]):
            yield words[first:index]
            first = index


def _is_between(text: str, starts: list[int], left: Word, right: Word) -> bool:
    changes = bisect_right(starts, left.start) != bisect_right(starts, right.start)
    return changes or _SEPARATOR.search(text, left.end, right.start) is not None
