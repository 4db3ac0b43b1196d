"""Scores of what stands together, against those of clusters."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.cluster_scores import b_cubed, overlap_of, pair_figures
from evaluation.relations import joined_of, relation_b_cubed, relation_pairs, wanted_of

labels = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=9)


@given(labels)
def test_clusters_score_as_clusters(both):
    gold, made = (numpy.array(numbers) for numbers in zip(*both, strict=True))
    wanted, joined = wanted_of(gold, []), made[:, None] == made[None, :]
    assert relation_b_cubed(wanted, joined) == pytest.approx(b_cubed(overlap_of(gold, made)))
    assert relation_pairs(wanted, joined) == pytest.approx(pair_figures(overlap_of(gold, made)))


def test_a_report_of_two_things_stands_with_both_without_joining_them():
    wanted = wanted_of(numpy.array([0, 0, 1]), [])
    joined = joined_of(3, numpy.array([(0, 1), (1, 2)]))
    assert relation_pairs(wanted, joined) == (0.5, 1.0)
    assert relation_b_cubed(wanted, joined) == pytest.approx(((1 + 2 / 3 + 1 / 2) / 3, 1.0))


def test_a_pair_that_is_left_out_counts_neither_way():
    gold, joined = numpy.array([0, 1]), joined_of(2, numpy.array([(0, 1)]))
    assert relation_b_cubed(wanted_of(gold, []), joined).precision == pytest.approx(0.5)
    assert relation_b_cubed(wanted_of(gold, [(0, 1)]), joined) == (1.0, 1.0)
    assert relation_pairs(wanted_of(gold, [(1, 0)]), joined) == (0.0, 0.0)


def test_items_that_are_not_asked_for_count_against_those_that_are():
    asked = numpy.array([True, False, False])
    wanted = wanted_of(numpy.array([0, 1, 2]), [], asked)
    joined = joined_of(3, numpy.array([(0, 1), (1, 2)]))
    assert relation_b_cubed(wanted, joined) == (0.5, 1.0)
    assert (wanted.counts & joined).sum() == 2
