"""Pauses of streams with a known rhythm: ordinary ones stay unsaid at the stated rate, long ones are seen."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import accumulate

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.parameters import SilenceParameters
from patterns.streams import Stream, is_down, is_silent, past_their_rhythm, pause_probability

PARAMETERS = SilenceParameters()
FIRST = date(2026, 1, 5)
SEEDS, GAPS = 3000, 12


def stream(gaps: list[int], *, name: str = "TS-ALPHA", topic: str = "patrol-notes") -> Stream:
    days = tuple(FIRST + timedelta(days=each) for each in accumulate(gaps, initial=0))
    return Stream("originator", topic, name, days)


def after(days: int, of: Stream) -> date:
    return of.days[-1] + timedelta(days=days)


def said(of: list[Stream], today: date, **expected_days: float) -> list[str]:
    found = past_their_rhythm(of, today=today, parameters=PARAMETERS, expected_days=expected_days)
    return [each.name for each in found]


@pytest.mark.parametrize(
    "draw",
    [
        lambda random: random.integers(6, 9, GAPS + 1),
        lambda random: 1 + random.poisson(3, GAPS + 1),
        lambda random: numpy.ceil(random.exponential(5, GAPS + 1)),
        lambda random: numpy.ceil(random.lognormal(1.5, 0.7, GAPS + 1)),
    ],
    ids=["weekly", "every few days", "at random", "bursts"],
)
def test_ordinary_pauses_are_called_silence_no_more_often_than_stated(
    draw: Callable[[numpy.random.Generator], Iterable[float]],
) -> None:
    """Measured over 3000 pauses: 0, 0.2, 0.4 and 1.1 %; one in a hundred is stated."""
    called = 0
    for seed in range(SEEDS):
        *gaps, pause = (int(each) for each in draw(numpy.random.default_rng(seed)))
        called += pause_probability(gaps, pause, least_spread=PARAMETERS.least_spread) <= PARAMETERS.chance
    assert called <= 1.3 * PARAMETERS.chance * SEEDS


@pytest.mark.parametrize(("gaps", "days"), [([7] * 8, 17), ([1] * 12, 3), ([2, 3, 1, 4, 2, 3, 2, 1], 12)])
def test_a_silence_is_seen_within_days_of_what_is_due(gaps: list[int], days: int) -> None:
    regular = stream(gaps)
    assert not is_silent(regular, after(max(gaps), regular), PARAMETERS)
    assert is_silent(regular, after(days, regular), PARAMETERS)


def test_few_gaps_say_nothing_and_who_left_is_no_news() -> None:
    assert not is_silent(stream([7] * 4), after(40, stream([7] * 4)), PARAMETERS)
    assert not is_silent(stream([7] * 9), after(60, stream([7] * 9)), PARAMETERS)


def test_one_silent_base_among_others_is_said() -> None:
    alpha, bravo = stream([2] * 20), stream([2] * 27, name="TS-BRAVO")
    assert said([alpha, bravo], after(14, alpha)) == ["TS-ALPHA"]


def test_all_of_a_system_silent_is_a_system_that_is_down() -> None:
    alpha, bravo = stream([2] * 20), stream([2] * 20, name="TS-BRAVO")
    today = after(14, alpha)
    assert is_down([alpha, bravo], "patrol-notes", today, PARAMETERS)
    assert said([alpha, bravo], today) == []
    assert said([alpha, bravo, stream([2] * 20, name="CLINIC", topic="clinic")], today) == ["CLINIC"]


def test_the_missions_own_rhythm_gives_more_time() -> None:
    alpha, bravo = stream([2] * 20), stream([2] * 27, name="TS-BRAVO")
    assert said([alpha, bravo], after(14, alpha), **{"TS-ALPHA": 14.0}) == []


@given(st.lists(st.integers(1, 30), min_size=5, max_size=20), st.integers(1, 60))
def test_longer_pauses_are_less_likely_and_order_does_not_matter(gaps: list[int], pause: int) -> None:
    chance = pause_probability(gaps, pause, least_spread=0.25)
    assert 0 <= pause_probability(gaps, pause + 1, least_spread=0.25) <= chance <= 1
    assert pause_probability(sorted(gaps), pause, least_spread=0.25) == pytest.approx(chance)
