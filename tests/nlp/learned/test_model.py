from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.catalogue_reader import BUILT_IN, read_catalogue
from nlp.learned.lexicon import load_lexicon
from nlp.learned.model import LinearModel, SignModel, Weights, load_model, load_weights, save_weights
from nlp.training.matrix import blocks_of, make_matrix, make_vocabulary
from nlp.training.texts import TrainingText, read_texts
from schemas.errors import ConfigurationError
from tests.nlp.small_model import LINES, SENTENCES, folded, small_weights, texts

TEXTS = read_texts()[::150]
BLOCKS = [blocks_of(text) for text in TEXTS]
VOCABULARY = make_vocabulary(BLOCKS, least_texts=2)
NUMBERS = np.random.default_rng(7)
RANDOM = Weights(
    "random",
    ("AAA-01", "BBB-02", "CCC-03"),
    tuple(VOCABULARY.rows),
    VOCABULARY.rarity,
    NUMBERS.normal(size=(len(VOCABULARY.rows), 3)).astype(np.float32),
    NUMBERS.normal(size=3).astype(np.float32),
)
MODEL = SignModel(RANDOM)


def test_reading_gives_what_training_computes() -> None:
    """Features are made twice, for training and for reading; the log-odds of the same text must be the same."""
    trained = make_matrix(BLOCKS, VOCABULARY) @ RANDOM.weights + RANDOM.constant
    read = [MODEL.log_odds(folded(text.text), load_lexicon(text.lang)) for text in TEXTS]
    np.testing.assert_allclose(np.array(read), trained, atol=1e-4)


@given(st.sampled_from(TEXTS), st.sampled_from(range(3)))
def test_evidence_adds_up_to_the_log_odds(text: TrainingText, sign: int) -> None:
    words, lexicon = folded(text.text), load_lexicon(text.lang)
    added = MODEL.evidence(words, lexicon, sign)
    assert len(added) == len(words)
    assert added.sum() == pytest.approx(MODEL.log_odds(words, lexicon)[sign] - RANDOM.constant[sign], abs=1e-3)


@given(SENTENCES, st.sampled_from(range(3)))
def test_evidence_adds_up_for_any_words(words: list[str], sign: int) -> None:
    lexicon = load_lexicon("en")
    added = MODEL.evidence(words, lexicon, sign).sum()
    assert added == pytest.approx(MODEL.log_odds(words, lexicon)[sign] - RANDOM.constant[sign], abs=1e-3)


def test_words_that_training_never_saw_leave_the_constant() -> None:
    np.testing.assert_array_equal(MODEL.log_odds(["ζζζ", "ψψψ"], load_lexicon("en")), RANDOM.constant)
    assert not MODEL.evidence(["ζζζ", "ψψψ"], load_lexicon("en"), 0).any()


def test_a_block_is_scaled_to_its_share() -> None:
    two, one = np.array([[3.0], [4.0]], dtype=np.float32), np.ones(1, dtype=np.float32)
    model = LinearModel(Weights("", ("AAA-01",), ("x", "y"), np.array([1, 2], dtype=np.float32), two, one))
    assert model.add_up([(1.0, ["x"])]) == pytest.approx([1 + 3])
    assert model.add_up([(0.5, ["x", "y", "unknown"])]) == pytest.approx([1 + 0.5 * (1 * 3 + 2 * 4) / 5**0.5])
    assert model.add_up([]) == pytest.approx([1])


def test_adding_up_leaves_the_model_as_it_was() -> None:
    words, lexicon = folded(TEXTS[0].text), load_lexicon("en")
    before = MODEL.log_odds(words, lexicon)
    MODEL.log_odds(words, lexicon)
    np.testing.assert_array_equal(MODEL.log_odds(words, lexicon), before)


def test_a_byte_a_weight_keeps_the_likeliest_sign(tmp_path: Path) -> None:
    save_weights(small_weights(), tmp_path / "signs.npz")
    exact, kept = SignModel(small_weights()), SignModel(load_weights(tmp_path / "signs.npz"))
    lexicon = load_lexicon("en")
    for text in texts(*LINES):
        words = folded(text.text)
        assert exact.log_odds(words, lexicon).argmax() == kept.log_odds(words, lexicon).argmax()


def test_a_saved_weight_is_off_by_half_a_step_at_most(tmp_path: Path) -> None:
    save_weights(RANDOM, tmp_path / "signs.npz")
    kept = load_weights(tmp_path / "signs.npz")
    step = np.abs(RANDOM.weights).max(axis=0) / 127
    assert (np.abs(kept.weights - RANDOM.weights) <= step / 2 * 1.001).all()
    assert (kept.version, kept.signs, kept.features) == (RANDOM.version, RANDOM.signs, RANDOM.features)
    np.testing.assert_array_equal(kept.rarity, RANDOM.rarity)
    np.testing.assert_array_equal(kept.constant, RANDOM.constant)


def test_the_same_weights_make_the_same_file(tmp_path: Path) -> None:
    for name in ("once.npz", "again.npz"):
        save_weights(RANDOM, tmp_path / name)
    assert (tmp_path / "once.npz").read_bytes() == (tmp_path / "again.npz").read_bytes()


def test_a_sign_without_any_weight_can_be_saved(tmp_path: Path) -> None:
    save_weights(RANDOM._replace(weights=np.zeros_like(RANDOM.weights)), tmp_path / "signs.npz")
    assert not load_weights(tmp_path / "signs.npz").weights.any()


def test_a_model_that_is_not_trained_says_how_to_train_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="make model"):
        load_weights(tmp_path / "signs.npz")


def test_the_trained_model_knows_signs_of_the_catalogue_alone() -> None:
    assert set(load_model().signs) <= {sign.id for sign in read_catalogue(BUILT_IN).indicators}
