"""The desk's words: the same in both languages, and all there."""

from pathlib import Path
from typing import Any

import yaml

from desk.roles import ROLES
from desk.words import language_for

WORDS = yaml.safe_load((Path(__file__).parents[2] / "desk" / "words.yaml").read_text(encoding="utf-8"))


def shape(value: Any) -> Any:
    """Return the keys of a tree of words, and how many forms and which fillings each has."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shape(each) for each in value]
    return sorted({part.split("}")[0] for part in str(value).split("{")[1:]})


def test_both_languages_have_the_same_words() -> None:
    one, other = shape(WORDS["en"]), shape(WORDS["fr"])
    for words in (one, other):
        words.pop("other_language")
    assert forms_aside(one) == forms_aside(other)


def forms_aside(value: Any) -> Any:
    """Leave aside which of one and many names the number."""
    if isinstance(value, dict):
        return {key: forms_aside(each) for key, each in value.items()}
    return len(value) if value and isinstance(value[0], list) else value


def test_every_role_has_a_name() -> None:
    assert set(WORDS["en"]["roles"]) == set(ROLES)


def test_the_language_is_what_was_chosen_else_what_the_browser_asks_for() -> None:
    assert language_for("fr", "en") == "fr"
    assert language_for(None, "de-DE,fr-FR;q=0.8,en;q=0.5") == "fr"
    assert language_for("xx", "de") == "en"
