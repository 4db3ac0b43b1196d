"""Words by meaning: `women`, `none`, `sleep`, `outdoors`; the same meanings in every language that the model reads."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

FOLDER = Path(__file__).parent.parent / "lexicon"
_SHORTEST_STEM = 2
_KEY = 2  # letters of the first two words under which a phrase is filed; a stem has at least as many
Phrase = tuple[tuple[str, ...], str]


class Meaning(NamedTuple):
    """A meaning that a word of a sentence has; `position` is the number of the (first) word."""

    name: str
    position: int


class Lexicon:
    """The terms of one language: a word, a stem with any ending (`enlev*`), or several words."""

    def __init__(self, terms_by_meaning: dict[str, list[str]]) -> None:
        self._whole: dict[str, set[str]] = {}
        self._stems: dict[str, set[str]] = {}
        self._phrases: dict[str, list[Phrase]] = {}
        for meaning, terms in terms_by_meaning.items():
            for term in terms:
                self._add(str(term).split(), meaning)
        self._of_word = lru_cache(maxsize=65536)(self._look_up)

    def meanings(self, words: Sequence[str]) -> list[Meaning]:
        """Return the meanings of folded words, in order of the words."""
        return [Meaning(name, at) for at, word in enumerate(words) for name in self._names(words, at, word)]

    def _names(self, words: Sequence[str], at: int, word: str) -> tuple[str, ...]:
        alone, phrases = self._of_word(word)
        if not phrases or at + 1 == len(words):
            return alone
        begun = phrases.get(words[at + 1][:_KEY], ())
        return (*alone, *(name for rest, name in begun if _follows(words, at + 1, rest))) if begun else alone

    def _add(self, words: list[str], meaning: str) -> None:
        first = words[0]
        if len(words) > 1:
            self._phrases.setdefault(first[:_KEY], []).append((tuple(words), meaning))
        elif first.endswith("*"):
            self._stems.setdefault(first[:-1], set()).add(meaning)
        else:
            self._whole.setdefault(first, set()).add(meaning)

    def _look_up(self, word: str) -> tuple[tuple[str, ...], dict[str, list[Phrase]]]:
        """Return the meanings of a word alone, and the phrases that begin with it."""
        stems = (self._stems.get(word[:length], ()) for length in range(_SHORTEST_STEM, len(word) + 1))
        alone = {*self._whole.get(word, ()), *(name for names in stems for name in names)}
        return tuple(sorted(alone)), self._begun_by(word)

    def _begun_by(self, word: str) -> dict[str, list[Phrase]]:
        """Return the phrases that begin with a word, without it, by the first letters of the next."""
        begun: dict[str, list[Phrase]] = {}
        for phrase, name in self._phrases.get(word[:_KEY], ()):
            if _is_term(word, phrase[0]):
                begun.setdefault(phrase[1][:_KEY], []).append((phrase[1:], name))
        return begun


def _follows(words: Sequence[str], at: int, rest: Sequence[str]) -> bool:
    following = words[at : at + len(rest)]
    return len(following) == len(rest) and all(map(_is_term, following, rest))


def _is_term(word: str, term: str) -> bool:
    return word.startswith(term[:-1]) if term.endswith("*") else word == term


@lru_cache(maxsize=4)
def load_lexicon(lang: str) -> Lexicon:
    """Return the lexicon of a language; one without a file knows no meanings."""
    path = FOLDER / f"{lang}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Lexicon(yaml.load(path.read_text(encoding="utf-8"), Loader=loader) if path.exists() else {})  # noqa: S506 both loaders are safe
