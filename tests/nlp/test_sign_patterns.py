import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.catalogue_reader import BUILT_IN, read_catalogue
from nlp.sign_patterns import SignMatches, in_words, match_signs, sign_patterns
from tests.nlp.invented import sign

SIGNS = (
    sign(
        "MOB-03",
        "night_flight",
        "slept ... bush",
        "dorment en brousse",
        look_alikes={"en": ("slept in the bush hotel",)},
    ),
    sign("MOB-04", "hiding", "slept", "dorment"),
    sign("ARM-04", "looting", "looted", "pille", look_alikes={"en": ("looted goods market",)}),
)
PATTERNS = sign_patterns(SIGNS, "en")
WORDS = st.lists(st.sampled_from(["slept", "in", "the", "bush", "hotel", "looted", "goods", "market"]), max_size=20)
BUILT_IN_SIGNS = read_catalogue(BUILT_IN).indicators
BUILT_IN_PATTERNS = sign_patterns(BUILT_IN_SIGNS, "en")
FIELD = st.lists(
    st.sampled_from(
        [
            "no",
            "women",
            "and",
            "girls",
            "slept",
            "in",
            "the",
            "bush",
            "at",
            "night",
            "rape",
            "seed",
            "men",
            "took",
            "two",
        ]
    ),
    max_size=20,
)


def spans(found: SignMatches) -> dict[str, list[tuple[int, int]]]:
    return {sign_id: [(match.start, match.end) for match in matches] for sign_id, matches in found.matches.items()}


def matched(text: str) -> tuple[dict[str, list[tuple[int, int]]], frozenset[str]]:
    found = match_signs(PATTERNS, text.split())
    return spans(found), found.only_look_alike


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("they slept in the bush", {"MOB-03": [(1, 5)], "MOB-04": [(1, 2)]}),
        ("they went home", {}),
        ("looted and looted", {"ARM-04": [(0, 1), (2, 3)]}),
        ("", {}),
    ],
)
def test_what_matches(text: str, expected: dict[str, list[tuple[int, int]]]) -> None:
    assert matched(text) == (expected, frozenset())


def test_a_look_alike_hides_what_it_overlaps_of_its_own_sign_alone() -> None:
    assert matched("they slept in the bush hotel") == ({"MOB-04": [(1, 2)]}, frozenset({"MOB-03"}))


def test_a_sign_beside_its_look_alike_stays() -> None:
    assert matched("looted the looted goods market") == ({"ARM-04": [(0, 1)]}, frozenset())


def test_the_longest_of_overlapping_matches_is_kept() -> None:
    found, _ = matched("slept and slept in the bush")
    assert found["MOB-03"] == [(0, 6)]


def test_only_the_language_asked_for_is_read() -> None:
    french = match_signs(sign_patterns(SIGNS, "fr"), ["they", "looted", "ils", "dorment", "en", "brousse"])
    assert set(french.matches) == {"MOB-03", "MOB-04"}


@given(FIELD)
def test_matches_of_a_sign_do_not_overlap(words: list[str]) -> None:
    found = match_signs(BUILT_IN_PATTERNS, words)
    assert not found.only_look_alike & found.matches.keys()
    for matches in spans(found).values():
        assert all(left[1] <= right[0] or right[1] <= left[0] for left, right in combinations(matches, 2))


@given(WORDS, st.randoms())
def test_order_of_the_catalogue_does_not_matter(words: list[str], chance: random.Random) -> None:
    shuffled = sign_patterns(chance.sample(SIGNS, len(SIGNS)), "en")
    one, other = match_signs(PATTERNS, words), match_signs(shuffled, words)
    assert (spans(one), one.only_look_alike) == (spans(other), other.only_look_alike)


def test_words_left_out_are_dots() -> None:
    words = ["the", "women", "did", "not", "go", "to", "market"]
    assert in_words(words, [1, 3, 4, 6]) == "women ... not go ... market"
    assert in_words(words, [2]) == "did"
