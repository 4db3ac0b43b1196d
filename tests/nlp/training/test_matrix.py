import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.training.matrix import Blocks, blocks_of, make_matrix, make_vocabulary
from tests.nlp.small_model import LINES, texts

NAMES = st.lists(st.sampled_from("abcdef"), unique=True)
BLOCKS = st.lists(st.tuples(NAMES, NAMES).map(lambda both: [(1.0, both[0]), (0.5, [f"2{name}" for name in both[1]])]))


@given(BLOCKS, st.integers(1, 3))
def test_vocabulary_holds_what_enough_texts_have(texts: list[Blocks], least: int) -> None:
    vocabulary = make_vocabulary(texts, least_texts=least)
    carried = [{name for _, names in blocks for name in names} for blocks in texts]
    counts = {name: sum(name in each for each in carried) for each in carried for name in each}
    assert list(vocabulary.rows) == sorted(name for name, count in counts.items() if count >= least)
    assert list(vocabulary.rows.values()) == list(range(len(vocabulary.rows)))
    assert (vocabulary.rarity >= 1).all()


def test_what_every_text_has_is_the_least_rare() -> None:
    vocabulary = make_vocabulary([[(1.0, ["a", "b"])], [(1.0, ["a"])], [(1.0, ["a"])]], least_texts=1)
    assert vocabulary.rarity == pytest.approx([1, np.log(4 / 2) + 1])


@given(BLOCKS.filter(bool))
def test_each_kind_of_feature_has_the_length_of_its_share(texts: list[Blocks]) -> None:
    vocabulary = make_vocabulary(texts, least_texts=1)
    matrix = make_matrix(texts, vocabulary).toarray()
    for row, blocks in zip(matrix, texts, strict=True):
        for share, names in blocks:
            length = np.linalg.norm(row[[vocabulary.rows[name] for name in names]])
            assert length == pytest.approx(share if names else 0, abs=1e-5)


def test_a_text_of_unknown_features_is_an_empty_row() -> None:
    vocabulary = make_vocabulary([[(1.0, ["a"])]], least_texts=1)
    assert make_matrix([[(1.0, ["z"])], [(1.0, ["a"])]], vocabulary).toarray().tolist() == [[0], [1]]


def test_a_text_has_words_neighbours_meanings_and_pairs() -> None:
    words, neighbours, meanings, pairs = blocks_of(texts(LINES[0])[0])
    assert "=slept" in words[1]
    assert "women slept" in neighbours[1]
    assert {"{women}", "{sleep}", "{outdoors}"} <= set(meanings[1])
    assert {"sleep&women", "outdoors&sleep"} <= set(pairs[1])
