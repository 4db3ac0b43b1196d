"""Events to expect in each cell in the next period: a sum of what its own past and its neighbours add, part by part.

A self-exciting count model (Hawkes 1971; Mohler et al. 2011): every past event adds a little to its own cell and to
those around it, and less as it grows older. How much each part adds is estimated on past periods alone, by
maximum likelihood for Poisson counts (expectation and maximisation: Veen and Schoenberg 2008), so no weight is
negative and the answer adds up: 4 expected, of which 3 by the last week, 1 by the neighbours.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

Numbers = NDArray[np.float64]

EARTH_KM = 6371.0
WEEK_DAYS, MONTH_DAYS, YEAR_DAYS = 7, 30, 365
HALF_LIVES_DAYS = (WEEK_DAYS, MONTH_DAYS, YEAR_DAYS)
"""Fighting of days, of weeks, and of seasons; the weights choose between them, so more of them changed little."""
NEAR_KM = 40.0
"""Width of the neighbourhood (standard deviation): most armed groups move no further in a few days on foot."""
REGION_KM = 120.0
"""Width of the region: where nothing happened near, a war in the region still tells more than none."""
PARTS = (
    *("own week", "own month", "own year", "own past"),
    *("near month", "near year", "near past"),
    *("region year", "region past"),
    "anywhere",
)
ROUNDS = 100
"""Of expectation and maximisation; more changed no figure."""


@dataclass(frozen=True)
class Counts:
    """Events by day (an ordinal) and cell (its place in the list of cells), in order of day."""

    day: NDArray[np.int64]
    cell: NDArray[np.int64]
    events: Numbers

    def between(self, since: int, until: int) -> "Counts":
        """Return what happened from day `since` on, before day `until`."""
        part = slice(*np.searchsorted(self.day, (since, until)))
        return Counts(self.day[part], self.cell[part], self.events[part])

    def by_cell(self, cells: int, weights: Numbers | float = 1.0) -> Numbers:
        """Return the sum of each cell, each event counting its weight."""
        return np.bincount(self.cell, self.events * weights, minlength=cells).astype(np.float64)


class Surroundings(NamedTuple):
    """How much of a cell's events counts for each other cell, in its neighbourhood and in its region."""

    near: csr_array
    region: csr_array


@dataclass(frozen=True)
class Period:
    """What was known of each cell when a period began (a column for each part), and the events it then had."""

    since: int
    parts: Numbers
    happened: Numbers


def nearness(latitudes: Sequence[float], longitudes: Sequence[float], *, width_km: float, own: bool) -> csr_array:
    """Return how much of a cell's events counts for each other cell: a Gaussian that sums to 1; without its `own`."""
    latitude, longitude = np.radians(latitudes), np.radians(longitudes)
    flat = np.cos(latitude)
    points = EARTH_KM * np.column_stack((flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)))
    pairs = cKDTree(points).query_pairs(3 * width_km, output_type="ndarray")
    one, other = np.concatenate((pairs, pairs[:, ::-1])).T
    distance_km = np.linalg.norm(points[one] - points[other], axis=1)
    weights = np.exp(-(distance_km**2) / (2 * width_km**2))
    if own:
        each = np.arange(len(points))
        one, other, weights = (np.concatenate(both) for both in ((one, each), (other, each), (weights, each * 0 + 1.0)))
    sums = np.bincount(one, weights, minlength=len(points))
    return csr_array((weights / sums[one], (one, other)), shape=(len(points), len(points)))


def surroundings(latitudes: Sequence[float], longitudes: Sequence[float]) -> Surroundings:
    """Return the neighbourhood and the region of each cell, without itself."""
    near, region = (nearness(latitudes, longitudes, width_km=km, own=False) for km in (NEAR_KM, REGION_KM))
    return Surroundings(near, region)


def periods(counts: Counts, starts: Sequence[int], around: Surroundings) -> Iterator[Period]:
    """Yield each period between `starts` with what was known when it began, in order; the first knows nothing."""
    cells = around.near.shape[0]
    fading, ever = np.zeros((cells, len(HALF_LIVES_DAYS))), np.zeros(cells)
    for since, until in pairwise(starts):
        now = counts.between(since, until)
        happened = now.by_cell(cells)
        yield Period(since, parts_of(fading, ever, around, known_days=since - starts[0]), happened)
        ever = ever + happened
        for column, half_life in enumerate(HALF_LIVES_DAYS):
            new = now.by_cell(cells, 0.5 ** ((until - now.day) / half_life))
            fading[:, column] = fading[:, column] * 0.5 ** ((until - since) / half_life) + new


def parts_of(fading: Numbers, ever: Numbers, around: Surroundings, *, known_days: int) -> Numbers:
    """Return the parts as events a month, a column for each of `PARTS`."""
    rates = fading * MONTH_DAYS * np.log(2) / np.array(HALF_LIVES_DAYS)
    own = np.column_stack((rates, ever * MONTH_DAYS / max(known_days, MONTH_DAYS)))
    return np.column_stack((own, around.near @ own[:, 1:], around.region @ own[:, 2:], np.full(len(ever), 0.01)))


@dataclass
class Experience:
    """What the weights are estimated on: periods past, older ones fading; cells without events only as sums."""

    kept_share: float = 1.0
    total: Numbers = field(default_factory=lambda: np.zeros(len(PARTS)))
    parts: list[Numbers] = field(default_factory=list)
    happened: list[Numbers] = field(default_factory=list)

    def add(self, parts: Numbers, happened: Numbers) -> None:
        """Learn what happened in the cells of one period; `kept_share` is what a period counts beside the next one."""
        active = happened > 0
        self.total = self.total * self.kept_share + parts.sum(axis=0)
        self.parts.append(parts[active])
        self.happened.append(happened[active])

    def weights(self) -> Numbers:
        """Return how much each part adds, by maximum likelihood; nothing yet happened gives zeros."""
        ages = np.repeat(np.arange(len(self.parts))[::-1], [len(each) for each in self.happened])
        if not len(ages):
            return np.zeros(len(PARTS))
        parts, counted = np.concatenate(self.parts), np.concatenate(self.happened) * self.kept_share**ages
        usable = np.where(self.total > 0, self.total, np.inf)
        weights: Numbers = counted.sum() / len(PARTS) / usable
        for _ in range(ROUNDS):
            weights = weights * (parts.T @ (counted / np.maximum(parts @ weights, 1e-12))) / usable
        return weights
