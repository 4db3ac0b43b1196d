"""How well items were put together: pairs, B-cubed and CEAF-e.

Bagga and Baldwin, "Algorithms for scoring coreference chains" (1998); Luo, "On coreference resolution performance
metrics" (2005).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Labels = Sequence[int] | numpy.ndarray
"""The cluster of each item."""


class Figures(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Overlap(NamedTuple):
    """How many items each cluster of the truth shares with each that was made, and how large all of them are."""

    gold: numpy.ndarray
    made: numpy.ndarray
    shared: numpy.ndarray
    gold_sizes: numpy.ndarray
    made_sizes: numpy.ndarray


def overlap_of(gold: Labels, made: Labels) -> Overlap:
    """Return what two clusterings of the same items share: parallel arrays of gold cluster, made cluster, items."""
    _, gold_ids, gold_sizes = numpy.unique(gold, return_inverse=True, return_counts=True)
    _, made_ids, made_sizes = numpy.unique(made, return_inverse=True, return_counts=True)
    both, shared = numpy.unique(numpy.stack([gold_ids, made_ids]), axis=1, return_counts=True)
    return Overlap(both[0], both[1], shared, gold_sizes, made_sizes)


def pair_figures(overlap: Overlap) -> Figures:
    """Return precision and recall of the pairs that are together."""
    right = pairs_in(overlap.shared)
    return figures(right, pairs_in(overlap.made_sizes), pairs_in(overlap.gold_sizes))


def figures(right: float, joined: float, wanted: float) -> Figures:
    """Return precision and recall of `joined` pairs, of which `right` are among the `wanted`."""
    return Figures(right / joined if joined else 0.0, right / wanted if wanted else 0.0)


def pairs_in(sizes: numpy.ndarray) -> int:
    """Return how many pairs clusters of these sizes hold."""
    return int((sizes * (sizes - 1) // 2).sum())


def b_cubed(overlap: Overlap) -> Figures:
    """Return the mean over all items of precision and recall of the cluster that each is in."""
    squares, items = overlap.shared.astype(float) ** 2, overlap.shared.sum()
    return Figures(
        float((squares / overlap.made_sizes[overlap.made]).sum() / items),
        float((squares / overlap.gold_sizes[overlap.gold]).sum() / items),
    )


def ceaf_e(overlap: Overlap) -> Figures:
    """Return precision and recall of the best matching of clusters one to one, by the likeness phi 4 of Luo."""
    sizes = overlap.gold_sizes[overlap.gold] + overlap.made_sizes[overlap.made]
    best = _best_matching(overlap, 2 * overlap.shared / sizes)
    return Figures(best / len(overlap.made_sizes), best / len(overlap.gold_sizes))


def _best_matching(overlap: Overlap, likeness: numpy.ndarray) -> float:
    """Return the sum of likeness of the best matching, sought in each group of clusters that overlap at all."""
    number_of_gold = len(overlap.gold_sizes)
    size = number_of_gold + len(overlap.made_sizes)
    edges = coo_matrix((likeness, (overlap.gold, overlap.made + number_of_gold)), shape=(size, size))
    group = connected_components(edges, directed=False)[1][overlap.gold]
    order = numpy.argsort(group, kind="stable")
    starts = numpy.flatnonzero(numpy.diff(group[order])) + 1
    return sum(_matched(overlap, likeness, rows) for rows in numpy.split(order, starts) if len(rows))


def _matched(overlap: Overlap, likeness: numpy.ndarray, rows: numpy.ndarray) -> float:
    if len(rows) == 1:
        return float(likeness[rows[0]])
    _, gold = numpy.unique(overlap.gold[rows], return_inverse=True)
    _, made = numpy.unique(overlap.made[rows], return_inverse=True)
    table = numpy.zeros((gold.max() + 1, made.max() + 1))
    table[gold, made] = likeness[rows]
    return float(table[linear_sum_assignment(table, maximize=True)].sum())


def merged_share(overlap: Overlap) -> float:
    """Return the share of true clusters that stand together with an item of another one."""
    is_mixed = numpy.bincount(overlap.made) > 1
    mixed = numpy.unique(overlap.gold[is_mixed[overlap.made]])
    return len(mixed) / len(overlap.gold_sizes)


def clusters_of(size: int, pairs: Iterable[tuple[int, int]] | numpy.ndarray) -> numpy.ndarray:
    """Return the cluster of each of `size` items when all joined pairs are followed to their end."""
    ends = numpy.asarray(pairs if isinstance(pairs, numpy.ndarray) else list(pairs), dtype=int).reshape(-1, 2)
    edges = coo_matrix((numpy.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size))
    return numpy.asarray(connected_components(edges, directed=False)[1])


def pairs_of(labels: Labels) -> Iterator[tuple[int, int]]:
    """Yield the pairs of items of one cluster, the smaller number first."""
    order = numpy.argsort(labels, kind="stable")
    ends = numpy.flatnonzero(numpy.diff(numpy.asarray(labels)[order])) + 1
    for members in numpy.split(order, ends):
        yield from combinations(map(int, members), 2)
