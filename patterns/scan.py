"""Where signs gather beyond what reporting explains: a space-time scan with effort as denominator.

Kulldorff's scan statistic (1997), over each cell alone and with its neighbours, and over each of several last spans of
days. What is expected in a zone is its reports times the share of reports of that source type that tell of a sign; so
more patrols, or a hotline that only ever reports alarms, raise what is expected with what is seen. Chance is read from
permutations: the signs are dealt out anew among the reports of their source type, and the most striking zone of each
deal is kept. A zone must beat nearly all of these, so the chance that any false zone is shown is bounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import h3
import numpy as np

from patterns.expected import Numbers
from patterns.parameters import HotspotParameters

SEED = 20261128


@dataclass(frozen=True)
class Tally:
    """Reports and those with a sign, by source type, cell and span of days (the last, then each one before it)."""

    cells: tuple[str, ...]
    spans: tuple[int, ...]
    reports: Numbers
    signs: Numbers

    @property
    def expected(self) -> Numbers:
        """Signs to expect by cell and span, were they as common in every report of their source type."""
        together = self.reports.sum(axis=(1, 2))
        share = self.signs.sum(axis=(1, 2)) / np.maximum(together, 1)
        expected: Numbers = np.einsum("s,scd->cd", share, self.reports)
        return expected


@dataclass(frozen=True)
class Gathering:
    """A zone where more reports tell of signs than elsewhere, and the chance of so striking a zone anywhere."""

    cells: tuple[str, ...]
    days: int
    signs: int
    reports: int
    expected: float
    chance: float


def gatherings(tally: Tally, parameters: HotspotParameters) -> list[Gathering]:
    """Return the zones beyond chance, most striking first, none sharing a cell with another."""
    zones = zones_of(tally.cells)
    inside = np.array([[cell in zone for cell in tally.cells] for zone in zones], dtype=float)
    signs, expected = (cumulated(inside, each) for each in (tally.signs.sum(axis=0), tally.expected))
    enough = (signs >= parameters.least_signs) & (signs >= parameters.least_ratio * expected)
    if not enough.any():
        return []
    striking = likelihood_ratio(signs, expected, tally.signs.sum())
    by_chance = np.sort([
        likelihood_ratio(cumulated(inside, dealt), expected, tally.signs.sum()).max()
        for dealt in dealt_out(tally, parameters.permutations)
    ])  # fmt: skip
    reports = cumulated(inside, tally.reports.sum(axis=0))
    found: list[Gathering] = []
    for zone, span in sorted(np.argwhere(enough).tolist(), key=lambda at: (-striking[tuple(at)], at)):
        as_striking = len(by_chance) - np.searchsorted(by_chance, striking[zone, span] - 1e-9)
        chance = (1 + float(as_striking)) / (1 + len(by_chance))
        taken = {cell for each in found for cell in each.cells}
        if chance <= parameters.chance and not taken & set(zones[zone]):
            seen = int(signs[zone, span]), int(reports[zone, span]), float(expected[zone, span])
            found.append(Gathering(zones[zone], tally.spans[span], *seen, chance))
    return found


def zones_of(cells: Sequence[str]) -> list[tuple[str, ...]]:
    """Return each cell alone, and with its neighbours that have reports."""
    known = set(cells)
    around = [tuple(sorted(known & set(h3.grid_disk(cell, 1)))) for cell in cells]
    return list(dict.fromkeys([*((cell,) for cell in cells), *around]))


def cumulated(inside: Numbers, by_cell: Numbers) -> Numbers:
    """Return the counts of each zone over the last span, the last two, and so on, all days before them left out."""
    summed: Numbers = np.cumsum(inside @ by_cell[:, :-1], axis=1)
    return summed


def likelihood_ratio(signs: Numbers, expected: Numbers, all_signs: float) -> Numbers:
    """Return the logarithm of Kulldorff's ratio, 0 where no more was seen than expected."""
    outside, expected_outside = all_signs - signs, all_signs - expected
    with np.errstate(divide="ignore", invalid="ignore"):
        within = np.where(signs > 0, signs * np.log(signs / expected), 0.0)
        beyond = np.where(outside > 0, outside * np.log(outside / expected_outside), 0.0)
    ratio: Numbers = np.where(signs > expected + 1e-9, within + beyond, 0.0)
    return ratio


def dealt_out(tally: Tally, times: int) -> Numbers:
    """Return the signs by cell and span, dealt out so many times among the reports of their source type."""
    random = np.random.default_rng(SEED)
    shape = tally.reports.shape[1:]
    dealt = np.zeros((times, *shape))
    for reports, signs in zip(tally.reports, tally.signs, strict=True):
        hands = reports.astype(np.int64).ravel()
        dealt += random.multivariate_hypergeometric(hands, int(signs.sum()), size=times).reshape(times, *shape)
    return dealt
