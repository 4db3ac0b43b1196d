"""Scores of what stands together where one item may stand in several incidents: a report can tell of two things."""

from typing import NamedTuple

import numpy

from evaluation.cluster_scores import Figures, figures


class Wanted(NamedTuple):
    """The truth: a square of which items belong together, and one of which pairs count at all; both symmetric."""

    together: numpy.ndarray
    counts: numpy.ndarray


def wanted_of(gold: numpy.ndarray, left_out: list[tuple[int, int]]) -> Wanted:
    """Return the truth of items with clusters `gold`, without the pairs `left_out`."""
    together = gold[:, None] == gold[None, :]
    counts = numpy.ones_like(together)
    for one, other in left_out:
        counts[one, other] = counts[other, one] = False
    return Wanted(together, counts)


def relation_pairs(wanted: Wanted, joined: numpy.ndarray) -> Figures:
    """Return precision and recall of the joined pairs."""
    above = numpy.triu(wanted.counts, 1)
    return figures(
        int((joined & wanted.together & above).sum()), int((joined & above).sum()), int((wanted.together & above).sum())
    )


def relation_b_cubed(wanted: Wanted, joined: numpy.ndarray) -> Figures:
    """Return B-cubed with, for each item, those it stands together with in place of its one cluster.

    The same as B-cubed where what is joined makes clusters. An item always stands with itself.
    """
    itself = numpy.eye(len(joined), dtype=bool)
    ours, true = (joined & wanted.counts) | itself, (wanted.together & wanted.counts) | itself
    shared = (ours & true).sum(axis=1)
    return Figures(float((shared / ours.sum(axis=1)).mean()), float((shared / true.sum(axis=1)).mean()))


def joined_of(size: int, pairs: numpy.ndarray) -> numpy.ndarray:
    """Return the square of which of `size` items the rows of `pairs` join."""
    joined = numpy.zeros((size, size), dtype=bool)
    joined[pairs[:, 0], pairs[:, 1]] = joined[pairs[:, 1], pairs[:, 0]] = True
    return joined
