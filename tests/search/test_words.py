from hypothesis import given
from hypothesis import strategies as st

from search.words import MOST_WORDS, STOP_WORDS, fold, query_words


def test_words_are_folded_and_said_once() -> None:
    assert query_words("Enlevées ENLEVEES, d'Eau!") == ["enlevees", "eau"]


def test_east_is_not_a_stop_word() -> None:
    assert query_words("Kanvi-Est") == ["kanvi", "est"]


def test_a_pasted_text_is_cut() -> None:
    assert len(query_words(" ".join(map(str, range(1000))))) == MOST_WORDS


@given(st.text())
def test_no_word_holds_anything_but_letters_and_digits(text: str) -> None:
    for word in query_words(text):
        assert word.isalnum() or not word.isascii()
        assert not set(word) & set("\"'()*^:~-+ \\/{}[]\x00_")
        assert word not in STOP_WORDS


def test_stop_words_are_folded_themselves() -> None:
    assert {fold(word) for word in STOP_WORDS} == STOP_WORDS
