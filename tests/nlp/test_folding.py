from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.folding import fold, fold_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [("L’École", "l'ecole"), ("Œuvre", "oeuvre"), ("Nord‑Est", "nord-est"), ("ÇA", "ca"), ("e\u0301te\u0301", "ete")],
)
def test_fold_gives_one_spelling(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_lie_where_they_say(text):
    words = fold_words(text)
    assert all(fold(text[word.start : word.end]) == word.folded for word in words)
    assert all(left.end <= right.start for left, right in pairwise(words))


def test_hyphens_and_apostrophes_part_words():
    assert [word.folded for word in fold_words("l’axe Nord-Sud 😀 école")] == ["l", "axe", "nord", "sud", "ecole"]
