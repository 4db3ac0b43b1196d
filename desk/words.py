"""The desk's own words in each language, with those that the briefing uses for levels, grades and statuses."""

from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

import yaml

from briefing import words as briefing_words

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Words = dict[str, Any]


@cache
def load_words(language: Language) -> Words:
    """Return the desk's words in `language`; under `b` those of the briefing."""
    text = files("desk").joinpath("words.yaml").read_text(encoding="utf-8")
    words: Words = yaml.safe_load(text)[language]
    return words | {"b": briefing_words.load_words(language), "language": language}


def language_for(chosen: str | None, accepted: str) -> Language:
    """Return the language that a user chose, else the first of ours that the browser asks for, else English."""
    asked = [chosen or "", *(part.split(";")[0].strip()[:2].lower() for part in accepted.split(","))]
    return next((language for each in asked for language in LANGUAGES if each == language), "en")
