"""Levels and sharing marks are ordered, and a derived item carries the strictest of its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.protection import PROFILES, PROTECTED, Level, Profile, Tlp, highest_level, strictest_tlp

levels = st.lists(st.sampled_from(Level), min_size=1)
marks = st.lists(st.sampled_from(Tlp), min_size=1)


@given(levels, levels)
def test_d03_more_parts_never_lower_a_level(some: list[Level], more: list[Level]) -> None:
    order = list(Level)
    assert order.index(highest_level([*some, *more])) == max(map(order.index, (*some, *more)))
    assert highest_level([*some, *more]) == highest_level([highest_level(some), highest_level(more)])


@given(marks, marks)
def test_d19_more_parts_never_widen_sharing(some: list[Tlp], more: list[Tlp]) -> None:
    assert strictest_tlp([*some, *more]) == strictest_tlp([strictest_tlp(some), strictest_tlp(more)])
    assert strictest_tlp([*some, Tlp.RED]) is Tlp.RED


def test_the_words_of_a_level_do_not_decide_its_order() -> None:
    assert highest_level([Level.UNCLASSIFIED, Level.CONFIDENTIAL]) is Level.CONFIDENTIAL
    assert highest_level([Level.STRICTLY_CONFIDENTIAL, Level.UNCLASSIFIED]) is Level.STRICTLY_CONFIDENTIAL
    assert strictest_tlp([Tlp.AMBER, Tlp.GREEN]) is Tlp.AMBER
    assert strictest_tlp([Tlp.AMBER_STRICT, Tlp.AMBER]) is Tlp.AMBER_STRICT


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_a_profile_sees_every_level_below_its_highest(profile: Profile) -> None:
    assert profile.levels == tuple(Level)[: len(profile.levels)]


def test_one_profile_sees_all() -> None:
    assert PROTECTED.levels == tuple(Level)
