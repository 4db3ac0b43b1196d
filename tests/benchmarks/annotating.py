"""How fast reports are annotated: the whole stage beside bare `nlp.pipe` with the same entity recogniser alone.

Bare is the model's package with everything left out but `ner`, which in these models brings its own tok2vec: the
fastest that spaCy does it. The texts are those of the invented mission, joined and cut into 125 words.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import cycle, islice, product
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy

from nlp.annotate import BATCH_SIZE, annotate
from nlp.gazetteer.build import build_gazetteer
from nlp.ordinary_words import MODELS
from pipeline.gazetteer import ready_gazetteer
from pipeline.landing import land_batch
from pipeline.parts import Parts
from pipeline.plans import plan_run
from pipeline.records import all_landed
from schemas.mission import Place
from schemas.report import Report
from tests.benchmarks.common import Ratio, invented_mission, rates

GOAL = 0.7
WORDS = 125  # of a usual report (design)
REPORTS, ROUNDS = 100, 11
MANY_PLACES = 200_000
SYLLABLES = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "wo", "za", "gba", "nde", "kpo", "lua", "sha"]


def measure() -> list[Ratio]:
    """Compare for each language, with the mission's own gazetteer and with one of 200,000 more places."""
    with invented_mission() as (parts, _), TemporaryDirectory() as folder:
        many = build_gazetteer([*parts.mission.places, *invented_places(MANY_PLACES)], Path(folder) / "many.sqlite")
        gazetteers = {"the mission's places": ready_gazetteer(parts), f"{MANY_PLACES:,} places": many}
        landed = land_all(parts)
        return [
            compare(f"annotate, {code}, {name}", code, cut_reports(landed, code), parts, path)
            for (name, path), code in product(gazetteers.items(), MODELS)
        ]


def compare(what: str, code: str, reports: Sequence[Report], parts: Parts, gazetteer: Path) -> Ratio:
    """Return documents a second of both ways, in turns, each in one process."""
    texts, recogniser = [report.text for report in reports], spacy.load(MODELS[code])
    recogniser.select_pipes(enable="ner")

    def ours() -> None:
        list(annotate(reports, mission=parts.mission, catalogue=parts.catalogue, gazetteer_path=gazetteer))

    def bare() -> None:
        list(recogniser.pipe(texts, batch_size=BATCH_SIZE))

    found = rates({"annotate": ours, "nlp.pipe with ner": bare}, len(reports), ROUNDS)
    return Ratio(what=what, ours=found[0], bare=found[1], goal=GOAL)


def land_all(parts: Parts) -> list[Report]:
    """Return the mission's reports, read and protected."""
    for batch in plan_run(parts).batches:
        land_batch(parts, batch)
    return [row.report for row in all_landed(parts.store) if row.report is not None and row.report.text]


def cut_reports(landed: Sequence[Report], code: str) -> list[Report]:
    """Return the reports of a language, each with a text of 125 words cut out of all texts; no two are the same."""
    own = [report for report in landed if report.language == code]
    words = " ".join(report.text for report in own).split(" ")
    step = (len(words) - WORDS) / REPORTS
    texts = [" ".join(words[round(number * step) :][:WORDS]) for number in range(REPORTS)]
    return [report.model_copy(update={"text": text}) for report, text in zip(cycle(own), texts, strict=False)]


def invented_places(number: int) -> Iterator[Place]:
    """Yield villages with invented names of two to four syllables, at random places of one degree of latitude."""
    chance = random.Random(1)
    names = (chance.choices(SYLLABLES, k=chance.randint(2, 4)) for _ in range(number))
    for index, name in enumerate(islice(names, number)):
        yield Place(
            id=f"XX-{index}",
            name="".join(name).capitalize(),
            latitude=10 + chance.random(),
            longitude=2 + chance.random(),
            feature_code="PPL",
            country="XX",
        )
