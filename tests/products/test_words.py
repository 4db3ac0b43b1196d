from typing import Any, get_args

import pytest

from products.words import day_text, load_words, number_text, said
from schemas.annotation import Assertion, ToldLanguage
from schemas.products import Part
from schemas.protection import Level
from schemas.warning import AlertLevel, WarningStatus
from tests.briefing.test_words import leaves, shape
from tests.factories import START, moment

LANGUAGES: tuple[ToldLanguage, ...] = get_args(ToldLanguage)


def blanks(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}


def test_every_language_has_the_same_keys_and_as_many_forms() -> None:
    assert shape(load_words("en")) == shape(load_words("fr"))


def test_no_word_is_empty_and_the_blanks_are_the_same() -> None:
    for english, french in zip(leaves(load_words("en")), leaves(load_words("fr")), strict=True):
        assert english.strip()
        assert french.strip()
        assert blanks(english) == blanks(french), english


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_the_contracts_has_a_word(language: ToldLanguage) -> None:
    words: dict[str, Any] = load_words(language)
    assert words["levels"].keys() == set(AlertLevel)
    assert words["markings"].keys() == set(Level)
    assert words["statuses"].keys() == set(Assertion)
    assert words["life"].keys() == set(get_args(WarningStatus))
    assert words["temperature"]["parts"].keys() == set(get_args(Part))
    assert len(words["months"]) == 12


@pytest.mark.parametrize(
    ("language", "n", "form"), [("en", 0, 1), ("en", 1, 0), ("en", 2, 1), ("fr", 0, 0), ("fr", 2, 1)]
)
def test_the_form_for_one_and_many(language: ToldLanguage, n: int, form: int) -> None:
    assert said(language, "gaps.more", n=n) == load_words(language)["gaps"]["more"][form].format(n=n)


def test_a_day_has_its_month_as_a_word() -> None:
    assert (day_text(START, "en"), day_text(START, "fr")) == ("2 Mar 2026", "2 mars 2026")
    assert day_text(moment(-1), "fr") == "1er mars 2026"


@pytest.mark.parametrize(("number", "english", "french"), [(14.0, "14", "14"), (9.94, "9.9", "9,9"), (0.04, "0", "0")])
def test_numbers_are_written_as_the_language_does(number: float, english: str, french: str) -> None:
    assert (number_text(number, "en"), number_text(number, "fr")) == (english, french)


def test_french_has_unbreakable_spaces_before_its_signs() -> None:
    for text in leaves(load_words("fr")):
        assert not any(f" {mark}" in text for mark in ":;?!"), text
