"""A text as words, and what the words around a name say of it: a cue before it, the kind of place, capitals."""

import re
from typing import NamedTuple

from spacy.tokens import Doc, Span

from nlp.folding import Word, span_of_words
from nlp.places.words import CUE_WORDS, LINK_WORDS, TYPE_WORDS, PlaceClass

_BREAK = re.compile(r"[.,;:!?()\n]")
_LONGEST_UNKNOWN_NAME = 3


class Page(NamedTuple):
    """A doc with its text and folded words taken out once, because spaCy builds `doc.text` anew each time."""

    doc: Doc
    text: str
    words: tuple[Word, ...]

    def joined(self, index: int, length: int) -> str:
        """Return `length` folded words from `index` on, as a gazetteer name is written."""
        return " ".join(word.folded for word in self.words[index : index + length])

    def is_capital(self, index: int) -> bool:
        """Tell whether the word begins with a capital."""
        return self.text[self.words[index].start].isupper()

    def is_broken(self, index: int) -> bool:
        """Tell whether a mark or line break stands between the word and the one before it."""
        return _BREAK.search(self.text, self.words[index - 1].end, self.words[index].start) is not None

    def word_before(self, index: int) -> str:
        """Return the word before in the same clause, passing over articles and `of`; empty for none."""
        while index > 0 and not self.is_broken(index):
            index -= 1
            if self.words[index].folded not in LINK_WORDS:
                return self.words[index].folded
        return ""

    def has_cue(self, index: int) -> bool:
        """Tell whether a word that leads to places stands before."""
        before = self.word_before(index)
        return before in CUE_WORDS or before in TYPE_WORDS

    def class_before(self, index: int) -> PlaceClass | None:
        """Return the kind of place that a type word before says: `village of ...`."""
        return TYPE_WORDS.get(self.word_before(index))

    def class_at(self, index: int) -> PlaceClass | None:
        """Return the kind of place that the type word at `index` says: `... district`."""
        if index >= len(self.words) or self.is_broken(index):
            return None
        return TYPE_WORDS.get(self.words[index].folded)

    def capitalised_length(self, index: int) -> int:
        """Return how many capitalised words, at most three, follow each other directly from `index` on."""
        length = 1
        while length < _LONGEST_UNKNOWN_NAME and index + length < len(self.words):
            gap = self.words[index + length].start - self.words[index + length - 1].end
            if gap != 1 or not self.is_capital(index + length):
                break
            length += 1
        return length

    def place_span(self, index: int, length: int, *, label: str, names: tuple[str, ...]) -> Span:
        """Return the span of a place's name with its gazetteer names and the class that type words say."""
        span = span_of_words(self.doc, self.words[index : index + length], label=label)
        span._.names = names
        span._.place_class = self.class_before(index) or self.class_at(index + length) or "any"
        return span
