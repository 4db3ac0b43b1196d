"""The products' own sentences, in English and French."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from schemas.annotation import ToldLanguage


@cache
def load_words(language: ToldLanguage) -> dict[str, Any]:
    """Return all sentences in `language`; both languages have the same keys."""
    text = files("products").joinpath("words.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.safe_load(text)[language]
    return words


def said(language: ToldLanguage, key: str, **values: object) -> str:
    """Return the sentence `key` (`risk.far`) with `values` filled in; the form for one or many goes by `n`."""
    words: Any = load_words(language)
    for part in key.split("."):
        words = words[part]
    if isinstance(words, list):
        words = words[0 if is_one(language, values["n"]) else 1]
    return str(words).format(**values)


def is_one(language: ToldLanguage, number: object) -> bool:
    """Return whether `number` takes the form for one: 1, and in French all below two."""
    return isinstance(number, int | float) and (number < 2 if language == "fr" else number == 1)


def day_text(day: date, language: ToldLanguage) -> str:
    """Return a day, or that of a moment, with its month as a word: `2 Mar 2026`."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {load_words(language)['months'][day.month - 1]} {day.year}"


def number_text(number: float, language: ToldLanguage) -> str:
    """Return `number` with one decimal at most, as the language writes it: `14`, `9.9`, `9,9`."""
    return f"{number:.1f}".removesuffix(".0").replace(".", load_words(language)["decimal"])
