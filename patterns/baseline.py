"""What is usual for a series of counts, and how unlikely a new count is beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean, variance

from scipy.stats import false_discovery_control, nbinom


@dataclass(frozen=True)
class Comparison:
    """A count beside its own past: the usual, its 90 % range, and the chance of as many or more by chance alone."""

    value: int
    usual: float
    low: int
    high: int
    tail_probability: float


def compare(value: int, previous: Sequence[int]) -> Comparison:
    """Return how `value` compares with the counts of at least two earlier periods.

    The predictive distribution of a Poisson count whose rate has a gamma prior (Jeffreys, shape 0.5) is a negative
    binomial (Gelman et al., Bayesian Data Analysis, 2.6). Where the past varies more than Poisson, its variance is
    multiplied by the ratio of variance to mean, as quasi-Poisson regression does (McCullagh and Nelder 1989).
    """
    periods = len(previous)
    mean = (sum(previous) + 0.5) / periods
    dispersion = max(1.0, variance(previous) / mean)
    predictive_variance = mean * dispersion * (1 + 1 / periods)
    return Comparison(value, fmean(previous), *_predicted(value, mean, predictive_variance))


@lru_cache(maxsize=65536)  # daily steps compare the same weeks again and again
def _predicted(value: int, mean: float, variance_of_new: float) -> tuple[int, int, float]:
    """Return the 90 % range of the negative binomial of this mean and variance, and the chance of `value` or more."""
    shape = mean**2 / (variance_of_new - mean), mean / variance_of_new
    low, high = (int(bound) for bound in nbinom.ppf([0.05, 0.95], *shape))
    return low, high, float(nbinom.sf(value - 1, *shape))


def significant(comparisons: Sequence[Comparison], *, false_discovery_rate: float, least_ratio: float) -> list[bool]:
    """Return which comparisons show a rise that is rare by chance and large enough to matter.

    All are judged together: of those shown, at most the share `false_discovery_rate` is expected to be chance
    (Benjamini and Hochberg 1995).
    """
    if not comparisons:
        return []
    adjusted = false_discovery_control([each.tail_probability for each in comparisons])
    return [
        bool(probability <= false_discovery_rate) and each.value >= least_ratio * each.usual
        for probability, each in zip(adjusted, comparisons, strict=True)
    ]
