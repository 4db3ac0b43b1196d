"""Ids are the same for ever, and an error repeats no value."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas.base import Item, day_of, stable_id

words = st.text(alphabet=st.characters(exclude_characters="\x1f"))


@given(st.lists(words, max_size=4))
def test_an_id_can_stand_in_a_link(parts: list[str]) -> None:
    assert re.fullmatch("[0-9a-f]{24}", stable_id(*parts))


@given(st.lists(words, min_size=1, max_size=4), st.lists(words, min_size=1, max_size=4))
def test_only_the_same_parts_have_the_same_id(some: list[str], others: list[str]) -> None:
    assert (stable_id(*some) == stable_id(*others)) == (some == others)


def test_an_id_never_changes() -> None:
    assert stable_id("patrol-notes", "TS-ALPHA:PTRL/0412") == "74501f0f70f86a502f18150c"


def test_half_a_character_has_an_id() -> None:
    assert stable_id("\ud83d") != stable_id("\ud83e")


def test_an_error_repeats_no_value() -> None:
    class Told(Item):
        number: int

    with pytest.raises(ValidationError) as raised:
        Told.model_validate({"number": "Zélinda"})
    assert "Zélinda" not in str(raised.value)


def test_a_day_is_written_as_a_date() -> None:
    assert day_of(datetime(2026, 3, 2, 23, 59, tzinfo=UTC)) == "2026-03-02"
