import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.learned.statements import Statement, decide_status, status_features
from schemas.annotation import Assertion
from tests.nlp.signs import signs
from tests.nlp.small_model import SENTENCES, folded


def statement(words: list[str], start: int, end: int, by_rule: Assertion, *, has_cues: bool) -> Statement:
    return Statement("MOB-03", words, start, end, (), (), by_rule, has_cues)


def test_features_tell_where_a_word_stands() -> None:
    words = folded("Nobody says that women slept in the bush on Monday")
    said = statement(words, 3, 8, Assertion.AFFIRMED, has_cues=False)._replace(before=["it", "rained"], after=["calm"])
    features = set(status_features(said))
    assert {"in: slept in the", "just before: that", "beside: that |", "beside: | on", "earlier: it rained"} <= features
    assert {"later: calm", "sentence: says that women", "rule affirmed", "MOB-03 affirmed"} <= features
    assert not {"in: monday", "just before: monday", "beside: slept"} & features


@pytest.mark.parametrize(("words", "says_no"), [("no women", True), ("aucune femme", True), ("only men", False)])
def test_a_sign_that_is_an_absence_is_told_apart(words: str, says_no: bool) -> None:
    said = statement(words.split(), 0, 2, Assertion.NEGATED, has_cues=True)
    assert f"rule negated {says_no}" in status_features(said)


@given(SENTENCES, st.sampled_from(tuple(Assertion)), st.data())
def test_features_are_distinct_and_few(words: list[str], by_rule: Assertion, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    features = status_features(statement(words, start, end, by_rule, has_cues=False))
    assert len(features) == len(set(features))
    assert len(features) <= 4 + 3 * (3 * len(words) + 1 + 4)


@given(SENTENCES, st.sampled_from(tuple(Assertion)))
def test_cues_only_speak_for_what_the_rules_say(words: list[str], by_rule: Assertion) -> None:
    without = decide_status(statement(words, 0, 1, by_rule, has_cues=False))
    with_cues = decide_status(statement(words, 0, 1, by_rule, has_cues=True))
    assert with_cues in (without, by_rule)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Women slept in the bush last night.", "affirmed"),
        ("It is said that women slept in the bush last night.", "hedged"),
        ("Nobody slept in the bush last night.", "negated"),
        ("If fighting starts, women will sleep in the bush.", "context"),
    ],
)
def test_statuses_of_plain_statements(text: str, status: str) -> None:
    assert ("MOB-03", status) in signs("en", text)
