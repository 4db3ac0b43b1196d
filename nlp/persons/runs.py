"""Cuts a text into runs of capitalised words: `Sule Mbirnou`, `J.-P. Mwanawasi`, `KABEDI wa Ilunga`, `Camp Sifa`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.folding import fold
from nlp.persons.words import PARTICLES

_SMALL = r"(?:['’ʼ‘`-][^\W\d_]+)*"
_WORD = re.compile(rf"(?<!\w)(?:[sd]/o(?!\w)|[^\W\d_](?:[^\W_]|[\u0300-\u036f])*{_SMALL})")
_ELISION = re.compile(r"(?i:[ldjmtsc]|qu|jusqu|lorsqu|puisqu|quoiqu|n(?=['’][aeiouyéèêh]))['’](?=[^\W\d_])")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_GAP = re.compile(r"[ \u00a0\u202f]|\.[ \u00a0\u202f]?-?|[ ][\"“«][ ]?|[ ]?[\"”»][ ]|-")
_STARTS = re.compile(r"(?:^|[.!?…:;•|=]|\n|[.!?…]\s?[\"”»'’)]|[-–—])\s*[\"“«'(]?\s*$")
_ARTICLED = re.compile(r"(?:al|el|ad|ag|an|ar|as|ash|at|az)-[^\W\d_a-z]")
_LONGEST_GAP = 3


class NameWord(NamedTuple):
    """A word with its place in the text; hyphens and inner apostrophes belong to it, elisions and `'s` do not."""

    text: str
    folded: str
    start: int
    end: int

    def is_capital(self) -> bool:
        """Tell whether the word begins with a capital."""
        return self.text[0].isupper() or _ARTICLED.match(self.text) is not None

    def is_initial(self) -> bool:
        """Tell whether the word is one capital letter."""
        return len(self.text) == 1 and self.text.isupper()


def name_words(text: str) -> list[NameWord]:
    """Return the words of `text` as names are written."""
    return list(_words(text))


def _words(text: str) -> Iterator[NameWord]:
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        elided = _ELISION.match(word)
        if elided:
            start, word = start + elided.end(), word[elided.end() :]
        word = _POSSESSIVE.sub("", word)
        if word:
            yield NameWord(word, fold(word), start, start + len(word))


def runs(text: str, words: list[NameWord]) -> Iterator[range]:
    """Yield the runs of capitalised words that follow each other directly, particles between them counted in."""
    index = 0
    while index < len(words):
        if words[index].is_capital():
            end = _end(text, words, index)
            yield range(index, end)
            index = end
        else:
            index += 1


def _end(text: str, words: list[NameWord], index: int) -> int:
    end = index + 1
    while (next_ := _next_capital(text, words, end)) is not None:
        end = next_ + 1
    return end


def _next_capital(text: str, words: list[NameWord], end: int) -> int | None:
    """Return the capitalised word that goes on with the name, passing over up to two particles; None for none."""
    for at in range(end, min(end + 3, len(words))):
        if not _is_joined(text, words[at - 1], words[at]):
            return None
        if words[at].is_capital():
            return at
        if words[at].folded not in PARTICLES:
            return None
    return None


def _is_joined(text: str, one: NameWord, other: NameWord) -> bool:
    gap = text[one.end : other.start]
    if len(gap) > _LONGEST_GAP or _GAP.fullmatch(gap) is None:
        return False
    return not gap.startswith(".") or one.is_initial() or one.folded in ("st", "ste")


def starts_sentence(text: str, position: int) -> bool:
    """Tell whether a capital at `position` says nothing, since a sentence, line or quotation begins there."""
    return _STARTS.search(text[max(0, position - 8) : position]) is not None if position else True
