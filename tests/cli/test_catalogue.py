"""`forewarn catalogue`, as an adviser types it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from schemas.errors import ConfigurationError
from tests.nlp.test_catalogue_check import WHOLE


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    (tmp_path / "mission.toml").write_text('name = "invented"\ninvented = true\n', encoding="utf-8")
    return tmp_path


def typed(mission: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["catalogue", *words, "--mission", str(mission)], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def write(mission: Path, text: str) -> Path:
    path = mission / "change.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_check_names_every_mistake_with_file_line_and_mend(mission: Path) -> None:
    change = write(mission, WHOLE.replace("severity: 3", "severity: 9").replace("women fled", "the and"))
    told = typed(mission, "check", str(change), code=1)
    assert f"{change}, line 5: ZZZ-01 mend severity" in told
    assert f"{change}, line 9: ZZZ-01" in told
    assert "2 to mend" in told


def test_check_counts_what_is_there_and_names_drafts(mission: Path) -> None:
    assert "72 signs" in typed(mission, "check")
    (mission / "catalogue").mkdir()
    (mission / "catalogue" / "ours.yaml").write_text(WHOLE, encoding="utf-8")
    assert "is a draft, checked but not used" in typed(mission, "check")


def test_match_shows_words_pattern_and_look_alikes(mission: Path) -> None:
    told = typed(mission, "match", "No women seen. A few women came.")
    assert 'MOB-01 matches: "No women"' in told
    assert "mobility.yaml, line" in told
    assert "looks alike, and is none" in told
    assert 'your pattern matches: "women came"' in typed(
        mission, "match", "A few women came.", "--pattern", "{women} came"
    )


def test_match_reads_a_file_and_a_folder_of_ones_own(mission: Path) -> None:
    text = mission / "lines.txt"
    text.write_text("Calm.\nWomen fled.\n", encoding="utf-8")
    found = typed(mission, "match", str(text), "--file", "--with", str(write(mission, WHOLE)), "--json")
    assert "ZZZ-01" in {json.loads(line)["id"] for line in found.splitlines()}


def test_a_change_waits_is_approved_and_is_taken_back(mission: Path) -> None:
    assert "Nothing waits" in typed(mission, "review")
    told = typed(mission, "propose", str(write(mission, WHOLE)), "--why", "new here")
    proposal = told.split()[2].rstrip(":")
    assert "new here" in typed(mission, "review")
    assert "72 signs" in typed(mission, "check")
    assert "is approved" in typed(mission, "approve", proposal)
    assert "73 signs" in typed(mission, "check")
    assert "is refused" in typed(mission, "refuse", proposal)
    assert "72 signs" in typed(mission, "check")
    assert "Nothing waits" in typed(mission, "review")
    assert "refused by" in typed(mission, "review", "--all")


def test_a_proposal_with_a_mistake_is_refused(mission: Path) -> None:
    with pytest.raises(ConfigurationError, match="line 5: ZZZ-01 mend severity"):
        typed(mission, "propose", str(write(mission, WHOLE.replace("severity: 3", "severity: 9"))))
    with pytest.raises(ConfigurationError, match="there is no file or folder"):
        typed(mission, "propose", str(mission / "nowhere.yaml"))
