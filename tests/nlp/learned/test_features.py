from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from nlp.learned.features import combined_features, first_of_each, word_features
from nlp.learned.lexicon import Lexicon, Meaning, load_lexicon
from tests.nlp.small_model import SENTENCES

NUMBERED = Lexicon({f"meaning{number}": [f"word{number}"] for number in range(2_000)})


class CountingList(list[Meaning]):
    """A list that counts how often something is taken out of it."""

    taken = 0

    def __iter__(self) -> Iterator[Meaning]:
        for item in super().__iter__():
            self.taken += 1
            yield item

    def __getitem__(self, at: Any) -> Any:
        self.taken += 1
        return super().__getitem__(at)


class CountingLexicon(Lexicon):
    def meanings(self, words) -> list[Meaning]:
        self.given = CountingList(NUMBERED.meanings(words))
        return self.given


def test_a_word_is_itself_and_its_parts() -> None:
    assert word_features("fled") == ["=fled", "^fl", "fle", "led", "ed$", "^fle", "fled", "led$", "^fled", "fled$"]


def test_every_number_is_the_same_word() -> None:
    assert word_features("2026") == word_features("7") != word_features("a")


@given(st.text(min_size=1, max_size=200))
def test_a_word_of_any_length_has_a_bounded_number_of_parts(word: str) -> None:
    assert len(word_features(word)) <= 1 + 3 * 30


def test_a_misspelt_word_keeps_most_of_its_parts() -> None:
    right, wrong, other = (set(word_features(word)) for word in ("kidnapped", "kidnaped", "harvest"))
    assert len(right & wrong) > len(right) / 2
    assert not right & other


@given(SENTENCES)
def test_first_of_each_word(words: list[str]) -> None:
    assert first_of_each(words) == {word: (words.index(word),) for word in words}


def test_meanings_pair_up_to_nine_words_apart() -> None:
    def pairs(between: int) -> set[str]:
        words = ["word1", *["of"] * between, "word2"]
        return set(combined_features(words, NUMBERED)[2].features)

    assert pairs(8) == {"meaning1&meaning2"}
    assert pairs(9) == set()


def test_a_pair_is_the_same_in_either_order_and_language() -> None:
    french = combined_features(["dehors", "dorment"], load_lexicon("fr"))[2].features
    english = combined_features(["slept", "outside"], load_lexicon("en"))[2].features
    assert "outdoors&sleep" in french.keys() & english.keys()


@given(SENTENCES)
def test_every_feature_rests_on_words_of_the_sentence(words: list[str]) -> None:
    for block in combined_features(words, load_lexicon("en")):
        assert all(0 <= at < len(words) for positions in block.features.values() for at in positions)


@given(SENTENCES)
def test_without_a_lexicon_neighbours_alone_are_left(words: list[str]) -> None:
    neighbours, single, pairs = combined_features(words, load_lexicon("sw"))
    assert set(neighbours.features) == {f"{left} {right}" for left, right in pairwise(words)}
    assert not single.features
    assert not pairs.features


def test_twice_the_words_take_twice_the_steps() -> None:
    def steps(length: int) -> tuple[int, int]:
        lexicon = CountingLexicon({})
        blocks = combined_features([f"word{number}" for number in range(length)], lexicon)
        return lexicon.given.taken, sum(len(block.features) for block in blocks)

    (short, few), (long, many) = steps(1_000), steps(2_000)
    assert long / short < 2.1
    assert many / few < 2.1
