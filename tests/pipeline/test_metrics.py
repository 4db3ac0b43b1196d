"""Figures for Prometheus: closed names, the figures of the record, nothing that a report says or a clinic sends."""

from pathlib import Path
from typing import NamedTuple

from prometheus_client.parser import text_string_to_metric_families

from pipeline.metrics import METRICS, metrics_text
from pipeline.parts import open_parts
from pipeline.status import read_status
from pipeline.warning_life import warnings_as_of
from schemas.protection import ANALYST, Level
from schemas.settings import Settings
from tests.cli.test_commands import set_home, typed
from tests.pipeline.runs import ROOT


class Sample(NamedTuple):
    """One line of the text, as Prometheus reads it."""

    name: str
    labels: dict[str, str]
    value: float


def samples(text: str) -> list[Sample]:
    families = text_string_to_metric_families(text)
    return [Sample(each.name, each.labels, each.value) for family in families for each in family.samples]


def test_figures_are_those_of_the_record(finished: Settings) -> None:
    with open_parts(finished) as parts:
        found, status = samples(metrics_text(parts)), read_status(parts)
        warnings = warnings_as_of(parts, ANALYST)
    plain = {each.name: each.value for each in found if not each.labels}
    assert {each.name for each in found} <= set(METRICS)
    assert plain["forewarn_asked_timestamp_seconds"] == status.at.timestamp()
    assert plain["forewarn_run_unfinished"] == 0
    assert sum(each.value for each in found if each.name == "forewarn_warnings") == len(warnings) > 0
    states = {each.labels["topic"]: each.labels["state"] for each in found if "state" in each.labels and each.value}
    assert states == {source.topic: source.state for source in status.sources}


def test_rows_of_a_source_that_an_analyst_may_not_see_are_not_counted(finished: Settings) -> None:
    with open_parts(finished) as parts:
        found, sources = samples(metrics_text(parts)), read_status(parts).sources
    counted = ("forewarn_source_rows", "forewarn_source_lag_messages")
    told = {each.labels["topic"] for each in found if each.name in counted}
    assert told == {source.topic for source in sources if source.level is not Level.STRICTLY_CONFIDENTIAL}
    assert len(told) < len(sources)


def test_the_file_is_written_whole(finished: Settings, tmp_path: Path, monkeypatch) -> None:
    set_home(monkeypatch, finished.home)
    out = tmp_path / "forewarn.prom"
    typed("metrics", "--out", str(out))
    assert samples(out.read_text()) == samples(typed("metrics"))
    assert [path.name for path in tmp_path.iterdir()] == ["forewarn.prom"]


def test_every_metric_is_in_the_operators_page_with_what_it_says() -> None:
    page = (ROOT / "docs" / "operators" / "alarms.md").read_text(encoding="utf-8")
    for name, (says, labels) in METRICS.items():
        shown = ", ".join(f"`{label}`" for label in labels)
        assert f"| `{name}` | {shown} | {says} |" in page
