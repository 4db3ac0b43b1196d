"""The best threshold against trying them all."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.cluster_scores import clusters_of, overlap_of, pair_figures, pairs_of
from evaluation.thresholds import Pairs, best_incidents, best_links

ITEMS = 6
gold_labels = st.lists(st.integers(0, 2), min_size=ITEMS, max_size=ITEMS)
scored_pairs = st.dictionaries(
    st.tuples(st.integers(0, ITEMS - 1), st.integers(0, ITEMS - 1)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(0, 3),
)


def as_pairs(scores):
    ends = numpy.array(list(scores), dtype=int).reshape(-1, 2)
    return Pairs(ends[:, 0], ends[:, 1], numpy.array(list(scores.values()), dtype=float))


def f1(right, joined, wanted):
    return 2 * right / (joined + wanted) if joined + wanted else 0.0


@given(gold_labels, scored_pairs)
def test_no_threshold_links_better(gold, scores):
    wanted = set(pairs_of(gold))
    above = [{pair for pair, score in scores.items() if score >= limit} for limit in range(4)]
    best = max((f1(len(wanted & kept), len(kept), len(wanted)) for kept in above), default=0.0)
    assert best_links(numpy.array(gold), as_pairs(scores)).figures.f1 == pytest.approx(best)


@given(gold_labels, scored_pairs)
def test_no_threshold_makes_better_incidents(gold, scores):
    made = [clusters_of(ITEMS, [pair for pair, score in scores.items() if score >= limit]) for limit in range(5)]
    best, clusters = best_incidents(numpy.array(gold), as_pairs(scores))
    assert best.figures.f1 == pytest.approx(max(pair_figures(overlap_of(gold, each)).f1 for each in made))
    assert pair_figures(overlap_of(gold, clusters)) == best.figures


def test_many_scores_are_tried_in_steps_that_find_a_clear_gap():
    gold = numpy.repeat(numpy.arange(30), 2)
    ends = numpy.array([(one, other) for one in range(60) for other in range(one + 1, 60)])
    same = gold[ends[:, 0]] == gold[ends[:, 1]]
    pairs = Pairs(ends[:, 0], ends[:, 1], numpy.arange(len(ends)) / len(ends) / 2 + same / 2)
    assert best_incidents(gold, pairs)[0].figures.f1 > 0.9
