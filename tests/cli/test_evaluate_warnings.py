"""`forewarn evaluate warnings`, as an analyst types it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from schemas.errors import ConfigurationError
from schemas.evaluation import WarningEvaluation

EXAMPLE = Path(__file__).parents[2] / "missions" / "example"


def typed(*words: object) -> str:
    runner = CliRunner(env={"COLUMNS": "200"})
    result = runner.invoke(app, ["evaluate", "warnings", *map(str, words)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def few_messages(tmp_path: Path) -> Path:
    """Give the example mission's folder with a few of its messages: two signs, of which one report alone is told."""
    for file in (*EXAMPLE.glob("*.csv"), EXAMPLE / "mission.toml", EXAMPLE / "truth.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    lines = (EXAMPLE / "messages.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    told = [line for line in lines if "PTRL/0013" in line or "PTRL/0014" in line]
    (tmp_path / "messages.jsonl").write_text("".join(told), encoding="utf-8")
    return tmp_path


def test_a_recorded_mission_is_run_and_measured_and_leaves_nothing(few_messages: Path) -> None:
    before = {file.name for file in few_messages.iterdir()}
    got = WarningEvaluation.model_validate(json.loads(typed(few_messages, "--json")))
    assert {file.name for file in few_messages.iterdir()} == before
    assert (got.profile, got.messages, got.places) == ("protected", 2, 122)
    ours, *_, strong, _ = got.scores
    assert (ours.method, ours.expected, ours.hits, ours.quiet_windows) == ("Forewarn", 1, 1, 13)
    assert (strong.method, strong.hits) == ("one sign of severity 4 or more", 1)
    assert "patrol-notes:TS-MBAZERE:PTRL/0009" in got.missed_signs
    assert "patrol-notes:TS-MBAZERE:PTRL/0014" not in got.missed_signs


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"there is no .*truth\.json"):
        typed(tmp_path)
    (tmp_path / "truth.json").write_text("{}")
    with pytest.raises(ConfigurationError, match=r"there is no .*messages\.jsonl"):
        typed(tmp_path)
