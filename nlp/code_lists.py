"""Reads the code lists, and says which codes signs show in the words of a sentence."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

import yaml
from pydantic import ValidationError

from nlp.folding import fold_words
from nlp.pattern_language import compile_pattern
from schemas.codes import CodeLists, Strength, Words
from schemas.errors import ConfigurationError

_FILE = Path(__file__).parent / "code_lists.yaml"


class Shown(Protocol):
    """A code that signs show, in certain words where it names some."""

    @property
    def signs(self) -> tuple[str, ...]:
        """The signs that show it."""

    @property
    def words(self) -> Words:
        """The words of which one must stand in the sentence."""


S = TypeVar("S", bound=Shown)


@lru_cache(maxsize=2)
def read_code_lists(path: Path = _FILE) -> CodeLists:
    """Return the code lists; raise `ConfigurationError` for a file that cannot be read."""
    try:
        return CodeLists.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise ConfigurationError(f"{path}: {str(error).splitlines()[0]}; mend the code lists") from error


def shown_by(codes: Iterable[S], signs: Collection[str], quotes: Sequence[str], language: str) -> list[S]:
    """Return the codes that `signs` show, in their order; one that asks for words only where a quote holds them."""
    return [
        each
        for each in codes
        if not set(each.signs).isdisjoint(signs) and (not each.words or holds(each.words, quotes, language))
    ]


def holds(words: Words, quotes: Sequence[str], language: str) -> bool:
    """Tell whether a quote holds one of the patterns that `words` has for the language."""
    lines = next((lines for code, lines in words.items() if code == language), ())
    return any(compile_pattern(line).expression.search(_folded(quote)) for quote in quotes for line in lines)


def is_positive(strengths: Sequence[Strength]) -> bool:
    """Tell whether a dimension of the ILO is positive.

    It is with two strong indicators, one strong and one other, three medium, or two medium and one weak
    (ILO operational indicators of trafficking in human beings, 2009).
    """
    strong, medium, weak = (strengths.count(each) for each in ("strong", "medium", "weak"))
    return strong >= 2 or (strong == 1 and medium + weak >= 1) or medium >= 3 or (medium == 2 and weak >= 1)


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return "".join(f"{word.folded} " for word in fold_words(text))
