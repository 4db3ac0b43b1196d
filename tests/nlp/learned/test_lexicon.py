import random
from collections import Counter
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nlp.learned.lexicon import FOLDER, Lexicon, Meaning, load_lexicon
from tests.nlp.small_model import SENTENCES, folded

TERMS: dict[str, dict[str, list[Any]]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))
}
EVERY = [(lang, meaning, term) for lang in TERMS for meaning, terms in TERMS[lang].items() for term in terms]
SMALL = Lexicon({"sleep": ["slept", "dorm*"], "outdoors": ["in the bush", "under tree*"], "bush": ["bush"]})


def test_both_languages_have_the_same_meanings_in_the_same_order() -> None:
    assert set(TERMS) == {"en", "fr"}
    assert list(TERMS["en"]) == list(TERMS["fr"])


def test_terms_are_folded_words() -> None:
    plain = [(lang, term, str(term).replace("*", "")) for lang, _, term in EVERY]
    assert [(lang, term) for lang, term, words in plain if " ".join(folded(words)) != words] == []


def test_no_term_was_read_as_yes_or_no() -> None:
    assert [(lang, meaning) for lang, meaning, term in EVERY if isinstance(term, bool)] == []


def test_a_star_ends_a_word_of_at_least_two_letters() -> None:
    starred = {word for _, _, term in EVERY for word in str(term).split() if "*" in word}
    assert {word for word in starred if word.index("*") != len(word) - 1 or len(word) < 3} == set()


def test_no_term_stands_twice_in_a_meaning_or_in_more_than_three() -> None:
    assert [
        each for each, times in Counter((lang, name, str(term)) for lang, name, term in EVERY).items() if times > 1
    ] == []
    assert [each for each, times in Counter((lang, str(term)) for lang, _, term in EVERY).items() if times > 3] == []


@pytest.mark.parametrize("lang", sorted(TERMS))
def test_every_term_finds_its_meaning(lang: str) -> None:
    lexicon = load_lexicon(lang)
    for meaning, terms in TERMS[lang].items():
        for term in terms:
            assert meaning in {each.name for each in lexicon.meanings(str(term).replace("*", "").split())}, term


def test_words_stems_and_phrases() -> None:
    assert SMALL.meanings(["they", "slept", "in", "the", "bush"]) == [
        Meaning("sleep", 1),
        Meaning("outdoors", 2),
        Meaning("bush", 4),
    ]
    assert SMALL.meanings(["dormir", "under", "trees"]) == [Meaning("sleep", 0), Meaning("outdoors", 1)]
    assert SMALL.meanings(["slepts", "in", "the", "bushes", "in", "the"]) == []


@given(
    st.lists(
        st.sampled_from(["slept", "dormir", "dor", "in", "the", "bush", "under", "trees", "tree", "x"]), max_size=20
    )
)
def test_equals_trying_every_term_at_every_word(words: list[str]) -> None:
    terms = {"slept": "sleep", "dorm*": "sleep", "in the bush": "outdoors", "under tree*": "outdoors", "bush": "bush"}

    def stands_at(term: str, at: int) -> bool:
        wanted = term.split()
        here = words[at : at + len(wanted)]
        return len(here) == len(wanted) and all(
            word.startswith(want[:-1]) if want.endswith("*") else word == want
            for word, want in zip(here, wanted, strict=True)
        )

    tried = {(at, name) for term, name in terms.items() for at in range(len(words)) if stands_at(term, at)}
    assert {(each.position, each.name) for each in SMALL.meanings(words)} == tried


@given(SENTENCES)
def test_meanings_stand_in_order_of_the_words(words: list[str]) -> None:
    positions = [meaning.position for meaning in load_lexicon("en").meanings(words)]
    assert positions == sorted(positions)


@given(SENTENCES, st.randoms())
def test_order_of_terms_does_not_matter(words: list[str], chance: random.Random) -> None:
    shuffled = {meaning: chance.sample(terms, len(terms)) for meaning, terms in list(TERMS["en"].items())[:10]}
    as_written = {meaning: TERMS["en"][meaning] for meaning in shuffled}
    assert sorted(Lexicon(shuffled).meanings(words)) == sorted(Lexicon(as_written).meanings(words))


def test_a_phrase_is_tried_on_no_more_words_than_it_has() -> None:
    class Words(list[str]):
        copied = 0

        def __getitem__(self, at: Any) -> Any:
            part = super().__getitem__(at)
            self.copied += len(part) if isinstance(at, slice) else 0
            return part

    def copied(length: int) -> int:
        words = Words(["in", "the", "bush"] * length)
        SMALL.meanings(words)
        return words.copied

    assert copied(200) == 2 * copied(100)


def test_a_language_without_a_file_knows_no_meaning() -> None:
    assert load_lexicon("sw").meanings(["slept", "outside"]) == []
