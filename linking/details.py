"""What a text tells of in its order, such that two languages share it: named details, numbers, and beginnings of words.

`details.yaml` says which words stand for which detail (`donkey`: donkey, âne). A word that is in no list, a name above
all, is known by how it begins to sound, which many spellings and both languages share (Wandjibé, Ouanjibe).
"""

import re
from functools import cache, lru_cache
from pathlib import Path

import yaml

from linking.words import folded, words_of
from schemas.annotation import ToldLanguage

LANGUAGES = ("en", "fr")
MONTHS = (
    "january", "february", "march_month", "april", "may_month", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
CALENDAR = frozenset({*MONTHS, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_FILE = Path(__file__).parent / "details.yaml"
_LETTERS = 5
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^[mn](?=[bdgkpt])", ""), ("ph", "f"), ("ou|oo|w", "u"), ("dj", "j"), ("qu|ck|[cq]", "k"), ("gu(?=[ei])", "g"),
        ("y", "i"), ("(?<=.)h", ""), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip
_SHORTEST_WORD = 3
_LONGEST_WORD = (
    60  # of a longer one only its beginning says anything, and Python reads no number of thousands of digits
)


def outline(text: str, language: str) -> tuple[str, ...]:
    """Return what `text` tells of, in its order; of a language without a list, the beginnings of its words alone."""
    found = (detail_of(word, language) for word in words_of(text))
    return tuple(detail for detail in found if detail)


@lru_cache(maxsize=100_000)
def detail_of(word: str, language: str) -> str:
    """Return what a folded word stands for, empty for a word too short to say anything."""
    word = word[:_LONGEST_WORD]
    exact, beginnings = _lists().get(language, ({}, {}))
    if word in exact:
        return exact[word]
    for length in range(len(word), 1, -1):
        if word[:length] in beginnings:
            return beginnings[word[:length]]
    if word.isdigit():
        return word.lstrip("0")
    return _sound(word)[:_LETTERS] if len(word) >= _SHORTEST_WORD else ""


def _sound(word: str) -> str:
    """Return a folded word with the spellings of one sound made one: ou and w, dj and j, c and k, doubled letters."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def shown(detail: str, language: ToldLanguage) -> str:
    """Return a detail as an analyst reads it: by its name or first French word; the beginning of a word is marked."""
    words = _listed().get(detail)
    if words is None:
        return detail if detail.isdigit() else f"{detail}…"
    return words[1].split()[0].rstrip("*") if language == "fr" else detail


@cache
def _listed() -> dict[str, tuple[str, str]]:
    """Return the words of each detail, in English and in French."""
    return {str(detail): tuple(words) for detail, words in yaml.safe_load(_FILE.read_text("utf-8")).items()}


@cache
def _lists() -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    """Return, per language, what whole words and what beginnings of words stand for."""
    lists: dict[str, tuple[dict[str, str], dict[str, str]]] = {language: ({}, {}) for language in LANGUAGES}
    for detail, words in _listed().items():
        for language, line in zip(LANGUAGES, words, strict=True):
            for word in folded(line).split():
                whole, beginnings = lists[language]
                (beginnings if word.endswith("*") else whole).setdefault(word.rstrip("*"), detail)
    return lists
