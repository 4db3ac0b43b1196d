"""A source made by `forewarn source new` in a mission's folder goes all the way, and no other file is touched."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from pipeline.dry_run import find_benches
from tests.cli.test_commands import typed
from tests.pipeline.runs import MISSION, ROOT

NAME = "ngo-example"


@pytest.fixture
def mission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the example mission that `forewarn` works in, with its state beside it."""
    folder = Path(shutil.copytree(MISSION, tmp_path / "mission"))
    for name, value in {"MISSION": folder, "HOME": tmp_path / "home", "CLOCK": "messages"}.items():
        monkeypatch.setenv(f"FOREWARN_{name}", str(value))
    return folder


def files_below(*folders: Path) -> dict[Path, bytes]:
    every = [path for folder in folders for path in folder.rglob("*.*") if "__pycache__" not in path.parts]
    return {path: path.read_bytes() for path in every if path.is_file()}


def samples(mission: Path, name: str = NAME) -> Path:
    return mission / "sources" / "samples" / name / "messages.jsonl"


def test_a_new_source_goes_from_nothing_to_an_indexed_report(mission: Path) -> None:
    ours = (ROOT / "ingest" / "sources", mission)
    before = files_below(*ours)
    typed("source", "new", NAME)
    assert f"{NAME} is conformant" in typed("source", "check", NAME)
    after, sample = files_below(*ours), samples(mission)
    assert {path: after[path] for path in before} == before
    assert after.keys() - before.keys() == {
        mission / "sources" / "ngo_example.py",
        sample,
        sample.with_name("expected.jsonl"),
    }
    typed("replay", str(sample))
    typed("run")
    found = [json.loads(line) for line in typed("search", "--json").splitlines()]
    withdrawn = {hit["report"]["key"]: hit["report"]["withdrawn"] for hit in found}
    assert withdrawn == {f"{NAME}:2": False, f"{NAME}:EX-0001": True}
    fates = next(s for s in json.loads(typed("status", "--json"))["sources"] if s["topic"] == NAME)["rows_by_fate"]
    assert fates == {"duplicate": 1, "indexed": 1, "quarantined": 1, "superseded": 2, "withdrawn": 1}


def test_check_tells_what_it_does_with_other_messages_and_changes_nothing(mission: Path) -> None:
    before = files_below(mission)
    told = json.loads(typed("source", "check", "patrol-notes", str(mission / "messages.jsonl"), "--json"))
    assert {row["outcome"] for row in told["rows"]} == {"read", "withdrawn"}
    assert any(row["masked"] for row in told["rows"])
    assert files_below(mission) == before
    assert not (mission.parent / "home").exists()


def test_list_names_every_source(mission: Path) -> None:
    typed("source", "new", NAME)
    assert set(json.loads(typed("source", "list", "--json"))) == set(find_benches(mission))
    assert "strictly_confidential" in typed("source", "list")


def test_resume_refuses_a_source_that_is_not_stopped(mission: Path) -> None:
    assert "patrol-notes is not stopped" in refused("source", "resume", "patrol-notes")


def refused(*words: str) -> str:
    """Return why `forewarn` does not do it."""
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code != 0
    return str(result.exception)


def test_what_is_there_is_never_overwritten(mission: Path) -> None:
    typed("source", "new", NAME)
    (mission / "sources" / "ngo_example.py").unlink()
    for name, reason in (("patrol-notes", "already"), (NAME, "messages.jsonl"), ("Not a topic", "lower case")):
        assert reason in refused("source", "new", name)
    assert "there is no source nothing" in refused("source", "check", "nothing")


def broken(mission: Path, old: str, new: str) -> list[str]:
    """Return the checks that the new source fails once `old` stands as `new` in its file."""
    path = mission / "sources" / "ngo_example.py"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    result = CliRunner().invoke(app, ["source", "check", NAME, "--json"])
    assert result.exit_code == 1
    return [finding["check"] for finding in json.loads(result.stdout)["checks"] if finding["faults"]]


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ("identity=entry.report_no,", "identity=f'{entry.report_no}:{entry.revision}',", "corrections replace"),
        ("order=entry.revision,", "order=-entry.revision,", "corrections replace"),
        ("withdrawn=entry.withdrawn,", "", "withdrawals withdraw"),
        ("identity=entry.report_no,", "identity=str(id(item)),", "duplicates are known"),
        ("report_no: reading.Code", 'report_no: str = "none"', "bad rows are refused"),
        ("text: str", "text: int", "readable rows are read"),
        ("notes=tuple(notes),", "notes=(repr(item),),", "no secret is left"),
        ("order=entry.revision,", "order=entry.revision, level=Level.UNCLASSIFIED,", "output is as expected"),
        ("    entry = reading", "    entry = item['text'] and reading", "garbage never raises"),
    ],
)
def test_a_broken_source_fails_the_check_that_is_for_it(mission: Path, old: str, new: str, check: str) -> None:
    typed("source", "new", NAME)
    assert check in broken(mission, old, new)


def test_a_source_without_samples_fails(mission: Path) -> None:
    typed("source", "new", NAME)
    samples(mission).unlink()
    assert "samples are there" in broken(mission, "RULES", "RULES")


def test_a_sample_without_a_bad_message_or_with_a_secret_that_is_not_there_fails(mission: Path) -> None:
    typed("source", "new", NAME)
    lines = samples(mission).read_text(encoding="utf-8").splitlines()
    lines[0] = lines[0].replace('"secret", "Zélinda', '"secret", "Another')
    samples(mission).write_text("\n".join(lines[:-1]), encoding="utf-8")
    failed = broken(mission, "RULES", "RULES")
    assert {"samples are there", "secrets are planted", "output is as expected"} <= set(failed)
