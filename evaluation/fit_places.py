"""Fits the match weights of `nlp.places.scoring` on the tuning half of UCDP files: a conditional logit over spots.

Run: python -m evaluation.fit_places STORE FILE... ; it prints the weights in bits, to be rounded and put there by hand.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy
from scipy.optimize import minimize
from scipy.special import logsumexp

from evaluation.ucdp import Question, read_questions
from nlp.gazetteer.store import Gazetteer, name_key, open_gazetteer
from nlp.places.candidates import area_keys, candidates_of
from nlp.places.scoring import SAME_SPOT_KM, WEIGHTS, Context, score
from nlp.places.words import class_of
from schemas.geography import distance_km

_PRIOR_SPREAD_BITS = 3.0
_HELD_SPREAD_BITS = 0.01
# All questions are of one country and ask for settlements: these files cannot tell what these comparisons are worth.
_HELD = {"country_contradicts", "settled", "quarter", "natural", "kind_fits", "kind_misfits"}
NAMES = [name for name in WEIGHTS if name != "none"]


class Example(NamedTuple):
    """One question as numbers: comparisons of its candidates, shape (candidates + 1, weights), and which are right.

    The last row, all zeros, is the answer `none of them`.
    """

    comparisons: numpy.ndarray
    right: numpy.ndarray
    weight: float


def examples(questions: Sequence[Question], gazetteer: Gazetteer) -> list[Example]:
    """Return the questions that have candidates at all, asked with and without their area."""
    both = [each for question in questions for each in (question, question._replace(admin1=""))]
    return [each for question in both if (each := _example(question, gazetteer))]


def _example(question: Question, gazetteer: Gazetteer) -> Example | None:
    context = Context(admin1=area_keys(question.admin1), country=question.country)
    found = [
        score(each, class_of(name_key(question.name)), context, gazetteer)
        for each in candidates_of(question.name, gazetteer)
    ]
    if not found:
        return None
    comparisons = numpy.zeros((len(found) + 1, len(NAMES)))
    for row, each in enumerate(found):
        for name, times in each.comparisons:
            comparisons[row, NAMES.index(name)] = times
    right = numpy.array([distance_km(each.place, question.truth) <= SAME_SPOT_KM for each in found] + [False])
    right[-1] = not right.any()
    return Example(comparisons, right, 1.0 + numpy.log2(question.events))


def fit(data: Sequence[Example]) -> dict[str, float]:
    """Return the weights in bits that make the right answers likeliest, held near those in use by a normal prior."""
    prior = numpy.array([WEIGHTS[name] for name in NAMES]) * numpy.log(2)
    spreads = [_HELD_SPREAD_BITS if name in _HELD else _PRIOR_SPREAD_BITS for name in NAMES]
    spread = numpy.array(spreads) * numpy.log(2)

    def loss(weights: numpy.ndarray) -> tuple[float, numpy.ndarray]:
        total, slope = float((((weights - prior) / spread) ** 2).sum() / 2), (weights - prior) / spread**2
        for each in data:
            scores = each.comparisons @ weights
            all_, right = logsumexp(scores), logsumexp(scores[each.right])
            total += each.weight * float(all_ - right)
            shares = numpy.exp(scores - all_) - numpy.where(each.right, numpy.exp(scores - right), 0)
            slope = slope + each.weight * (shares @ each.comparisons)
        return total, slope

    fitted = minimize(loss, prior, jac=True, method="L-BFGS-B").x / numpy.log(2)
    return dict(zip(NAMES, (round(float(each), 1) for each in fitted), strict=True))


if __name__ == "__main__":
    store, *files = map(Path, sys.argv[1:])
    opened = open_gazetteer(store)
    asked = [question for file in files for question in read_questions(file, "tune")]
    for weight_name, bits in fit(examples(asked, opened)).items():
        print(f'    "{weight_name}": {bits},')  # noqa: T201 the answer of this script
