"""The `forewarn` command, as an analyst types it."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup
from typer.testing import CliRunner

from cli.app import app
from schemas.errors import ConfigurationError
from schemas.settings import Settings
from tests.pipeline.runs import BIN, ROOT, environment

Forewarn = Callable[..., str]


def commands() -> list[tuple[str, ...]]:
    """Return the words of every command."""
    return sorted(_words_below(typer.main.get_group(app)))


def _words_below(group: TyperGroup, *above: str) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _words_below(command, *above, name)
        else:
            yield (*above, name)


@pytest.fixture
def forewarn(finished: Settings, monkeypatch: pytest.MonkeyPatch) -> Forewarn:
    """Give a function that runs `forewarn` on the finished run and returns what it prints."""
    set_home(monkeypatch, finished.home)
    return typed


@pytest.fixture
def changing_forewarn(finished: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Forewarn:
    """Give the same on a copy of the finished run, which may change."""
    set_home(monkeypatch, Path(shutil.copytree(finished.home, tmp_path / "home")))
    return typed


def set_home(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    for name, value in environment(home).items():
        if name.startswith("FOREWARN_"):
            monkeypatch.setenv(name, value)


def typed(*words: str) -> str:
    """Return what `forewarn` prints for `words`."""
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def json_lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("words", commands())
def test_help_has_an_example(words: tuple[str, ...]) -> None:
    shown = typed(*words, "--help")
    assert f"Example: forewarn {' '.join(words)}" in shown


def test_search_finds_reports_near_a_place(forewarn: Forewarn) -> None:
    hits = json_lines(forewarn("search", "bush", "--near", "Tokounda", "--within-km", "20", "--since", "60d", "--json"))
    assert hits
    assert all(0 <= float(str(hit["distance_km"])) <= 20 for hit in hits)


def test_search_asks_for_signs_actors_and_grades(forewarn: Forewarn) -> None:
    every = json_lines(forewarn("search", "--limit", "500", "--json"))
    signs = json_lines(forewarn("search", "--indicator", "MOB-03", "--limit", "500", "--json"))
    assert 0 < len(signs) < len(every)
    assert json_lines(forewarn("search", "--grade", "E", "--limit", "500", "--json")) == []


def test_search_says_that_nothing_found_is_not_nothing_there(forewarn: Forewarn) -> None:
    assert "No report is not no event." in forewarn("search", "qqqqzzzz")


def test_thread_tells_what_is_linked_and_why(forewarn: Forewarn) -> None:
    shown = forewarn("thread", "patrol-notes:TS-MBAZERE:PTRL/0019")
    assert "ngo-reliefweb:9100023" in shown
    assert "bits" in shown
    assert "independent origins" in shown


def test_thread_takes_every_kind_of_id(forewarn: Forewarn) -> None:
    (first, *_) = json_lines(forewarn("thread", "patrol-notes:TS-MBAZERE:PTRL/0019", "--json"))
    ids = [str(first[kind][0]["id"]) for kind in ("incidents", "events", "warnings")]  # type: ignore[index] # a JSON list
    ids.append(str(first["reports"][0]["report_id"]))  # type: ignore[index] # a JSON list
    assert all(json_lines(forewarn("thread", each, "--json")) for each in ids)


def test_status_names_every_source(forewarn: Forewarn) -> None:
    shown = forewarn("status")
    told = json.loads(forewarn("status", "--json"))
    topics = {source["topic"] for source in told["sources"]}
    assert {"patrol-notes", "ngo-reliefweb", "clinic-dhis2"} <= topics
    assert all(source["lag_messages"] == 0 for source in told["sources"])
    assert "patrol-notes" in shown


def test_warnings_are_listed(forewarn: Forewarn) -> None:
    assert "Mbazéré" in forewarn("warnings")


def test_export_keeps_to_the_profile(forewarn: Forewarn) -> None:
    protected = json_lines(forewarn("export", "warnings"))
    analyst = json_lines(forewarn("export", "warnings", "--profile", "analyst"))
    assert {warning["profile"] for warning in protected} == {"protected"}
    assert {warning["profile"] for warning in analyst} == {"analyst"}


def test_counts_of_few_people_are_exported_only_where_they_are_hidden(forewarn: Forewarn) -> None:
    assert json_lines(forewarn("export", "counts", "--profile", "analyst"))
    with pytest.raises(ConfigurationError, match="tell groups of fewer than 5 apart"):
        forewarn("export", "counts")


def test_briefing_writes_one_page(forewarn: Forewarn, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    forewarn("briefing", "--out", str(page), "--language", "fr")
    assert '<html lang="fr"' in page.read_text(encoding="utf-8")


def test_a_rejected_link_goes_and_comes_back(changing_forewarn: Forewarn) -> None:
    before = {str(link["id"]): link for link in json_lines(changing_forewarn("export", "links"))}
    link = next(link for link in before.values() if link["status"] == "linked")
    changing_forewarn("decide", "reject", str(link["left"]), str(link["right"]), "--why", "two convoys")
    changing_forewarn("run")
    rejected = {str(each["id"]): each for each in json_lines(changing_forewarn("export", "links"))}
    assert rejected[str(link["id"])]["status"] == "rejected"
    (decision,) = json_lines(changing_forewarn("export", "decisions"))
    changing_forewarn("decide", "undo", str(decision["id"]))
    changing_forewarn("run")
    assert {str(each["id"]): each for each in json_lines(changing_forewarn("export", "links"))} == before


@pytest.mark.parametrize(
    ("words", "mend"),
    [
        (("search", "--mission", "no/such/folder"), "--mission DIR"),
        (("search", "--near", "Nowhere-sur-Rien"), "latitude,longitude"),
        (("search", "--since", "yesterday"), "2025-02-01"),
        (("search", "--profile", "everyone"), "analyst"),
        (("thread", "no-such-id"), "forewarn search"),
        (("export", "secrets"), "warnings"),
        (("run", "--step", "soon"), "1d or 12h"),
        (("decide", "reject", "nobody", "nothing"), "forewarn export events"),
        (("decide", "undo", "nothing"), "forewarn export decisions"),
        (("replay", "no-such-file.jsonl"), "no-such-file.jsonl"),
    ],
)
def test_an_error_exits_2_and_names_the_mend(finished: Settings, words: tuple[str, ...], mend: str) -> None:
    done = subprocess.run(
        [BIN / "forewarn", *words],
        env={**environment(finished.home), "COLUMNS": "300"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert mend in done.stderr
    assert "Traceback" not in done.stderr


def test_a_service_that_is_away_exits_3(tmp_path: Path) -> None:
    away = {**environment(tmp_path), "FOREWARN_ELASTICSEARCH_URL": "http://127.0.0.1:9", "COLUMNS": "300"}
    done = subprocess.run(
        [BIN / "forewarn", "search", "bush"], env=away, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "A service is away" in done.stderr
    assert os.linesep not in done.stderr.strip()


def test_a_corrected_place_goes_and_comes_back(changing_forewarn: Forewarn) -> None:
    report = "patrol-notes:TS-MBAZERE:PTRL/0017"
    before = json_lines(changing_forewarn("export", "annotations"))
    changing_forewarn("decide", "place", "Tokounda", "--report", report, "--at", "3.35,-6.5", "--called", "The market")
    changing_forewarn("run")
    assert "The market" in {place["name"] for place in places_of(changing_forewarn, report)}
    (decision,) = json_lines(changing_forewarn("export", "decisions"))
    assert f"decision {decision['id']}: Tokounda is The market at 3.3500, -6.5000" in changing_forewarn(
        "thread", report
    )
    changing_forewarn("decide", "undo", str(decision["id"]))
    changing_forewarn("run")
    assert json_lines(changing_forewarn("export", "annotations")) == before


def places_of(forewarn: Forewarn, key: str) -> list[dict[str, object]]:
    annotations = map(json.loads, forewarn("export", "annotations").splitlines())
    (places,) = (each["places"] for each in annotations if each["key"] == key)
    return list(places)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ([], "say one of --is"),
        (["--is", "XX010202", "--not-a-place"], "say one of --is"),
        (["--at", "3.35"], "is no position"),
        (["--at", "95,0"], "is no position"),
        (["--is", "XX010202", "--called", "Elsewhere"], "--called goes with --at"),
        (["--is", "XX99"], "no place 'XX99' in the gazetteer"),
    ],
)
def test_what_cannot_be_decided_of_a_place_is_told(forewarn: Forewarn, given: list[str], reason: str) -> None:
    with pytest.raises(ConfigurationError, match=reason):
        forewarn("decide", "place", "Tokounda", "--report", "patrol-notes:TS-MBAZERE:PTRL/0017", *given)


def test_unplaced_lists_names_with_their_reports(forewarn: Forewarn) -> None:
    listed = json_lines(forewarn("unplaced", "--json", "--limit", "1000"))
    analyst = json_lines(forewarn("unplaced", "--json", "--limit", "1000", "--profile", "analyst"))
    status = json.loads(forewarn("status", "--json"))
    assert status["unplaced_names"] == len(listed) >= len(analyst)
    assert f"{len(listed)} names" in forewarn("unplaced")
