import re
from datetime import timedelta
from importlib.resources import files
from typing import Any, get_args

import pytest

from briefing.families import MARKS
from briefing.words import Language, counted, day_text, days_between, late_text, load_words, moment_text, span_text
from schemas.annotation import Assertion
from schemas.landing import Fate
from schemas.linkage import LinkStatus
from schemas.protection import Level
from schemas.source import Reliability, SourceType
from schemas.warning import AlertLevel, WhatDecided, WhatIssued
from tests.factories import START, moment

LANGUAGES: tuple[Language, ...] = get_args(Language)


def shape(words: Any) -> Any:
    if isinstance(words, dict):
        return {key: shape(value) for key, value in words.items()}
    return len(words) if isinstance(words, list) else "text"


def leaves(words: Any) -> list[str]:
    if isinstance(words, dict):
        return [leaf for value in words.values() for leaf in leaves(value)]
    return [leaf for value in words for leaf in leaves(value)] if isinstance(words, list) else [words]


def test_every_language_has_the_same_keys_and_as_many_forms() -> None:
    assert shape(load_words("en")) == shape(load_words("fr"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty_and_the_blanks_are_the_same(language: Language) -> None:
    for word, english in zip(leaves(load_words(language)), leaves(load_words("en")), strict=True):
        assert word.strip()
        for blank in ("{n}", "{id}", "{day}", "{reliability}", "{credibility}"):
            assert (blank in word) == (blank in english), word


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_the_contracts_has_a_word(language: Language) -> None:
    words = load_words(language)
    assert words["levels"].keys() == set(Level)
    assert words["alert"].keys() == set(AlertLevel)
    assert words["assertion"].keys() == set(Assertion)
    assert words["source_types"].keys() == set(SourceType)
    assert words["reliability"].keys() == set(Reliability)
    assert words["fates"].keys() == set(get_args(Fate))
    assert words["threads"]["status"].keys() == set(get_args(LinkStatus))
    assert words["history"].keys() == {*get_args(WhatIssued), *get_args(WhatDecided)}
    assert words["families"].keys() == {*MARKS, "BASE"}
    assert words["credibility"].keys() == set(range(1, 7))
    assert len(words["months"]) == 12


def test_dates_are_written_with_the_month_as_a_word() -> None:
    assert day_text(START, load_words("en")) == "2 Mar 2026"
    assert day_text(START, load_words("fr")) == "2 mars 2026"
    assert moment_text(START, load_words("en")) == "2 Mar 2026 06:00 UTC"


def test_a_span_names_the_year_where_it_changes() -> None:
    words = load_words("en")
    assert span_text(START, START, words) == "2 Mar 2026"
    assert span_text(START, moment(14), words) == "2 Mar – 16 Mar 2026"
    assert span_text(START, moment(330), words) == "2 Mar 2026 – 26 Jan 2027"


def test_french_has_one_below_two_and_english_only_at_one() -> None:
    forms = ["{n} one", "{n} many"]
    assert [counted(number, forms, "en") for number in (0, 1, 2)] == ["0 many", "1 one", "2 many"]
    assert [counted(number, forms, "fr") for number in (0, 1.5, 2.0)] == ["0 one", "1.5 one", "2 many"]


def test_days_between_counts_whole_days() -> None:
    assert days_between(START, START + timedelta(days=2, hours=23)) == 2


def test_lateness_is_told_in_hours_up_to_two_days_then_in_days() -> None:
    words = load_words("en")
    told = [late_text(timedelta(hours=hours), words, "en") for hours in (1, 47, 48, 80)]
    assert told == ["1 hour late", "47 hours late", "2 days late", "3 days late"]


@pytest.mark.parametrize(("language", "word"), [("en", "alleged"), ("fr", "allégué")])
def test_d28_what_a_source_states_is_called_alleged(language: Language, word: str) -> None:
    assert load_words(language)["assertion"]["affirmed"] == word


@pytest.mark.parametrize(("language", "said"), [("en", "not prevalence"), ("fr", "pas une prévalence")])
def test_d29_every_picture_says_that_reports_are_no_prevalence(language: Language, said: str) -> None:
    pictures = [
        re.search(r"<figcaption>\{\{ w\.(\w+)\.(\w+)", picture)
        for template in (files("briefing") / "templates").iterdir()
        for picture in template.read_text("utf-8").split("<figure")[1:]
    ]
    assert len(pictures) >= 4
    for found in pictures:
        assert found
        assert said in load_words(language)[found[1]][found[2]]
