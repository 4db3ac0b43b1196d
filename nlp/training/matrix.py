"""The features of many texts as one sparse matrix, weighed as the model will weigh them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from nlp.folding import fold_words
from nlp.learned.features import combined_features, word_features
from nlp.learned.lexicon import load_lexicon
from nlp.training.texts import TrainingText

Blocks = list[tuple[float, list[str]]]


class Vocabulary(NamedTuple):
    """The features that are known, in order, and how rare each is (F,)."""

    rows: Mapping[str, int]
    rarity: NDArray[np.float32]


def blocks_of(text: TrainingText) -> Blocks:
    """Return the features of a text by kind, each kind with its share."""
    words = [word.folded for word in fold_words(text.text)]
    of_words = [feature for word in dict.fromkeys(words) for feature in word_features(word)]
    combined = combined_features(words, load_lexicon(text.lang))
    return [(1.0, of_words), *((block.share, list(block.features)) for block in combined)]


def make_vocabulary(texts: Iterable[Blocks], *, least_texts: int) -> Vocabulary:
    """Return the features that at least `least_texts` texts have; rarity is log(texts / texts that have it) + 1."""
    counts, number = Counter[str](), 0
    for blocks in texts:
        counts.update({feature for _, features in blocks for feature in features})
        number += 1
    names = sorted(name for name, count in counts.items() if count >= least_texts)
    rarity = np.log((1 + number) / (1 + np.array([counts[name] for name in names]))) + 1
    return Vocabulary({name: row for row, name in enumerate(names)}, rarity.astype(np.float32))


def make_matrix(texts: Sequence[Blocks], vocabulary: Vocabulary) -> Any:
    """Return the sparse matrix (N, F) of the texts, each kind of feature scaled to the length of its share."""
    ends, columns, values = [0], list[int](), list[NDArray[np.float32]]()
    for blocks in texts:
        for share, features in blocks:
            known = [vocabulary.rows[feature] for feature in features if feature in vocabulary.rows]
            rarity = vocabulary.rarity[known]
            columns += known
            values.append(rarity * np.float32(share / max(float(rarity @ rarity) ** 0.5, 1e-9)))
        ends.append(len(columns))
    matrix = csr_array((np.concatenate(values), columns, ends), shape=(len(texts), len(vocabulary.rows)))
    matrix.sum_duplicates()
    return matrix
