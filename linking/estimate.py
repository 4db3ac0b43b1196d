"""Estimates m and u of every level, from pairs that people labelled and, by expectation and maximisation, from others.

Fellegi and Sunter 1969; Winkler, "Using the EM algorithm for weight computation" (1988). Levels that were seen rarely
lean on what was judged beforehand.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log2
from typing import NamedTuple

from linking.comparisons import COMPARISONS
from linking.judged import COUNTED, JUDGED
from schemas.annotation import Event
from schemas.linkage import MatchLevel

_JUDGED = (6, 30)
"""What was judged counts as much as so many pairs: other missions are denser than what can be labelled by hand."""

_JUDGED_PRIOR = 0.05
_MOST_PRIOR = 0.3

_ROUNDS = 30

Levels = tuple[tuple[str, str], ...]
Table = dict[str, dict[str, MatchLevel]]


class Compared(NamedTuple):
    """One pair: the level of each comparison that found both values, and whether it is one incident, None unknown."""

    levels: Levels
    is_match: bool | None


class Estimate(NamedTuple):
    """The levels, the share of matches, and how many pairs stand behind m and u."""

    levels: Table
    prior: float
    matches: float
    others: float


def compare(left: Event, right: Event, is_match: bool | None) -> Compared:
    """Return the levels of a pair."""
    left, right = sorted((left, right), key=lambda event: event.id)
    found = ((name, comparison(left, right)) for name, comparison in COMPARISONS.items())
    return Compared(tuple((name, finding.level) for name, finding in found if finding is not None), is_match)


def estimate(pairs: Sequence[Compared], *, prior: float = _JUDGED_PRIOR) -> Estimate:
    """Return what the pairs say; labelled ones count as they are, the others as likely as the levels make them."""
    found = Estimate(JUDGED, prior, 0, 0)
    unlabelled = any(pair.is_match is None for pair in pairs)
    for _ in range(_ROUNDS if unlabelled else 1):
        found = _maximised(pairs, [_likelihood(pair, found) for pair in pairs])
    return found


def _likelihood(pair: Compared, found: Estimate) -> float:
    if pair.is_match is not None:
        return float(pair.is_match)
    weight = log2(found.prior / (1 - found.prior)) + sum(
        _bits(found.levels[name][level]) for name, level in pair.levels
    )
    return float(1 / (1 + 2**-weight))


def _bits(level: MatchLevel) -> float:
    return log2(level.m / level.u)


def _maximised(pairs: Sequence[Compared], likelihoods: Sequence[float]) -> Estimate:
    seen: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for pair, likelihood in zip(pairs, likelihoods, strict=True):
        for name, level in pair.levels:
            seen[name][level][0] += likelihood
            seen[name][level][1] += 1 - likelihood
    matches = sum(likelihoods)
    judged = sum(_JUDGED)
    prior = min((matches + _JUDGED_PRIOR * judged) / (len(pairs) + judged), _MOST_PRIOR)
    levels = {name: each if name in COUNTED else _levels(name, seen[name]) for name, each in JUDGED.items()}
    return Estimate(levels, prior, matches, len(pairs) - matches)


def _levels(name: str, seen: Mapping[str, Sequence[float]]) -> dict[str, MatchLevel]:
    totals = [sum(counts[side] for counts in seen.values()) + _JUDGED[side] for side in (0, 1)]
    return {level: _level(seen.get(level, (0, 0)), judged, totals) for level, judged in JUDGED[name].items()}


def _level(counts: Sequence[float], judged: MatchLevel, totals: Sequence[float]) -> MatchLevel:
    m, u = (
        round((counts[side] + _JUDGED[side] * share) / totals[side], 6)
        for side, share in ((0, judged.m), (1, judged.u))
    )
    return MatchLevel(m=max(m, 1e-6), u=max(u, 1e-6))
