"""Swahili and Lingala, which spaCy has no class for: words are cut at blanks and marks, as in most Latin scripts."""

from spacy.language import Language
from spacy.util import registry


@registry.languages("sw")
class Swahili(Language):  # type: ignore[no-untyped-call] # spaCy leaves it untyped
    """Swahili without a model."""

    lang = "sw"


@registry.languages("ln")
class Lingala(Language):  # type: ignore[no-untyped-call] # spaCy leaves it untyped
    """Lingala without a model."""

    lang = "ln"
