"""`forewarn erase` and `forewarn expire` on the command line."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from pipeline.parts import open_parts
from pipeline.records import write_landed
from schemas.errors import ConfigurationError
from schemas.landing import LandedRow
from schemas.messages import OffsetRange
from schemas.settings import Settings
from tests.factories import make_provenance, make_report
from tests.pipeline.runs import MISSION

REPORT = make_report("one", retention_until=date(2026, 1, 1))
BATCH = OffsetRange(topic=REPORT.provenance.topic, partition=0, start=0, end=1)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOREWARN_HOME", str(tmp_path))
    monkeypatch.setenv("FOREWARN_MISSION", str(MISSION))
    with open_parts(Settings()) as parts:
        write_landed(parts.store, BATCH, [LandedRow(provenance=make_provenance(), key=REPORT.key, report=REPORT)])
    return tmp_path


def landed() -> list[LandedRow]:
    with open_parts(Settings()) as parts:
        return list(parts.store.read(f"landed/{BATCH.topic}/{BATCH.name}.jsonl", LandedRow))


def test_nothing_is_erased_without_a_yes(home: Path) -> None:
    answer = CliRunner().invoke(app, ["erase", REPORT.key, "--reason", "person_asked"], input="n\n")
    assert (answer.exit_code, "Erase 1 rows for good?" in answer.output) == (1, True)
    assert landed()[0].report == REPORT


def test_after_a_yes_the_row_is_gone_and_the_log_names_no_report(home: Path) -> None:
    answer = CliRunner().invoke(app, ["erase", REPORT.report_id, "--reason", "person_asked"], input="y\n")
    assert answer.exit_code == 0, answer.output
    (row,) = landed()
    assert row == LandedRow(provenance=row.provenance, erased="on request")
    (log,) = (home / "audit").glob("*.jsonl")
    assert "erase (person_asked)" in log.read_text("utf-8")
    assert REPORT.report_id not in log.read_text("utf-8")


def test_an_unknown_name_is_refused(home: Path) -> None:
    answer = CliRunner().invoke(app, ["erase", "patrol-notes:NO/1", "--reason", "safety", "--yes"])
    assert isinstance(answer.exception, ConfigurationError)
    assert "nothing here is called patrol-notes:NO/1" in str(answer.exception)


def test_what_is_past_its_retention_goes(home: Path) -> None:
    answer = CliRunner().invoke(app, ["expire"])
    assert "Deleted 1 rows" in answer.output, answer.output
    assert landed()[0].erased == "past its retention"
