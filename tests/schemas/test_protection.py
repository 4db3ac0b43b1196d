"""Levels and sharing marks are ordered, and a derived item carries the strictest of its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.protection import (
    PROFILES,
    PROTECTED,
    Audience,
    Level,
    Profile,
    Tlp,
    highest_level,
    narrower,
    scope_named,
    stated_audience,
    strictest_tlp,
)

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


@given(st.sampled_from(Audience), st.sampled_from(Audience), st.sampled_from(list(PROFILES.values())))
def test_d34_whoever_may_not_see_one_of_two_audiences_may_not_see_what_is_for_both(
    left: Audience, right: Audience, profile: Profile
) -> None:
    both = narrower(left, right)
    assert both is narrower(right, left)
    assert (both in profile.audiences) == (left in profile.audiences and right in profile.audiences)


@given(st.sampled_from(Level), st.sampled_from(Audience), st.sampled_from(list(PROFILES.values())))
def test_a_scope_holds_nothing_that_one_of_its_readers_may_not_see(
    level: Level, audience: Audience, profile: Profile
) -> None:
    is_read = scope_named(level, audience) in profile.scopes
    assert is_read == (level in profile.levels and audience in profile.audiences)


@pytest.mark.parametrize(
    ("said", "audience"),
    [
        (None, None),
        (" public ", None),
        ("Humanitarian only", Audience.HUMANITARIAN),
        ("humanitaire", Audience.HUMANITARIAN),
        ("restricted", Audience.STAFF),
        ("?", Audience.STAFF),
    ],
)
def test_d34_a_row_s_own_word_on_sharing_is_taken_and_one_that_is_not_known_is_taken_for_the_narrowest(
    said: str | None, audience: Audience | None
) -> None:
    assert stated_audience(said) is audience
