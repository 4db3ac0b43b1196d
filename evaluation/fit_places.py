"""Fits the match weights of `nlp.places.scoring` on the tuning halves of corpora: a conditional logit over spots.

Run: python -m evaluation.fit_places STORE ucdp=FILE... geovirus=FILE gwn=FILE ; it prints the weights in bits, to be
rounded and put there by hand. What place fields can tell is fitted on UCDP, what only running text can tell
(`OF_TEXTS`) on the texts, with all other weights held: news of the whole world would make famous places too likely.
"""

import sys
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import NamedTuple

import numpy
from scipy.optimize import minimize
from scipy.special import logsumexp

from evaluation.corpora import Document, read_documents
from evaluation.ucdp import Question, read_questions
from nlp.gazetteer.store import Gazetteer, name_key, open_gazetteer
from nlp.language import load_language
from nlp.places.candidates import area_keys, candidates_of, named_so
from nlp.places.found import FoundPlace
from nlp.places.resolve import contexts_of
from nlp.places.scoring import SAME_SPOT_KM, WEIGHTS, Context, Scored, score
from nlp.places.words import class_of
from nlp.reading import paragraphs
from schemas.catalogue import Catalogue
from schemas.geography import Position, distance_km

_PRIOR_SPREAD_BITS = 3.0
_HELD_SPREAD_BITS = 0.01
_TEXT_KM = 161.0
# All questions are of one country and ask for settlements: these files cannot tell what these comparisons are worth.
OF_TEXTS = frozenset({"other_name", "area_behind_agrees", "country_named", "country_unnamed", "country", "first_level"})
_HELD = OF_TEXTS | {"country_contradicts", "settled", "quarter", "natural", "kind_fits", "kind_misfits"}
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
    context = Context(admin1=area_keys(question.admin1), country=question.country, is_field=True)
    found = [
        score(each, class_of(name_key(question.name)), context, gazetteer)
        for each in candidates_of(question.name, gazetteer)
    ]
    return _as_numbers(found, question.truth, 1.0 + float(numpy.log2(question.events))) if found else None


def text_examples(documents: Sequence[Document], store: Path) -> list[Example]:
    """Return the labelled places of texts that were found as names, each as the annotate stage scores it."""
    gazetteer = open_gazetteer(store)
    nlp = load_language("en", gazetteer=store, actors=(), catalogue=Catalogue(version="none", indicators=()))
    found = [
        [
            place._replace(start=at + place.start, end=at + place.end)
            for at, text in paragraphs(each.text)
            for place in nlp(text)._.places
        ]
        for each in documents
    ]
    return [
        example
        for document, names in zip(documents, found, strict=True)
        for example in _examples_of(document, names, gazetteer)
    ]


def _examples_of(document: Document, found: Sequence[FoundPlace], gazetteer: Gazetteer) -> Iterator[Example]:
    contexts = contexts_of(found, gazetteer, Context())
    truths = {(gold.start, gold.end): gold.truth for gold in document.places}
    for each in found:
        truth = truths.get((each.start, each.end)) or truths.get((each.start, each.start + len(each.name)))
        named = named_so(each.names, each.name, gazetteer)
        if truth and named:
            own = contexts[each._replace(start=0, end=0)]
            scored = [score(candidate, each.place_class, own, gazetteer) for candidate in named]
            yield _as_numbers(scored, truth, 1.0, within_km=_TEXT_KM)


def _as_numbers(found: Sequence[Scored], truth: Position, weight: float, within_km: float = SAME_SPOT_KM) -> Example:
    comparisons = numpy.zeros((len(found) + 1, len(NAMES)))
    for row, each in enumerate(found):
        for name, times in each.comparisons:
            comparisons[row, NAMES.index(name)] = times
    right = numpy.array([distance_km(each.place, truth) <= within_km for each in found] + [False])
    right[-1] = not right.any()
    return Example(comparisons, right, weight)


def fit(data: Sequence[Example], *, held: Set[str] = _HELD) -> dict[str, float]:
    """Return the weights in bits that make the right answers likeliest, near those in use by a normal prior.

    Those `held` stay as they are.
    """
    prior = numpy.array([WEIGHTS[name] for name in NAMES]) * numpy.log(2)
    spreads = [_HELD_SPREAD_BITS if name in held else _PRIOR_SPREAD_BITS for name in NAMES]
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


def fit_files(store: Path, files: Sequence[tuple[str, Path]]) -> dict[str, float]:
    """Return the weights fitted on the tuning halves of (corpus, file): `OF_TEXTS` on texts, the rest on UCDP."""
    gazetteer = open_gazetteer(store)
    asked = [each for corpus, file in files if corpus == "ucdp" for each in read_questions(file, "tune")]
    texts = [each for corpus, file in files if corpus != "ucdp" for each in read_documents(corpus, file, "tune")]
    of_texts = fit(text_examples(texts, store), held=frozenset(NAMES) - OF_TEXTS)
    return fit(examples(asked, gazetteer)) | {name: of_texts[name] for name in OF_TEXTS}


if __name__ == "__main__":
    store, *named = sys.argv[1:]
    given = [(corpus, Path(file)) for corpus, _, file in (each.partition("=") for each in named)]
    for weight_name, bits in fit_files(Path(store), given).items():
        print(f'    "{weight_name}": {bits},')  # noqa: T201 the answer of this script
