"""What is usual for a series of counts, and how unlikely a new count is beside it."""

from collections.abc import Iterable, Sequence
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


@dataclass(frozen=True)
class Factor:
    """How many times the usual is to be expected for a reason that is known, and the variance of its logarithm."""

    ratio: float = 1.0
    log_variance: float = 0.0

    def times(self, other: "Factor") -> "Factor":
        """Return both reasons together."""
        return Factor(self.ratio * other.ratio, self.log_variance + other.log_variance)


NO_REASON = Factor()


def factor_of(here: int, here_periods: float, before: int, before_periods: float) -> Factor:
    """Return how many times as much as before was counted elsewhere at the same time, or here at that time of year.

    The ratio of what was counted to what the periods before let expect is shrunk as in Noren, Hopstadius and Bate 2013,
    so that small counts say little. It is never below one: it may explain a rise, it never makes one.
    """
    expected = before * here_periods / before_periods if before_periods else here
    ratio = (here + 0.5) / (expected + 0.5)
    return Factor(ratio, 1 / (here + 0.5) + 1 / (before + 0.5)) if ratio > 1 else NO_REASON


def common_spread(pasts: Iterable[Sequence[int]]) -> float:
    """Return by how much all series together vary more than Poisson counts: the squared coefficient of variation.

    It is the moment estimate of a negative binomial's over all of them. A dozen weeks of one series alone tell it so
    badly that three in ten calm missions would show a rise (docs/patterns.md).
    """
    known = [(fmean(past), variance(past), len(past)) for past in pasts if len(past) > 1]
    extra = sum(spread - mean for mean, spread, _ in known)
    squares = sum(mean**2 - spread / periods for mean, spread, periods in known)
    return max(0.0, extra / squares) if squares > 0 else 0.0


def compare(value: int, previous: Sequence[int], factor: Factor = NO_REASON, *, spread: float = 0.0) -> Comparison:
    """Return how `value` compares with the counts of at least two earlier periods, times a known `factor`.

    The predictive distribution of a Poisson count whose rate has a gamma prior (Jeffreys, shape 0.5) is a negative
    binomial (Gelman et al., Bayesian Data Analysis, 2.6). Where the past varies more than Poisson, its variance is
    multiplied by the ratio of variance to mean, as quasi-Poisson regression does (McCullagh and Nelder 1989), or by
    what the `spread` of all series together makes of it, if that is more. That mean and factor are only estimated adds
    to it (delta method).
    """
    total = sum(previous) + 0.5
    usual = total / len(previous)
    dispersion = max(1 + usual * spread, variance(previous) / usual)
    mean = usual * factor.ratio
    predictive_variance = mean * dispersion + mean**2 * (dispersion / total + factor.log_variance)
    return Comparison(value, fmean(previous) * factor.ratio, *_predicted(value, mean, predictive_variance))


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
