import numpy as np
import pytest

from nlp.learned.model import LinearModel
from nlp.learned.statements import Statement, status_features
from nlp.training.statuses import fit_statuses
from schemas.annotation import Assertion
from tests.nlp.small_model import folded, texts

PLACES = ("Ombrassa", "Balle", "Kalouve", "Marasse")
SAID = {
    Assertion.AFFIRMED: "[MOB-03: Women slept in the bush] near {}.",
    Assertion.HEDGED: "Somebody claims that [MOB-03 hedged: women slept in the bush] near {}.",
    Assertion.NEGATED: "It is untrue that [MOB-03 negated: women slept in the bush] near {}.",
    Assertion.CONTEXT: "Years ago [MOB-03 context: women slept in the bush] near {}.",
}
LINES = [line.format(place) for place in PLACES for line in SAID.values()]


def test_the_statuses_of_the_texts_are_learned() -> None:
    weights = fit_statuses(texts(*LINES), version="tests")
    model = LinearModel(weights)
    assert weights.signs == tuple(Assertion)
    for status, line in SAID.items():
        (text,) = texts(line.format("Tebirou"))
        words = folded(text.text)
        start = words.index("women")
        said = Statement("MOB-03", words, start, start + 5, (), (), Assertion.AFFIRMED, False)
        assert model.signs[int(model.add_up([(1.0, status_features(said))]).argmax())] == status


def test_training_again_gives_the_same_bits() -> None:
    first, second = (fit_statuses(texts(*LINES), version="tests") for _ in range(2))
    assert first.features == second.features
    assert first.weights.tobytes() == second.weights.tobytes()


def test_a_rare_status_weighs_as_much_as_a_common_one() -> None:
    """Of one wording, twenty times affirmed and twice negated, both are as likely as not."""
    often = [SAID[Assertion.AFFIRMED].format("Balle")] * 20
    rare = ["[MOB-03 negated: Women slept in the bush] near Balle."] * 2
    weights = fit_statuses(texts(*often, *rare), version="tests")
    log_odds = dict(zip(weights.signs, LinearModel(weights).add_up([(1.0, weights.features)]), strict=True))
    assert log_odds[Assertion.AFFIRMED] == pytest.approx(0, abs=0.1)
    assert log_odds[Assertion.NEGATED] == pytest.approx(0, abs=0.1)


def test_a_text_whose_words_all_speak_against_its_sign_is_trained_on() -> None:
    weights = fit_statuses(texts(*LINES, "[TIP-01: Calm]", "[TIP-01: zzz]"), version="tests")
    assert np.isfinite(weights.weights).all()
