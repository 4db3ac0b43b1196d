"""The model of warning signs as it is kept in a file, and the score that it gives a sentence.

The model is linear, so that each word's part in a score can be told: a sentence's log-odds for a sign are a constant,
plus, for each kind of feature, the sum of their weights divided by the length of their vector.
"""

import math
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.learned.features import Positions, combined_features, first_of_each, word_features
from nlp.learned.lexicon import Lexicon
from schemas.errors import ConfigurationError

Floats = NDArray[np.float32]
MODEL_FILE = Path(__file__).parent / "signs.npz"


class Weights(NamedTuple):
    """What training leaves: `signs` (S), `features` (F names), `rarity` (F,), `weights` (F, S), `constant` (S,)."""

    version: str
    signs: tuple[str, ...]
    features: tuple[str, ...]
    rarity: Floats
    weights: Floats
    constant: Floats


class Part(NamedTuple):
    """What one word or feature adds: its weight for each sign (S,), and the squared length of its vector."""

    weights: Floats
    squared: float


class LinearModel:
    """Adds up the weights of features: log-odds (S,) for blocks of features."""

    def __init__(self, weights: Weights) -> None:
        self.version, self.signs = weights.version, weights.signs
        self._rows = {name: row for row, name in enumerate(weights.features)}
        self._rarity = weights.rarity
        self._squared = (weights.rarity.astype(float) ** 2).tolist()
        self._weights = weights.weights * weights.rarity[:, None]
        self._constant = weights.constant

    def add_up(self, blocks: Iterable[tuple[float, Iterable[str]]]) -> Floats:
        """Return the constant and what the features of each block add, each block scaled to the length of its share."""
        total = self._constant.copy()
        for share, names in blocks:
            total += self._added(share, names)
        return total

    def _added(self, share: float, names: Iterable[str]) -> Floats:
        rows = self._known(names)
        if not rows:
            return np.zeros_like(self._constant)
        length = math.sqrt(sum(map(self._squared.__getitem__, rows)))
        added: Floats = np.add.reduce(self._weights.take(rows, axis=0)) * np.float32(share / length)
        return added

    def _known(self, names: Iterable[str]) -> list[int]:
        return [self._rows[name] for name in names if name in self._rows]


class SignModel(LinearModel):
    """Gives folded words of a sentence the log-odds of each sign, and says which words they rest on."""

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights)
        self._word = lru_cache(maxsize=65536)(self._word_part)

    def log_odds(self, words: Sequence[str], lexicon: Lexicon) -> Floats:
        """Return the log-odds (S,) of each sign in one sentence."""
        return self._of_words(words) + self.add_up(combined_features(words, lexicon))

    def evidence(self, words: Sequence[str], lexicon: Lexicon, sign: int) -> Floats:
        """Return what each word (W,) adds to the log-odds of one sign; a pair's part is halved between its words."""
        added = np.zeros(len(words), dtype=np.float32)
        first = first_of_each(words)
        length = sum(self._word(word).squared for word in first) ** 0.5 or 1.0
        _share_out(added, ((at, self._word(word).weights[sign] / length) for word, at in first.items()))
        for block in combined_features(words, lexicon):
            known = {self._rows[name]: at for name, at in block.features.items() if name in self._rows}
            scale = block.share / _length(self._rarity[list(known)]) if known else 0.0
            _share_out(added, ((at, self._weights[row, sign] * scale) for row, at in known.items()))
        return added

    def _of_words(self, words: Sequence[str]) -> Floats:
        parts = [self._word(word) for word in dict.fromkeys(words)]
        length = math.sqrt(sum(part.squared for part in parts))
        if not length:
            return np.zeros_like(self._constant)
        total: Floats = np.add.reduce([part.weights for part in parts]) / np.float32(length)
        return total

    def _word_part(self, word: str) -> Part:
        rows = self._known(word_features(word))
        rarity = self._rarity[rows]
        return Part(self._weights[rows].sum(axis=0), float(rarity @ rarity))


def _length(rarity: Floats) -> float:
    return math.sqrt(float(rarity @ rarity))


def _share_out(added: Floats, amounts: Iterable[tuple[Positions, float]]) -> None:
    for positions, amount in amounts:
        for at in positions:  # a pair of meanings of one word has its number twice
            added[at] += amount / len(positions)


def save_weights(weights: Weights, path: Path) -> None:
    """Write the weights with one byte each and a scale for each sign."""
    scale = np.abs(weights.weights).max(axis=0) / 127 + np.finfo(np.float32).tiny
    names = zlib.compress("\n".join(weights.features).encode(), 9)
    np.savez_compressed(
        path, version=weights.version, signs=weights.signs, features=np.frombuffer(names, dtype=np.uint8),
        rarity=weights.rarity, weights=np.round(weights.weights / scale).astype(np.int8), scale=scale,
        constant=weights.constant,
    )  # fmt: skip


def load_weights(path: Path) -> Weights:
    """Return what training left in a file; raise `ConfigurationError` where it has not been trained yet."""
    if not path.exists():
        raise ConfigurationError(f"{path} is not there: train the model of warning signs with: make model")
    with np.load(path, allow_pickle=False) as kept:
        names = zlib.decompress(kept["features"].tobytes()).decode().split("\n")
        weights = kept["weights"].astype(np.float32) * kept["scale"].astype(np.float32)
        signs = tuple(str(sign) for sign in kept["signs"])
        return Weights(str(kept["version"]), signs, tuple(names), kept["rarity"], weights, kept["constant"])


@lru_cache(maxsize=2)
def load_model(path: Path = MODEL_FILE) -> SignModel:
    """Return the model of signs."""
    return SignModel(load_weights(path))
