"""One measurement of places: a labelled file, the gazetteer, our answers and those of plain methods."""

from collections.abc import Sequence
from pathlib import Path

from evaluation.corpora import Document, read_documents
from evaluation.halves import Half
from evaluation.places import Answer, exact_lookup, forewarn_answers, measure
from evaluation.texts import Found, forewarn_finds, missed, model_finds, recognition, resolution
from evaluation.ucdp import read_questions
from nlp.gazetteer.store import open_gazetteer
from schemas.evaluation import Evaluation, Recognition, Resolution


def evaluate_places(corpus: str, file: Path, store: Path, *, half: Half, worst: int) -> Evaluation:
    """Measure on one file with the gazetteer at `store`; `worst` asks for that many of the worst cases.

    Raises `ConfigurationError` for a file of another form, or no gazetteer.
    """
    version = open_gazetteer(store).version
    measured = _ucdp(file, store, half, worst) if corpus == "ucdp" else _texts(corpus, file, store, half, worst)
    resolutions, recognitions, cases = measured
    return Evaluation(
        corpus=corpus, file=file.name, half=half, gazetteer=version, resolution=tuple(resolutions),
        recognition=tuple(recognitions), worst=tuple(cases),
    )  # fmt: skip


Measured = tuple[list[Resolution], list[Recognition], list[str]]


def _ucdp(file: Path, store: Path, half: Half, worst: int) -> Measured:
    gazetteer, questions = open_gazetteer(store), read_questions(file, half)
    measures: list[Resolution] = []
    cases: list[str] = []
    for with_area, asked in ((True, "name and area"), (False, "name alone")):
        answered = {
            "forewarn": list(map(forewarn_answers(gazetteer, with_area=with_area), questions)),
            "exact lookup": list(map(exact_lookup(gazetteer, with_area=with_area), questions)),
        }
        for by_event in (True, False):
            measures += [measure(method, asked, mine, by_event=by_event) for method, mine in answered.items()]
        cases = cases or _worst(answered["forewarn"], worst)
    return measures, [], cases


def _worst(answers: Sequence[Answer], count: int) -> list[str]:
    """Return the wrong answers that stand for the most events."""
    wrong = [each for each in answers if each.off_km is None or each.off_km > 5]
    ranked = sorted(wrong, key=lambda each: (-each.question.events, each.question.name))[:count]
    return [
        f"{each.question.events} events: {each.question.name} ({each.question.admin1}): "
        + (f"{each.said}, {each.off_km:.0f} km off" if each.off_km is not None else "not placed")
        for each in ranked
    ]


def _texts(corpus: str, file: Path, store: Path, half: Half, worst: int) -> Measured:
    documents = read_documents(corpus, file, half)
    found: dict[str, list[list[Found]]] = {
        "forewarn": forewarn_finds(documents, store),
        "spaCy alone": model_finds(documents, open_gazetteer(store)),
    }
    recognitions = [
        row
        for method, mine in found.items()
        for only_loc in (True, False)
        for row in recognition(method, documents, mine, only_loc=only_loc)
    ]
    resolutions = [resolution(method, documents, mine) for method, mine in found.items() if _are_placed(documents)]
    return resolutions, recognitions, missed(documents, found["forewarn"], worst)


def _are_placed(documents: Sequence[Document]) -> bool:
    return any(place.truth for document in documents for place in document.places)
