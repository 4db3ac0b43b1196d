"""`forewarn evaluate places`, as an analyst types it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from nlp.gazetteer.build import mission_gazetteer
from schemas.errors import ConfigurationError
from schemas.evaluation import Evaluation
from tests.evaluation.invented import ucdp_row, write_ucdp
from tests.nlp.invented import PLACES


@pytest.fixture
def ged(tmp_path: Path) -> Path:
    """Two events of a known place, and one of a place that no gazetteer has."""
    rows = [ucdp_row("Balle", 3.2, 1.2)] * 2
    return write_ucdp(tmp_path / "ged.csv", *rows, ucdp_row("Qwertane", 8.0, 8.0, adm_1="Estane"))


def typed(*words: object) -> str:
    runner = CliRunner(env={"COLUMNS": "200"})
    result = runner.invoke(app, ["evaluate", "places", *map(str, words)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_json_is_the_whole_measurement(ged: Path) -> None:
    shown = typed(ged, "--corpus", "ucdp", "--gazetteer", mission_gazetteer(PLACES), "--json")
    got = Evaluation.model_validate(json.loads(shown))
    assert (got.corpus, got.file, got.half) == ("ucdp", "ged.csv", "all")
    assert {row.method for row in got.resolution} == {"forewarn", "exact lookup"}
    assert {row.n for row in got.resolution if row.counted == "event"} == {3}


def test_tables_show_every_way_of_counting_and_the_worst(ged: Path) -> None:
    shown = typed(ged, "--corpus", "ucdp", "--gazetteer", mission_gazetteer(PLACES), "--worst", "2")
    for asked in ("name and area", "name alone"):
        assert f"{asked}, per event (N 3)" in shown
        assert f"{asked}, per distinct place (N 2)" in shown
    within = next(line for line in shown.splitlines() if "within 5 km" in line)
    assert within.split()[-2:] == ["0.667", "0.667"]
    assert "1 events: Qwertane (Estane): not placed" in shown


def test_texts_show_a_table_of_what_was_found(tmp_path: Path) -> None:
    file = tmp_path / "humset.json"
    place = {"start": 17, "end": 24, "label": "LOC"}
    file.write_text(json.dumps([{"lead_id": 1, "text": "Men came back to Tébirou.", "annotations": [place]}]))
    shown = typed(file, "--corpus", "humset", "--gazetteer", mission_gazetteer(PLACES))
    rows = [line.split() for line in shown.splitlines() if line.strip().startswith("forewarn")]
    assert rows
    assert all(row[-4:] == ["1", "1.000", "1.000", "1.000"] for row in rows)


def test_without_the_option_the_loaded_gazetteer_is_measured(
    ged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOREWARN_GAZETTEER", str(mission_gazetteer(PLACES)))
    loaded = typed(ged, "--corpus", "ucdp", "--json")
    monkeypatch.setenv("FOREWARN_GAZETTEER", str(tmp_path / "none.sqlite"))
    assert typed(ged, "--corpus", "ucdp", "--gazetteer", mission_gazetteer(PLACES), "--json") == loaded
    with pytest.raises(ConfigurationError, match="no gazetteer"):
        typed(ged, "--corpus", "ucdp")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--corpus", "atlas"), "--corpus 'atlas' is not known; give one of: ucdp"),
        (("--corpus", "ucdp", "--half", "third"), "--half 'third' is not known; give one of: tune"),
    ],
)
def test_an_unknown_value_is_named_with_those_known(ged: Path, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        typed(ged, *words)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"there is no file .*none\.csv"):
        typed(tmp_path / "none.csv", "--corpus", "ucdp")
