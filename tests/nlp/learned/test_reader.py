import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.learned import reader
from nlp.learned.model import SignModel
from nlp.learned.reader import SignReader, is_learned
from tests.nlp.small_model import SENTENCES, folded, small_weights

ENGLISH = SignReader("en")
SIGNS = sorted(ENGLISH.number)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> SignReader:
    monkeypatch.setattr(reader, "load_model", lambda: SignModel(small_weights()))
    return SignReader("en")


def test_languages_with_a_lexicon_are_learned() -> None:
    assert [lang for lang in ("en", "fr", "ar", "sw", "ln", "") if is_learned(lang)] == ["en", "fr"]


@given(SENTENCES, st.sampled_from(SIGNS))
def test_evidence_lies_in_the_sentence_for_any_sign(words: list[str], sign: str) -> None:
    """Even where every word speaks against a sign, some words of the sentence are named."""
    evidence = ENGLISH.evidence(words, sign)
    assert 0 <= evidence.start < evidence.end <= len(words)
    assert list(evidence.own) == sorted(set(evidence.own))
    assert (evidence.own[0], evidence.own[-1] + 1) == (evidence.start, evidence.end)


class FixedModel:
    """Stands for a model of one sign whose words add these amounts."""

    version, signs = "fixed", ("MOB-03",)

    def __init__(self, amounts: list[float]) -> None:
        self._amounts = np.array(amounts, dtype=np.float32)

    def evidence(self, *_: object) -> np.ndarray:
        return self._amounts


def evidence_of(amounts: list[float], monkeypatch: pytest.MonkeyPatch) -> reader.Evidence:
    monkeypatch.setattr(reader, "load_model", lambda: FixedModel(amounts))
    return SignReader("en").evidence(["word"] * len(amounts), "MOB-03")


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=12))
def test_evidence_is_the_heaviest_of_all_stretches(amounts: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        found = evidence_of([float(amount) for amount in amounts], patch)
    less = sum(max(amount, 0) for amount in amounts) / (2 * len(amounts))
    weighs = {
        (start, end): sum(amounts[start:end]) - less * (end - start)
        for start in range(len(amounts))
        for end in range(start + 1, len(amounts) + 1)
    }
    heaviest = [stretch for stretch, weight in weighs.items() if weight >= max(weighs.values()) - 1e-3]
    assert any(start <= found.start and found.end <= end for start, end in heaviest)
    assert max(amounts[at] for at in found.own) == max(amounts[found.start : found.end])


def test_words_far_below_the_strongest_are_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert evidence_of([0, 0, 0, 5, 0.5, 4, 0, 0], monkeypatch) == (3, 6, (3, 5))


@pytest.mark.parametrize(
    ("text", "sign", "word"),
    [
        ("On Monday the market of Balle was open and families slept outside.", "MOB-03", "slept"),
        ("In Ombrassa the soldiers looted a shop.", "ARM-04", "looted"),
    ],
)
def test_evidence_names_the_words_that_say_so(small: SignReader, text: str, sign: str, word: str) -> None:
    words = folded(text)
    evidence = small.evidence(words, sign)
    assert word in {words[at] for at in evidence.own}
    assert not {"monday", "balle", "ombrassa"} & {words[at] for at in evidence.own}


def test_log_odds_do_not_depend_on_what_was_read_before() -> None:
    words = folded("Women slept in the bush near Ombrassa.")
    before = ENGLISH.log_odds(words)
    ENGLISH.log_odds(folded("Soldiers looted the market."))
    np.testing.assert_array_equal(ENGLISH.log_odds(words), before)
