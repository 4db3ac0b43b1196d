"""What the model reads in one sentence: which signs, and the words that say so."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from nlp.learned.lexicon import FOLDER, load_lexicon
from nlp.learned.model import Floats, load_model

_WORTH_NAMING = 0.2  # of the strongest word's part


class Evidence(NamedTuple):
    """The words `start` to `end` carry a sign; `own` are the numbers of those that speak most for it."""

    start: int
    end: int
    own: tuple[int, ...]


class SignReader:
    """The model with the lexicon of one language."""

    def __init__(self, lang: str) -> None:
        self._model = load_model()
        self._lexicon = load_lexicon(lang)
        self.signs = self._model.signs
        self.number = {sign: number for number, sign in enumerate(self._model.signs)}
        self.version = self._model.version

    def log_odds(self, words: Sequence[str]) -> Floats:
        """Return the log-odds (S,) of each sign in one sentence of folded words."""
        return self._model.log_odds(words, self._lexicon)

    def evidence(self, words: Sequence[str], sign: str) -> Evidence:
        """Return the stretch of words that speaks most for a sign."""
        added = self._model.evidence(words, self._lexicon, self.number[sign])
        start, end = _heaviest_stretch(added - added.clip(min=0).sum() / (2 * len(added)))
        strongest = float(added[start:end].max())
        named = min(strongest, strongest * _WORTH_NAMING)  # where every word speaks against it, the least of them
        own = tuple(at for at in range(start, end) if added[at] >= named)
        return Evidence(own[0], own[-1] + 1, own)


def is_learned(lang: str) -> bool:
    """Tell whether the model reads this language."""
    return (FOLDER / f"{lang}.yaml").exists()


def _heaviest_stretch(amounts: Floats) -> tuple[int, int]:
    """Return the bounds of the stretch with the largest sum (Kadane's algorithm)."""
    best, total, first = (-np.inf, 0, 1), 0.0, 0
    for at, amount in enumerate(map(float, amounts)):
        if total <= 0:
            total, first = 0.0, at
        total += amount
        best = max(best, (total, first, at + 1), key=lambda each: each[0])
    return int(best[1]), int(best[2])
