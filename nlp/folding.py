"""Folding: one spelling for all the ways of writing a word, so that a matcher or a gazetteer needs each name once."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʹ`´′＇"), "'")
_LETTERS = {ord("œ"): "oe", ord("æ"): "ae", ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("ɛ"): "e", ord("ɔ"): "o"}
# Alef wasla, alef maksura, ta marbuta, Persian yeh and kaf; what else Arabic writes in two ways is a combining mark.
_ARABIC = {0x0671: "\u0627", 0x0649: "\u064a", 0x0629: "\u0647", 0x06CC: "\u064a", 0x06A9: "\u0643", 0x0640: ""}
_CHARACTERS = _DASHES | _APOSTROPHES | _LETTERS | _ARABIC
# Combining accents, and the vowel marks of Arabic, belong to the letter before them.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670])*")


class Word(NamedTuple):
    """A folded word with its place in the text, in code points; hyphens and apostrophes end a word."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` in lower case without accents, with one kind of apostrophe and hyphen; its length may change."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold().translate(_CHARACTERS)
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(character for character in plain if not unicodedata.combining(character))


def fold_words(text: str) -> tuple[Word, ...]:
    """Return the words of `text`, folded, with their offsets: `l’axe Nord-Sud` gives l, axe, nord, sud."""
    return tuple(Word(fold(match.group()), *match.span()) for match in _WORD.finditer(text))


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list written as one text."""
    return frozenset(words.split())
