import random

import pytest

from linking.signature import PERMUTATIONS, bands, signature
from schemas.likeness import similarity

WORDS = [f"word{number}" for number in range(400)]


def shingles(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + 3]) for start in range(len(words) - 2)}


def text_pair(seed: int) -> tuple[list[str], list[str]]:
    """Return two texts of 120 words that share a random stretch at the start."""
    choose = random.Random(seed)
    shared = choose.randrange(120)
    start, one, other = (choose.choices(WORDS, k=length) for length in (shared, 120 - shared, 120 - shared))
    return start + one, start + other


def test_similarity_estimates_the_share_of_common_shingles():
    errors = []
    for seed in range(60):
        left, right = text_pair(seed)
        ours, theirs = shingles(left), shingles(right)
        true_share = len(ours & theirs) / len(ours | theirs)
        errors.append(similarity(signature(" ".join(left)), signature(" ".join(right))) - true_share)
    assert abs(sum(errors) / len(errors)) < 0.03, "the estimate is biased"
    assert max(map(abs, errors)) < 0.25, "four standard errors of 60 permutations"


def test_folding_makes_accents_case_and_punctuation_equal():
    assert signature("Des HOMMES armés, à Kanvi-Est!") == signature("des hommes armes a kanvi est")


def test_a_text_without_words_has_no_signature_and_is_like_nothing():
    assert signature(" ... ") == ()
    assert bands(()) == ()
    assert similarity((), signature("armed men seen")) == 0.0
    assert similarity((), ()) == 0.0


@pytest.mark.parametrize("text", ["seen", "men seen", "armed men seen"])
def test_short_texts_have_full_signatures(text):
    assert len(signature(text)) == PERMUTATIONS
    assert similarity(signature(text), signature(text)) == 1.0


def test_signatures_stay_the_same_for_ever():
    """Stored signatures are compared with new ones, so a change of this value breaks every stored event."""
    assert signature("Armed men were seen near the river.")[:4] == (1774730598, 141957633, 1200629273, 180518700)


def test_near_copies_share_a_band_and_strangers_none():
    text = [*WORDS[:100]]
    near_copy = [*WORDS[:95], "quite", "another", "end"]
    assert set(bands(signature(" ".join(text)))) & set(bands(signature(" ".join(near_copy))))
    assert not set(bands(signature(" ".join(text)))) & set(bands(signature(" ".join(WORDS[200:300]))))
