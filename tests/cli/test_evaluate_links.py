"""`forewarn evaluate links`, as an analyst types it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from schemas.errors import ConfigurationError
from schemas.evaluation import LinkEvaluation
from tests.evaluation.test_evaluate_links import ged

CROSS_SOURCE = Path(__file__).parent.parent / "golden" / "cross_source"


def typed(*words: object) -> str:
    runner = CliRunner(env={"COLUMNS": "200"})
    result = runner.invoke(app, ["evaluate", "links", *map(str, words)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(autouse=True)
def nothing_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOREWARN_GAZETTEER", str(tmp_path / "none.sqlite"))
    monkeypatch.setattr("cli.common.screen.width", 140)


def test_json_is_the_whole_measurement_of_the_setting(tmp_path: Path) -> None:
    shown = typed(ged(tmp_path), "--corpus", "ucdp", "--setting", "coarse", "--json")
    got = LinkEvaluation.model_validate(json.loads(shown))
    assert (got.corpus, got.file, got.half, got.reports) == ("ucdp", "ged.csv", "all", 5)
    assert {row.setting for row in got.scores} == {"coarse"}
    assert any("no gazetteer is loaded" in note for note in got.notes)


def test_tables_stand_by_setting_with_the_mistakes_below(tmp_path: Path) -> None:
    shown = typed(ged(tmp_path), "--corpus", "ucdp", "--worst", "1")
    assert "5 reports of 3 events, 2 true pairs" in shown
    for title in ("text, by links", "text, by incidents", "coarse, by links", "coarse, by incidents"):
        assert title in shown
    assert "text: missed, " in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--corpus", "atlas"), "--corpus 'atlas' is not known; give one of: ucdp"),
        (("--corpus", "ucdp", "--setting", "fine"), "--setting 'fine' is not known; give one of: text"),
        (("--corpus", "ucdp", "--half", "third"), "--half 'third' is not known; give one of: tune"),
    ],
)
def test_an_unknown_value_is_named_with_those_known(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        typed(ged(tmp_path), *words)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="there is no file"):
        typed(tmp_path / "none.csv", "--corpus", "ucdp")


def test_a_recorded_mission_is_run_and_measured_and_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "mission"
    folder.mkdir()
    for file in (*CROSS_SOURCE.glob("*.csv"), CROSS_SOURCE / "mission.toml"):
        (folder / file.name).write_bytes(file.read_bytes())
    lines = (CROSS_SOURCE / "messages.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "messages.jsonl").write_text("".join(lines[11:13]), encoding="utf-8")
    reports = [{"key": "patrol-notes:TS-TISSOUN:PTRL/0003"}, {"key": "community-alerts:ROV/2025/0006"}]
    truth = {"incidents": [{"id": "hanzare-market-no-women", "reports": reports}]}
    (folder / "truth.json").write_text(json.dumps(truth), encoding="utf-8")
    before = {file.name for file in folder.iterdir()}
    shown = typed(folder, "--corpus", "cross-source", "--half", "tune", "--json")
    got = LinkEvaluation.model_validate(json.loads(shown))
    assert (got.corpus, got.half, got.reports, got.events, got.true_pairs) == ("cross-source", "tune", 2, 1, 1)
    assert {file.name for file in folder.iterdir()} == before
