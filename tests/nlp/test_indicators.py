import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.catalogue_reader import BUILT_IN, read_catalogue
from nlp.folding import fold_words
from nlp.pattern_index import PatternIndex
from nlp.pattern_language import compile_pattern
from tests.nlp.signs import pipeline, signs

GOLDEN = Path(__file__).parent.parent / "golden" / "indicators.jsonl"
ROWS = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
PATTERNS = [
    compile_pattern(line)
    for sign in read_catalogue(BUILT_IN).indicators
    for lines in (*sign.patterns.values(), *sign.look_alikes.values())
    for line in lines
]
INDEX = PatternIndex(enumerate(PATTERNS))


def test_golden_texts_keep_precision_and_recall() -> None:
    """A regression set: its author wrote the rules too, so it says nothing of accuracy in the field.

    On the first run of the patterns alone, before anything was tuned on it, precision was 0.89 and recall 0.92.
    """
    right = found = expected = 0
    for row in ROWS:
        wanted = {(sign["id"], sign["status"]) for sign in row["indicators"]}
        got = signs(row["lang"], row["text"])
        right, found, expected = right + len(wanted & got), found + len(got), expected + len(wanted)
    assert right / found >= 0.85
    assert right / expected >= 0.90


def test_golden_quotes_meet_what_is_marked() -> None:
    met = []
    for row in ROWS:
        doc = pipeline(row["lang"])(row["text"])
        for sign in row["indicators"]:
            start, end = row["text"].index(sign["quote"]), row["text"].index(sign["quote"]) + len(sign["quote"])
            marked = [span for span in doc.spans["indicators"] if span.label_ == sign["id"]]
            met += [any(span.start_char < end and start < span.end_char for span in marked)] if marked else []
    assert sum(met) / len(met) >= 0.98


@given(st.sampled_from(ROWS), st.sampled_from(ROWS))
def test_index_finds_what_trying_every_pattern_finds(first: dict[str, str], second: dict[str, str]) -> None:
    words = [word.folded for word in fold_words(f"{first['text']} {second['text']}")]
    text = "".join(f"{word} " for word in words)
    tried = {number for number, pattern in enumerate(PATTERNS) if pattern.expression.search(text)}
    assert {found.what for found in INDEX.find(words)} == tried


@given(
    st.lists(
        st.sampled_from(["the", "women", "do", "not", "sleep", "at", "home", "but", "in", "a", "bush"]), max_size=12
    )
)
def test_own_words_lie_in_the_match(words: list[str]) -> None:
    for found in INDEX.find(words):
        assert found.own[0] == found.start
        assert set(found.own) <= set(range(found.start, found.end))


def test_gap_stops_at_five_words_and_at_a_contrast() -> None:
    index = PatternIndex([("flight", compile_pattern("women ... fled"))])
    assert [found.what for found in index.find(["women", "a", "b", "c", "d", "e", "fled"])] == ["flight"]
    assert not list(index.find(["women", "a", "b", "c", "d", "e", "f", "fled"]))
    assert not list(index.find(["women", "stayed", "but", "men", "fled"]))


def test_reason_names_the_words_that_matched() -> None:
    doc = pipeline("en")("Women do not go any more to the big market.")
    (span,) = [span for span in doc.spans["indicators"] if span.label_ == "MOB-05"]
    assert span._.reason == "matched: women ... not go ... market"


def test_hits_of_a_sign_do_not_overlap() -> None:
    doc = pipeline("en")(
        "No women and no girls, no women at all in the village. No women in Bravo; no women in Charlie."
    )
    spans = sorted(span for span in doc.spans["indicators"] if span.label_ == "MOB-01")
    assert len(spans) == 4
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The patrol slept in the bush."),
        ("en", "People slept outside because of the heat: heat makes people sleep outside."),
        ("en", "A field of rape seed."),
        ("fr", "Le chef signale que des hommes réparent le pont."),
        ("fr", "Quelques femmes au puits."),
        ("fr", "Un viol de domicile."),
        ("en", ""),
    ],
)
def test_look_alikes_are_no_signs(lang: str, text: str) -> None:
    assert signs(lang, text) == set()


@pytest.mark.parametrize("text", ["LES GENS DORMENT DEHORS", "les gens dorment-dehors", "Les gens   dorment déhors !"])
def test_spelling_does_not_matter(text: str) -> None:
    assert ("MOB-03", "affirmed") in signs("fr", text)
