"""How near the annotate stage comes to the events that a reader sees; `pytest -s` prints the figures."""

import sys
from datetime import date
from pathlib import Path

import pytest

from evaluation.event_texts import EventText, Told, plain_events, read_event_texts, read_events, score
from ingest.mission import read_mission
from nlp.annotate import open_readers
from nlp.gazetteer.build import mission_gazetteer
from schemas.annotation import Assertion, IndicatorHit
from schemas.catalogue import Catalogue
from tests.factories import make_report

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "tests" / "golden" / "events.yaml"
FLOORS = {"recall": 0.93, "precision": 0.92, "time": 0.88, "actors": 0.9, "people": 0.8, "reason": 0.9}
DAY = date(2025, 2, 14)


@pytest.fixture(scope="module")
def mission():
    return read_mission(ROOT / "missions" / "example")


@pytest.fixture(scope="module")
def readers(mission):
    return open_readers(mission, Catalogue(version="none", indicators=()), mission_gazetteer(mission.places), ())


@pytest.mark.parametrize("half", ["tune", "report"])
def test_events_are_read_as_a_reader_sees_them(half, readers, mission):
    texts = read_event_texts(TEXTS, half)
    found, plain = score(texts, read_events(texts, readers)), score(texts, plain_events(texts, mission))
    for method, row in (("forewarn", found), ("nearest place, day of the report", plain)):
        figures = ", ".join(f"{name} {getattr(row, name):.2f}" for name in FLOORS)
        sys.stdout.write(f"\n{half}, {method}: {row.told} events, {figures}")
    assert {name: getattr(found, name) for name, floor in FLOORS.items() if getattr(found, name) < floor} == {}
    assert found.recall > plain.recall
    assert found.time > plain.time


def test_a_report_of_many_places_holds_as_many_events(readers, mission):
    villages = [place for place in mission.places if place.feature_code == "PPL"]
    names = [place.name for place in villages if sum(each.name == place.name for each in villages) == 1][:30]
    lines = [f"- {name}, {number + 1} January: shops were looted." for number, name in enumerate(names)]
    report = read_event_texts(TEXTS, "all")[0].report.model_copy(update={"text": "\n".join(lines)})
    hits = tuple(
        IndicatorHit(id="ARM-04", status=Assertion.AFFIRMED, start=at, end=at + 17, quote="", reason="given")
        for at in range(len(report.text))
        if report.text.startswith("shops were looted", at)
    )
    (found,) = read_events([EventText(report, (), hits)], readers)
    assert sorted((each.place, each.first) for each in found) == sorted(
        (name, date(2025, 1, number + 1)) for number, name in enumerate(names)
    )


def told(sign: str = "MOB-03", place: str = "Alpha", first: date = DAY) -> Told:
    return Told(sign, place, first, DAY, frozenset(), frozenset(), None)


def test_measures_are_those_counted_by_hand():
    """Of two events one is found, at its place but on another day; one too many is read."""
    text = EventText(make_report(), (told(), told("ARM-01")), ())
    row = score([text], [(told(first=date(2025, 2, 13)), told(place="Bravo"))])
    assert (row.told, row.recall, row.precision, row.time) == (2, 0.5, 0.5, 0.0)
