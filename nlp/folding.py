"""Folding: one spelling for all the ways of writing a word, so that a matcher or a gazetteer needs each name once."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʹ`´′＇"), "'")
_LIGATURES = {ord("œ"): "oe", ord("æ"): "ae", ord("ø"): "o", ord("ł"): "l", ord("đ"): "d"}
_CHARACTERS = _DASHES | _APOSTROPHES | _LIGATURES
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")  # combining accents belong to the letter before them

Doc.set_extension("words", default=(), force=True)


class Word(NamedTuple):
    """A folded word with its place in the text, in code points; hyphens and apostrophes end a word."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` in lower case without accents, with one kind of apostrophe and hyphen; its length may change."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold().translate(_CHARACTERS))
    return "".join(character for character in plain if not unicodedata.combining(character))


def fold_words(text: str) -> tuple[Word, ...]:
    """Return the words of `text`, folded, with their offsets: `l’axe Nord-Sud` gives l, axe, nord, sud."""
    return tuple(Word(fold(match.group()), *match.span()) for match in _WORD.finditer(text))


@Language.component("forewarn_folding")
def fold_tokens(doc: Doc) -> Doc:
    """Set the norm of each token to its folded form, and `doc._.words`.

    It stands behind the entity recogniser, whose features rest on the norms that it was trained with.
    """
    for token in doc:
        token.norm_ = fold(token.text)
    doc._.words = fold_words(doc.text)
    return doc
