"""The recipe of the model of warning signs: from the invented texts to the file of weights, always the same.

The figures were chosen on the tuning half of tests/golden/indicator_lines_*.jsonl (evaluation/halves.py).
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.learned import lexicon
from nlp.learned.model import MODEL_FILE, Weights, save_weights
from nlp.learned.statements import STATUS_FILE
from nlp.training.fit import fit_logistic
from nlp.training.matrix import blocks_of, make_matrix, make_vocabulary
from nlp.training.statuses import fit_statuses
from nlp.training.texts import TEXTS, TrainingText, read_texts

_LEAST_TEXTS = 3
_POSITIVE_WEIGHT = 6.0
_RIDGE = 1e-6
_ITERATIONS = 60
_IMPLIED = {"CRSV-02": "CRSV-01"}  # mass or multi-perpetrator rape is rape


def train() -> Weights:
    """Train on all texts: the signs, then how they are stated; write both files and return the weights of the signs."""
    texts, version = read_texts(), recipe_version()
    weights = fit_texts(texts, version=version)
    save_weights(weights, MODEL_FILE)
    save_weights(fit_statuses(texts, version=version), STATUS_FILE)
    return weights


def fit_texts(texts: Sequence[TrainingText], *, version: str) -> Weights:
    """Return the weights that these texts give."""
    blocks = [blocks_of(text) for text in texts]
    vocabulary = make_vocabulary(blocks, least_texts=_LEAST_TEXTS)
    signs = tuple(sorted({sign.id for text in texts for sign in text.signs}))
    weights, constant = fit_logistic(
        make_matrix(blocks, vocabulary), labels_of(texts, signs),
        positive_weight=_POSITIVE_WEIGHT, ridge=_RIDGE, iterations=_ITERATIONS,
    )  # fmt: skip
    return Weights(version, signs, tuple(vocabulary.rows), vocabulary.rarity, weights, constant)


def labels_of(texts: Sequence[TrainingText], signs: Sequence[str]) -> NDArray[np.bool_]:
    """Return which text (N) carries which sign (S), whatever its status."""
    carried = [{sign.id for sign in text.signs} for text in texts]
    carried = [{*ids, *(_IMPLIED[each] for each in ids if each in _IMPLIED)} for ids in carried]
    return np.array([[sign in ids for sign in signs] for ids in carried])


def recipe_version() -> str:
    """Return a short hash of all that the model is made of: texts, lexicon and the code of the recipe."""
    here = Path(__file__).parent
    code = [*here.glob("*.py"), *(here.parent / "learned").glob("*.py")]
    files = sorted([*TEXTS.glob("*/*.txt"), *lexicon.FOLDER.glob("*.yaml"), *code])
    content = b"".join(path.read_bytes() for path in files)
    return hashlib.sha256(content).hexdigest()[:12]
