"""The best threshold in hindsight for pairs that a plain method scores: more than any method can know beforehand."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy

from evaluation.cluster_scores import Figures, clusters_of, figures, overlap_of, pair_figures, pairs_in

_TRIED = 40


class Pairs(NamedTuple):
    """Pairs of items by number, each with what a method says for it; higher is more alike."""

    left: numpy.ndarray
    right: numpy.ndarray
    score: numpy.ndarray

    def kept(self, which: numpy.ndarray) -> "Pairs":
        """Return the pairs that `which` marks."""
        return Pairs(self.left[which], self.right[which], self.score[which])

    @property
    def ends(self) -> numpy.ndarray:
        """Both ends of each pair, a row a pair."""
        return numpy.stack([self.left, self.right], axis=1)


class Best(NamedTuple):
    """What a method reaches at its best threshold."""

    threshold: float
    figures: Figures


def best_links(gold: numpy.ndarray, pairs: Pairs) -> Best:
    """Return the best F1 over the pairs that stand above one threshold."""
    if not len(pairs.score):
        return Best(0.0, Figures(0.0, 0.0))
    order = numpy.argsort(-pairs.score, kind="stable")
    score, right = pairs.score[order], numpy.cumsum((gold[pairs.left] == gold[pairs.right])[order])
    wanted = pairs_in(numpy.bincount(gold))
    is_last = numpy.append(score[1:] < score[:-1], True)
    joined = numpy.arange(1, len(score) + 1)
    best = int(numpy.argmax(numpy.where(is_last, 2 * right / (joined + wanted), -1)))
    return Best(float(score[best]), figures(int(right[best]), best + 1, wanted))


def best_incidents(gold: numpy.ndarray, pairs: Pairs) -> tuple[Best, numpy.ndarray]:
    """Return the best pair F1 when the pairs above one threshold are followed to their end, and those clusters."""
    apart = numpy.arange(len(gold))
    best, clusters = Best(float("inf"), pair_figures(overlap_of(gold, apart))), apart
    for threshold in _thresholds(pairs.score, pairs_in(numpy.bincount(gold))):
        made = clusters_of(len(gold), pairs.kept(pairs.score >= threshold).ends)
        found = pair_figures(overlap_of(gold, made))
        if found.f1 > best.figures.f1:
            best, clusters = Best(threshold, found), made
    return best, clusters


def _thresholds(score: numpy.ndarray, wanted: int) -> Iterator[float]:
    """Yield thresholds from strict to loose: all there are, or those that let a growing number of pairs through."""
    distinct = numpy.unique(score)[::-1]
    if len(distinct) > _TRIED:
        ranks = numpy.geomspace(max(1, wanted / 20), len(score), _TRIED).astype(int) - 1
        distinct = numpy.unique(numpy.sort(score)[::-1][ranks])[::-1]
    yield from map(float, distinct)
