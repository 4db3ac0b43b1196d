"""`forewarn kibana`: the file, and what is asked for before anything is sent."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from schemas.errors import ConfigurationError
from search.kibana.declared import declared
from tests.cli.test_commands import typed

SINGLE = ("--profile", "analyst", "--language", "fr")


def written(path: Path, *words: str) -> list[dict[str, dict[str, str]]]:
    typed("kibana", "write", "--out", str(path), *words)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_one_set_has_everything_that_is_declared_in_its_language(tmp_path: Path) -> None:
    made = declared()
    objects = written(tmp_path / "out.ndjson", *SINGLE, "--since", "2025-01-06", "--until", "2025-03-17")
    declared_objects = [*made.patterns, *made.searches, *made.charts, *made.dashboards]
    assert len(objects) == len(declared_objects) + len(made.dashboards)  # each dashboard has a note
    titles = {each["attributes"]["title"]: each["attributes"] for each in objects}
    assert titles["Aujourd’hui [analyst]"]["timeFrom"] == "2025-01-06T00:00:00.000Z"
    assert "Fuite nocturne (MOB-03)" in str(objects)
    assert "Tokounda" not in str(objects)  # names of villages are not needed, only their districts' outlines
    assert "Mbazéré" in str(objects)


def test_all_profiles_and_languages_are_written_where_none_is_named(tmp_path: Path) -> None:
    all_sets, one = written(tmp_path / "all.ndjson"), written(tmp_path / "one.ndjson", *SINGLE)
    assert len(all_sets) == 4 * len(one)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("kibana", "load"), "FOREWARN_KIBANA_URL is not set"),
        (("kibana", "write", "--since", "yesterday"), "is no day"),
        (("kibana", "write", "--profile", "nobody"), "no profile"),
        (("kibana", "write", "--language", "xx"), "no language"),
    ],
)
def test_what_is_missing_is_said(words: tuple[str, ...], reason: str) -> None:
    with pytest.raises(ConfigurationError, match=reason):
        CliRunner().invoke(app, list(words), catch_exceptions=False)
