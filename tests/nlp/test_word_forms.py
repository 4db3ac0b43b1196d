import pytest

from nlp.folding import fold_words
from nlp.pattern_index import PatternIndex
from nlp.pattern_language import compile_pattern
from nlp.word_forms import mark_forms


def finds(pattern: str, language: str, text: str) -> bool:
    index = PatternIndex([("found", compile_pattern(mark_forms(pattern, language)))])
    return any(index.find([word.folded for word in fold_words(text)]))


@pytest.mark.parametrize(
    "text", ["نساء", "النساء", "والنساء", "للنساء", "بالنساء", "ونساء", "فالنساء", "اَلنِّساءُ", "نســاء"]
)
def test_arabic_prefixes_article_and_vowel_marks_do_not_matter(text: str) -> None:
    assert finds("نساء", "ar", text)
    assert finds("النساء", "ar", text)


@pytest.mark.parametrize(
    ("pattern", "text"), [("قرية", "القريه"), ("إجهاض", "اجهاض"), ("فتى", "فتي"), ("مأوى", "ماوي")]
)
def test_arabic_letters_that_are_written_in_two_ways_are_one(pattern: str, text: str) -> None:
    assert finds(pattern, "ar", text)
    assert finds(text, "ar", pattern)


@pytest.mark.parametrize("text", ["نسا", "انساء", "نساءهم", "سماء"])
def test_other_arabic_words_are_others(text: str) -> None:
    assert not finds("نساء", "ar", text)


@pytest.mark.parametrize("text", ["alibakwa", "wamebakwa", "aliyebakwa", "waliobakwa", "kubakwa", "anabakwa"])
def test_swahili_verbs_are_found_with_their_prefixes(text: str) -> None:
    assert finds("-bakwa", "sw", text)


@pytest.mark.parametrize("text", ["hakubakwa", "hawajabakwa", "bakwa", "nyumbakwa"])
def test_swahili_negative_forms_and_other_words_are_not(text: str) -> None:
    assert not finds("-bakwa", "sw", text)


def test_lingala_verbs_take_person_and_tense() -> None:
    assert finds("-kim*", "ln", "bakimaki")
    assert finds("-kim*", "ln", "bazokima")
    assert not finds("-kim*", "ln", "kimia")


def test_the_mark_is_for_words_of_the_language_alone() -> None:
    assert mark_forms("(women|-kimbia) fled", "en") == "(women|-kimbia) fled"
    assert mark_forms("self-made -kimbia", "sw") == "self-made <sw>kimbia"
