"""Events to expect: against a slow computation by definition, and against weights that were planted."""

import math

import numpy as np
import pytest

from patterns.expected import (
    HALF_LIVES_DAYS,
    NEAR_KM,
    PARTS,
    REGION_KM,
    Counts,
    Experience,
    nearness,
    periods,
    surroundings,
)
from schemas.geography import Position, distance_km

SIDE = 4
CENTRES = [Position(11 + row / 2, 2 + column / 2) for row in range(SIDE) for column in range(SIDE)]
STARTS = [0, 31, 59, 90, 120]


AROUND = surroundings(*zip(*CENTRES, strict=True))


def near_of(*, own: bool = False):
    return nearness(*zip(*CENTRES, strict=True), width_km=NEAR_KM, own=own)


def made(random: np.random.Generator, events: int = 200) -> Counts:
    day = np.sort(random.integers(0, STARTS[-1], events))
    return Counts(day, random.integers(0, len(CENTRES), events), np.ones(events))


def slow_parts(counts: Counts, until: int, known_days: int) -> np.ndarray:
    """Return the parts of each cell, event by event, by their definition."""
    own = np.zeros((len(CENTRES), 4))
    for day, cell in zip(counts.day, counts.cell, strict=True):
        if day < until:
            for column, half_life in enumerate(HALF_LIVES_DAYS):
                own[cell, column] += 0.5 ** ((until - day) / half_life) * 30 * math.log(2) / half_life
            own[cell, 3] += 30 / max(known_days, 30)
    around = [slow_mean(own, width_km) for width_km in (NEAR_KM, REGION_KM)]
    return np.column_stack((own, around[0][:, 1:], around[1][:, 2:], np.full(len(CENTRES), 0.01)))


def slow_mean(own: np.ndarray, width_km: float) -> np.ndarray:
    """Return the weighted mean of the other cells of each, by the definition of a Gaussian cut at three widths."""
    found = np.zeros_like(own)
    for one, here in enumerate(CENTRES):
        reach = {
            other: math.exp(-(distance_km(here, there) ** 2) / (2 * width_km**2))
            for other, there in enumerate(CENTRES)
            if other != one and distance_km(here, there) <= 3 * width_km
        }
        for other, weight in reach.items():
            found[one] += weight / sum(reach.values()) * own[other]
    return found


@pytest.mark.parametrize("seed", range(5))
def test_parts_and_counts_are_those_of_the_slow_computation(seed: int) -> None:
    counts = made(np.random.default_rng(seed))
    for period, until in zip(periods(counts, STARTS, AROUND), STARTS[1:], strict=True):
        slow = slow_parts(counts, period.since, period.since - STARTS[0])
        np.testing.assert_allclose(period.parts, slow, rtol=1e-3)
        in_period = (counts.day >= period.since) & (counts.day < until)
        np.testing.assert_array_equal(period.happened, np.bincount(counts.cell[in_period], minlength=len(CENTRES)))


def test_nothing_of_a_period_is_known_when_it_begins() -> None:
    counts = made(np.random.default_rng(1))
    early = counts.between(0, STARTS[2])
    whole, cut = (list(periods(each, STARTS, AROUND))[2].parts for each in (counts, early))
    np.testing.assert_array_equal(whole, cut)


def test_a_kernel_sums_to_one_and_an_own_cell_counts_only_where_asked() -> None:
    np.testing.assert_allclose(near_of(own=True).sum(axis=1), 1)
    assert near_of().diagonal().sum() == 0
    assert (near_of(own=True).diagonal() > 0).all()


def test_a_cell_without_neighbours_has_only_itself() -> None:
    alone = nearness([0.0, 40.0], [0.0, 40.0], width_km=NEAR_KM, own=False)
    assert alone.nnz == 0


def test_planted_weights_are_found() -> None:
    random = np.random.default_rng(3)
    planted = np.array([0.5, 0, 0, 0.3, 0, 0.2, 0, 0, 0.1, 10.0])
    learned = Experience()
    for _ in range(300):
        parts = random.gamma(0.5, 4, size=(50, len(PARTS)))
        parts[:, -1] = 0.01
        learned.add(parts, random.poisson(parts @ planted).astype(float))
    np.testing.assert_allclose(learned.weights()[:-1], planted[:-1], atol=0.03)


def test_weights_maximise_the_likelihood_of_all_cells_those_without_events_too() -> None:
    random = np.random.default_rng(4)
    parts = random.gamma(1, 1, size=(400, len(PARTS)))
    happened = random.poisson(parts @ np.full(len(PARTS), 0.1)).astype(float)
    learned = Experience()
    learned.add(parts, happened)

    def likelihood(weights: np.ndarray) -> float:
        expected = parts @ weights
        return float((happened * np.log(expected) - expected).sum())

    best = learned.weights()
    assert best.min() >= 0
    for part in range(len(PARTS)):
        for factor in (0.8, 1.25):
            other = best.copy()
            other[part] *= factor
            assert likelihood(other) <= likelihood(best) + 0.01


def test_what_is_older_counts_less() -> None:
    new_only, fading = Experience(), Experience(kept_share=0.01)
    parts = np.eye(len(PARTS))
    for happened in (np.arange(10.0) + 1, np.ones(10)):
        fading.add(parts, happened)
    new_only.add(parts, np.ones(10))
    np.testing.assert_allclose(fading.weights(), new_only.weights(), rtol=0.1)


def test_without_any_event_nothing_is_expected() -> None:
    learned = Experience()
    learned.add(np.ones((3, len(PARTS))), np.zeros(3))
    assert not learned.weights().any()
    assert not Experience().weights().any()
