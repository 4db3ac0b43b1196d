import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from patterns.baseline import Comparison, compare, significant

SEEDS = 500
SERIES, WEEKS, USUAL = 12, 8, 20.0
RULES = {"false_discovery_rate": 0.05, "least_ratio": 1.5}


def district(seed: int, *, factor: float) -> list[bool]:
    """Return which of 12 series of 8 Poisson weeks are found to rise in week 9, the first of them by `factor`."""
    random = numpy.random.default_rng(seed)
    past = random.poisson(USUAL, (SERIES, WEEKS)).tolist()
    week = random.poisson([USUAL * factor] + [USUAL] * (SERIES - 1)).tolist()
    return significant([compare(value, series) for value, series in zip(week, past, strict=True)], **RULES)


def test_false_alarms_are_as_rare_as_promised() -> None:
    """Measured: 10 of 500 districts (2 %) show any rise where there is none; 5 % are allowed."""
    alarms = sum(any(district(seed, factor=1)) for seed in range(SEEDS))
    assert alarms <= 0.05 * SEEDS


def test_most_doublings_are_found_in_their_first_week() -> None:
    """Measured: 364 of 500 (73 %), in one series of twelve."""
    found = sum(district(seed, factor=2)[0] for seed in range(SEEDS))
    assert found >= 0.7 * SEEDS


def test_the_tail_is_that_of_poisson_where_the_past_is_long() -> None:
    past = poisson(20).rvs(5000, random_state=1).tolist()
    assert compare(30, past).tail_probability == pytest.approx(poisson(20).sf(29), rel=0.15)


def test_a_past_that_swings_makes_a_high_count_less_surprising() -> None:
    steady, swinging = compare(40, [20, 21, 19, 20, 22, 18]), compare(40, [5, 36, 20, 4, 35, 20])
    assert steady.usual == swinging.usual
    assert steady.tail_probability < swinging.tail_probability / 10
    assert swinging.high > steady.high


def test_a_past_of_zeros_says_little() -> None:
    assert compare(1, [0, 0, 0, 0]).tail_probability > 0.05


def test_many_tests_ask_for_rarer_counts() -> None:
    one, ordinary = compare(33, [20] * 8), compare(20, [20] * 8)
    assert significant([one], **RULES) == [True]
    assert significant([one] + [ordinary] * 40, **RULES) == [False] * 41


def test_a_certain_but_small_rise_is_left_out() -> None:
    assert significant([compare(1300, [1000] * 8)], **RULES) == [False]


def test_nothing_to_test() -> None:
    assert significant([], **RULES) == []


@given(st.lists(st.integers(0, 500), min_size=2, max_size=12), st.integers(0, 500))
def test_comparisons_are_probabilities_and_ranges(past: list[int], value: int) -> None:
    found: Comparison = compare(value, past)
    assert 0 <= found.tail_probability <= 1
    assert 0 <= found.low <= found.high
    assert found.tail_probability >= compare(value + 1, past).tail_probability
