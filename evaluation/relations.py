"""Scores of what stands together where one item may stand in several incidents: a report can tell of two things."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy

from evaluation.cluster_scores import Figures, figures


class Wanted(NamedTuple):
    """The truth: a square of which items belong together, and one of which pairs count at all; both symmetric.

    `asked` are the items that are measured: pairs without one of them do not count, those with one do.
    """

    together: numpy.ndarray
    counts: numpy.ndarray
    asked: numpy.ndarray


def wanted_of(gold: numpy.ndarray, left_out: Iterable[tuple[int, int]], asked: numpy.ndarray | None = None) -> Wanted:
    """Return the truth of items with clusters `gold`, without the pairs `left_out`; all are asked for by default."""
    together = gold[:, None] == gold[None, :]
    asked = numpy.ones(len(gold), dtype=bool) if asked is None else asked
    counts = asked[:, None] | asked[None, :]
    for one, other in left_out:
        counts[one, other] = counts[other, one] = False
    return Wanted(together, counts, asked)


def relation_pairs(wanted: Wanted, joined: numpy.ndarray) -> Figures:
    """Return precision and recall of the joined pairs."""
    above = numpy.triu(wanted.counts, 1)
    return figures(
        int((joined & wanted.together & above).sum()), int((joined & above).sum()), int((wanted.together & above).sum())
    )


def relation_b_cubed(wanted: Wanted, joined: numpy.ndarray) -> Figures:
    """Return B-cubed with, for each item, those it stands together with in place of its one cluster.

    The mean is over the items asked for. The same as B-cubed where what is joined makes clusters; an item always stands
    with itself.
    """
    itself = numpy.eye(len(joined), dtype=bool)
    ours, true = (joined & wanted.counts) | itself, (wanted.together & wanted.counts) | itself
    shared = (ours & true).sum(axis=1)
    precision, recall = ((shared / each.sum(axis=1))[wanted.asked].mean() for each in (ours, true))
    return Figures(float(precision), float(recall))


def joined_of(size: int, pairs: numpy.ndarray) -> numpy.ndarray:
    """Return the square of which of `size` items the rows of `pairs` join."""
    joined = numpy.zeros((size, size), dtype=bool)
    joined[pairs[:, 0], pairs[:, 1]] = joined[pairs[:, 1], pairs[:, 0]] = True
    return joined
