"""Every read of a command stands in the audit log, with its purpose; what has none of the mission's is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.app import app
from pipeline.auditing import folder_of, hashed_name
from pipeline.parts import open_parts
from schemas.errors import ConfigurationError
from schemas.protection import Level
from tests.cli.test_commands import set_home, typed
from tests.factories import make_count, make_event, make_report, report_id_of
from tests.pipeline.runs import settings_in

READS = [
    ("search", "Zelmarane"),
    ("thread", "patrol-notes:one"),
    ("export", "events"),
    ("warnings",),
    ("keys",),
    ("unplaced",),
    ("patterns",),
    ("routes",),
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a home with one report in its index."""
    set_home(monkeypatch, tmp_path)
    with open_parts(settings_in(tmp_path)) as parts:
        parts.index.put([make_report(text="Girls were taken, Zelmarane says."), make_event()])
        parts.index.refresh()
    return tmp_path


def lines(home: Path) -> list[dict[str, Any]]:
    files = sorted(folder_of(settings_in(home)).glob("2*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("words", READS, ids=lambda words: words[0])
def test_d18_a_read_stands_in_the_log_with_who_why_and_what(home: Path, words: tuple[str, ...]) -> None:
    typed(*words)
    asked, shown = lines(home)
    assert (asked["outcome"], shown["outcome"]) == ("asked", "shown")
    assert (shown["role"], shown["door"], shown["purpose"]) == ("profile protected", "command", "early warning")
    assert shown["who"]


def test_d18_what_was_shown_is_named_and_what_was_searched_for_is_hashed(home: Path) -> None:
    typed("search", "Zelmarane")
    shown = lines(home)[-1]
    assert shown["ids"] == [report_id_of()]
    assert shown["searched"] == [hashed_name(settings_in(home), "Zelmarane")]
    assert "Zelmarane" not in json.dumps(lines(home))


def test_d15_a_purpose_that_is_none_of_the_mission_s_is_refused_and_taken_down(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOREWARN_PURPOSE", "marketing")
    result = CliRunner().invoke(app, ["search", "Zelmarane"])
    assert isinstance(result.exception, ConfigurationError)
    assert "early warning" in str(result.exception)
    assert "Girls" not in result.output
    (line,) = lines(home)
    assert (line["outcome"], line["purpose"]) == ("refused", "marketing")


def test_d15_a_source_that_is_read_for_another_purpose_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mission").mkdir()
    (tmp_path / "mission" / "mission.toml").write_text('purposes = ["investigation of crimes"]')
    settings = settings_in(tmp_path / "home", mission=tmp_path / "mission")
    with pytest.raises(ConfigurationError, match="read for none of the mission's purposes"), open_parts(settings):
        pass


def test_a_profile_that_the_mission_does_not_compute_is_refused_and_taken_down(home: Path) -> None:
    result = CliRunner().invoke(app, ["search", "x", "--profile", "military"])
    assert "does not compute the profile military" in str(result.exception)
    assert [line["outcome"] for line in lines(home)] == ["refused"]


def test_d11_unsuppressed_counts_of_few_people_are_not_exported(home: Path) -> None:
    with open_parts(settings_in(home)) as parts:
        parts.index.put([make_count(level=Level.STRICTLY_CONFIDENTIAL, value=1)])
    result = CliRunner().invoke(app, ["export", "counts"])
    assert "--profile analyst" in str(result.exception)
    assert result.stdout == ""
