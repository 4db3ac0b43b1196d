"""Scores of clusters against their definitions, written out by brute force."""

from itertools import combinations, permutations

import networkx
import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.cluster_scores import (
    b_cubed,
    ceaf_e,
    clusters_of,
    merged_share,
    overlap_of,
    pair_figures,
    pairs_of,
)

labels = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=9)


def sets_of(numbers):
    return [{place for place, each in enumerate(numbers) if each == label} for label in sorted(set(numbers))]


def together(numbers):
    return {pair for pair in combinations(range(len(numbers)), 2) if numbers[pair[0]] == numbers[pair[1]]}


@given(labels)
def test_pairs_are_those_of_the_definition(both):
    gold, made = zip(*both, strict=True)
    got, right = pair_figures(overlap_of(gold, made)), together(gold) & together(made)
    assert got.precision == pytest.approx(len(right) / len(together(made)) if together(made) else 0)
    assert got.recall == pytest.approx(len(right) / len(together(gold)) if together(gold) else 0)
    assert set(pairs_of(gold)) == together(gold)


@given(labels)
def test_b_cubed_is_the_mean_over_items(both):
    gold, made = zip(*both, strict=True)
    shares = []
    for item in range(len(both)):
        (true,), (ours,) = ([each for each in sets_of(numbers) if item in each] for numbers in (gold, made))
        shares.append((len(true & ours) / len(ours), len(true & ours) / len(true)))
    got = b_cubed(overlap_of(gold, made))
    assert got == pytest.approx(tuple(numpy.mean(shares, axis=0)))


@given(labels)
def test_ceaf_is_the_best_of_all_matchings(both):
    gold, made = (sets_of(numbers) for numbers in zip(*both, strict=True))
    few, many = sorted([gold, made], key=len)
    best = max(
        sum(2 * len(one & other) / (len(one) + len(other)) for one, other in zip(few, order, strict=False))
        for order in permutations(many)
    )
    got = ceaf_e(overlap_of(*zip(*both, strict=True)))
    assert got == pytest.approx((best / len(made), best / len(gold)))


@given(labels)
def test_merged_clusters_are_those_that_share_one_with_another(both):
    gold, made = zip(*both, strict=True)
    mixed = [each for each in sets_of(gold) if any(each & one and one - each for one in sets_of(made))]
    assert merged_share(overlap_of(gold, made)) == pytest.approx(len(mixed) / len(sets_of(gold)))


def test_the_same_clusters_under_other_names_are_perfect():
    overlap = overlap_of([5, 5, 7, 9], [1, 1, 0, 2])
    assert [score(overlap).f1 for score in (pair_figures, b_cubed, ceaf_e)] == pytest.approx([1, 1, 1])
    assert merged_share(overlap) == 0


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12))
def test_pairs_are_followed_to_their_end(pairs):
    graph = networkx.Graph()
    graph.add_nodes_from(range(8))
    graph.add_edges_from(pairs)
    made = clusters_of(8, pairs)
    assert sorted(map(sorted, sets_of(list(made)))) == sorted(map(sorted, networkx.connected_components(graph)))
