"""A note says what is asked of whom, is marked, and holds nothing that leads to those who spoke."""

from typing import Any, get_args

import pytest

from delivery.note import announce, load_words, note_text, write_note
from schemas.annotation import ToldLanguage
from schemas.delivery import Note
from schemas.warning import AlertLevel, WhatIssued
from tests.delivery.made import AREA, MISSION, channel, entry
from tests.factories import make_evidence, make_warning, moment

SIGN = make_evidence(
    quote="the tall woman at the third well told us", place_name="Kanvi-Well", key="patrol-notes:TS:SECRET/1",
    originator="reporter-77",
)  # fmt: skip
WARNING = make_warning(area=AREA, evidence=(SIGN,), acknowledge_by=moment(14.5), act_by=moment(15))


def written(language: ToldLanguage = "en", **fields: Any) -> Note:
    told = entry(WARNING.model_copy(update=fields))
    to = channel(language=language, to="post@kanvi.example", kind="email")
    return write_note(told, to, mission=MISSION, sign_names={"ABD-01": "abduction of girls"}, now=moment(14.1))


def leaves(words: Any, path: str = "") -> dict[str, str]:
    if isinstance(words, str):
        return {path: words}
    rows = words.items() if isinstance(words, dict) else enumerate(words)
    return {key: word for name, part in rows for key, word in leaves(part, f"{path}.{name}").items()}


def test_both_languages_have_the_same_words_and_blanks() -> None:
    english, french = leaves(load_words("en")), leaves(load_words("fr"))
    assert english.keys() == french.keys()
    for key, word in english.items():
        assert word.count("{") == french[key].count("{"), key


def test_every_change_and_level_has_its_words() -> None:
    assert set(load_words("en")["whats"]) == set(get_args(WhatIssued))
    assert set(load_words("en")["levels"]) == {level.value for level in AlertLevel}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_d39_a_note_is_marked_above_and_below_and_says_for_whom_and_when(language: ToldLanguage) -> None:
    text = note_text(written(language), language)
    assert text.splitlines()[0] == text.splitlines()[-1]
    assert "CONFIDENTI" in text.splitlines()[0]
    assert "TLP:AMBER" in text
    assert "post@kanvi.example" in text
    assert "16/03/2026 08:24 UTC" in text


def test_a_note_asks_for_an_answer_until_it_has_one() -> None:
    assert "acknowledge by 16/03/2026 18:00 UTC" in note_text(written(), "en")
    assert "acknowledge by" not in note_text(written(status="stepped_down"), "en")
    assert WARNING.open_question in note_text(written(), "en")
    assert WARNING.open_question not in note_text(written(answer="harvest"), "en")


def test_no_word_of_a_source_and_nothing_that_leads_to_it_is_in_a_note() -> None:
    text = note_text(written(), "en")
    for secret in (SIGN.quote, SIGN.place_name, SIGN.key, SIGN.originator):
        assert secret not in text
    assert "abduction of girls (ABD-01)" in text


def test_an_announcement_says_nothing_of_the_warning_but_that_it_stands() -> None:
    note = announce(entry(WARNING), channel(), mission=MISSION, now=moment(14.1))
    text = note_text(note, "en")
    for said in (WARNING.statement, AREA.name, WARNING.alert_level.value, "ABD-01"):
        assert said not in text
    assert WARNING.id in text
