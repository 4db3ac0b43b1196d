import re
from pathlib import Path

import numpy as np
import pytest

from nlp.learned.lexicon import load_lexicon
from nlp.learned.model import SignModel
from nlp.training import train
from nlp.training.texts import TrainingText
from nlp.training.train import fit_texts, labels_of, recipe_version
from tests.nlp.small_model import LINES, folded, small_weights, texts


def likely(text: str, lang: str = "en") -> set[str]:
    model = SignModel(small_weights())
    return {
        sign
        for sign, log_odds in zip(model.signs, model.log_odds(folded(text), load_lexicon(lang)), strict=True)
        if log_odds > 0
    }


def test_training_again_gives_the_same_bits() -> None:
    first, second = small_weights(), fit_texts(texts(*LINES), version="tests")
    assert first.signs == second.signs == ("ARM-04", "MOB-03")
    assert first.features == second.features
    for name in ("rarity", "weights", "constant"):
        assert getattr(first, name).tobytes() == getattr(second, name).tobytes()


def test_the_texts_that_it_learned_from_are_read() -> None:
    for line in texts(*LINES):
        assert likely(line.text) == {sign.id for sign in line.signs}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Grandmothers spend the night beneath the trees.", {"MOB-03"}),
        ("en", "Gunmen pillaged two kiosks.", {"ARM-04"}),
        ("fr", "Des femmes dorment en brousse.", {"MOB-03"}),
        ("fr", "Des militaires ont pillé les boutiques.", {"ARM-04"}),
        ("fr", "Les élèves sont rentrés à l'école.", set()),
    ],
)
def test_wording_that_no_text_has_is_read_by_its_meanings(lang: str, text: str, expected: set[str]) -> None:
    """All texts of the small model are English: French is read through the meanings that both languages share."""
    assert likely(text, lang) == expected


def test_mass_rape_is_rape() -> None:
    lines = [TrainingText("en", text.text, text.signs) for text in texts("[CRSV-02 negated: words]", "none")]
    assert labels_of(lines, ("ARM-04", "CRSV-01", "CRSV-02")).tolist() == [[False, True, True], [False] * 3]


def test_a_status_does_not_change_whether_a_text_carries_a_sign() -> None:
    lines = texts("[MOB-03: words]", "[MOB-03 hedged: words]", "[MOB-03 negated: words]", "[MOB-03 context: words]")
    assert labels_of(lines, ("MOB-03",)).all()


def test_the_version_names_the_recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = recipe_version()
    assert re.fullmatch("[0-9a-f]{12}", before)
    assert recipe_version() == before
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "mobility.txt").write_text("Calm.\n", encoding="utf-8")
    monkeypatch.setattr(train, "TEXTS", tmp_path)
    assert recipe_version() != before


def test_features_of_fewer_than_three_texts_are_not_learned() -> None:
    assert "=slept" in small_weights().features
    assert "=millet" not in small_weights().features
    assert np.isfinite(small_weights().weights).all()
