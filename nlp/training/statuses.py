"""Trains how signs are stated, on the same texts: the sign model's own evidence stands for the marked words."""

from collections.abc import Iterator, Sequence

import numpy as np
import spacy
from spacy.language import Language

from nlp import folding, sentences
from nlp.assertion import state
from nlp.learned.model import Weights
from nlp.learned.reader import SignReader
from nlp.learned.statements import Statement, status_features
from nlp.segments import Segment, segments
from nlp.training.fit import fit_logistic
from nlp.training.matrix import make_matrix, make_vocabulary
from nlp.training.texts import MarkedSign, TrainingText
from schemas.annotation import Assertion

_COMPONENTS = (folding, sentences)  # imported for the components that they register
_LEAST_TEXTS = 2
_RIDGE = 1e-6
_ITERATIONS = 60
_STATUSES = tuple(Assertion)


def fit_statuses(texts: Sequence[TrainingText], *, version: str) -> Weights:
    """Return the weights by which a statement's status is told; all four weigh alike however often they occur."""
    said = [each for lang in sorted({text.lang for text in texts}) for each in _statements(texts, lang)]
    blocks = [[(1.0, status_features(statement))] for statement, _ in said]
    vocabulary = make_vocabulary(blocks, least_texts=_LEAST_TEXTS)
    labels = np.array([[status is each for each in _STATUSES] for _, status in said])
    often = labels.sum(axis=0)
    weights, constant = fit_logistic(
        make_matrix(blocks, vocabulary), labels,
        positive_weight=(len(said) - often) / np.maximum(often, 1), ridge=_RIDGE, iterations=_ITERATIONS,
    )  # fmt: skip
    return Weights(version, _STATUSES, tuple(vocabulary.rows), vocabulary.rarity, weights, constant)


def _statements(texts: Sequence[TrainingText], lang: str) -> Iterator[tuple[Statement, Assertion]]:
    nlp, reader = _splitter(lang), SignReader(lang)
    for text in texts:
        if text.lang == lang and text.signs:
            every = tuple(segments(nlp(text.text)))
            for sign in text.signs:
                yield _statement(text, sign, every, reader), sign.status


def _splitter(lang: str) -> Language:
    nlp = spacy.blank(lang)
    nlp.add_pipe("forewarn_folding")
    nlp.add_pipe("forewarn_sentences")
    return nlp


def _statement(text: TrainingText, sign: MarkedSign, every: Sequence[Segment], reader: SignReader) -> Statement:
    number = max(range(len(every)), key=lambda index: _shared(every[index], sign))
    segment = every[number]
    evidence = reader.evidence([word.folded for word in segment], sign.id)
    own = [segment[at].start for at in evidence.own]
    return state(sign.id, own, every, number, text=text.text, lang=text.lang)


def _shared(segment: Segment, sign: MarkedSign) -> int:
    return max(0, min(segment[-1].end, sign.end) - max(segment[0].start, sign.start))
