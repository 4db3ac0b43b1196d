"""One measurement of places, from the file to the tables."""

import json

import pytest

from evaluation.evaluate_places import evaluate_places
from nlp.gazetteer.build import mission_gazetteer
from nlp.gazetteer.store import open_gazetteer
from schemas.errors import ConfigurationError
from tests.evaluation.invented import ucdp_row, write_ucdp
from tests.nlp.invented import PLACES

GEOVIRUS = """<articles><article><source>1</source><text>Men came back to Tébirou.</text>
<location><start>18</start><end>25</end><lat>2.1</lat><lon>1.1</lon></location></article></articles>"""


@pytest.fixture
def store():
    return mission_gazetteer(PLACES)


@pytest.fixture
def ged(tmp_path):
    """Two events right by exact lookup, four misspelt, three of a place that no gazetteer has."""
    rows = [ucdp_row("Balle", 3.2, 1.2)] * 2 + [ucdp_row("Tebirru village", 2.1, 1.1)] * 4
    return write_ucdp(tmp_path / "ged.csv", *rows, *[ucdp_row("Qwertane", 8.0, 8.0, adm_1="Estane")] * 3)


def test_events_are_measured_four_ways_beside_exact_lookup(ged, store):
    got = evaluate_places("ucdp", ged, store, half="all", worst=0)
    rows = {(row.method, row.asked, row.counted): row for row in got.resolution}
    assert len(rows) == len(got.resolution) == 8
    assert (got.gazetteer, got.file, got.recognition, got.worst) == (open_gazetteer(store).version, "ged.csv", (), ())
    for asked in ("name and area", "name alone"):
        assert rows["exact lookup", asked, "event"].within_5_km == pytest.approx(2 / 9)
        assert rows["forewarn", asked, "event"].within_5_km == pytest.approx(6 / 9)
        assert rows["exact lookup", asked, "distinct place"].within_5_km == pytest.approx(1 / 3)
        assert rows["forewarn", asked, "distinct place"].within_5_km == pytest.approx(2 / 3)


def test_the_worst_cases_stand_for_the_most_events(ged, store):
    got = evaluate_places("ucdp", ged, store, half="all", worst=5)
    assert got.worst == ("3 events: Qwertane (Estane): not placed",)


def test_the_halves_count_together_what_all_counts(ged, store):
    counted = [
        evaluate_places("ucdp", ged, store, half=half, worst=0).resolution[0].n for half in ("tune", "report", "all")
    ]
    assert counted[0] + counted[1] == counted[2] == 9


def test_texts_with_positions_are_measured_for_both(tmp_path, store):
    file = tmp_path / "geovirus.xml"
    file.write_text(GEOVIRUS, encoding="utf-8")
    got = evaluate_places("geovirus", file, store, half="all", worst=3)
    assert [row.method for row in got.resolution] == ["forewarn", "spaCy alone"]
    assert len(got.recognition) == 8
    assert got.resolution[0].within_5_km == 1
    assert got.worst == ()
    assert all(row.f1 == 1 for row in got.recognition if row.method == "forewarn")


def test_texts_without_positions_have_no_resolution(tmp_path, store):
    file = tmp_path / "humset.json"
    place = {"start": 17, "end": 24, "label": "LOC"}
    file.write_text(json.dumps([{"lead_id": 1, "text": "Men came back to Tébirou.", "annotations": [place]}]))
    got = evaluate_places("humset", file, store, half="all", worst=0)
    assert got.resolution == ()
    assert {row.method for row in got.recognition} == {"forewarn", "spaCy alone"}


def test_without_a_gazetteer_nothing_is_measured(ged, tmp_path):
    with pytest.raises(ConfigurationError, match="no gazetteer"):
        evaluate_places("ucdp", ged, tmp_path / "none.sqlite", half="all", worst=0)
