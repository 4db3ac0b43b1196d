"""The switch of a source: within a minute nothing of it is shown to anyone, and lifting it shows all again."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.exports import CURRENT, HISTORIES, export
from pipeline.hiding import hide_source, show_source
from pipeline.indexing import index_winners
from pipeline.logbook import append_entries
from pipeline.parts import Parts, open_parts
from pipeline.records import write_annotated, write_clock, write_landed
from pipeline.relinking import relink_change
from pipeline.rulings import rulings_of
from pipeline.stops import resume, running, stop_of
from pipeline.warning_life import show_warnings, warnings_as_of
from schemas.annotation import AnnotatedReport, Event
from schemas.base import stable_id
from schemas.errors import ConfigurationError
from schemas.index import Query
from schemas.landing import LandedRow
from schemas.messages import OffsetRange
from schemas.protection import ANALYST, SCOPES
from schemas.report import Report
from schemas.warning import WarningEntry
from tests.factories import (
    make_annotation,
    make_event,
    make_evidence,
    make_pattern,
    make_provenance,
    make_report,
    make_warning,
    moment,
)
from tests.pipeline.runs import settings_in

SECRET = "Zelmarane"
TOPIC = "ngo-kobo"
OF_THE_SYSTEM = ("accounts", "quarantine")


def told(topic: str, name: str, text: str) -> tuple[Report, AnnotatedReport]:
    """Return a report of one topic with the one event read from it."""
    event = make_event(name, key=f"{topic}:{name}", topic=topic, quote=text)
    report = make_report(name, key=f"{topic}:{name}", provenance=make_provenance(topic=topic), text=text)
    annotation = make_annotation(name, key=f"{topic}:{name}", topic=topic)
    return report, AnnotatedReport(annotation=annotation, events=(event,))


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    """Give a store and an index with one report of a source that will be hidden, and one of another."""
    with open_parts(settings_in(tmp_path)) as opened:
        winners = [told(TOPIC, "one", f"Girls were taken, {SECRET} says"), told("patrol-notes", "two", "Girls taken")]
        for report, answer in winners:
            batch = OffsetRange(topic=report.provenance.topic, partition=0, start=0, end=1)
            row = LandedRow(provenance=report.provenance, key=report.key, report=report)
            write_landed(opened.store, batch, [row])
            write_annotated(opened.store, batch, [answer])
        write_clock(opened.store, moment(9))
        change = index_winners(opened.index, opened.store, winners)
        for profile in opened.mission.access_profiles:
            relink_change(opened.index, profile, change, rulings_of([], opened.index))
            sign = make_evidence("one", key=f"{TOPIC}:one", quote=SECRET)
            opened.index.put([make_pattern(profile=profile.name, evidence=(sign,), reasons=(f"{SECRET} says so.",))])
            warning = make_warning(
                profile.name,
                profile=profile.name,
                evidence=(sign, make_evidence("two")),
                reasons=(f"{SECRET} says so.",),
            )
            entry = WarningEntry(
                id=stable_id("entry", profile.name), warning_id=warning.id, at=warning.raised_at, what="raised",
                reason="two signs", warning=warning,
            )  # fmt: skip
            append_entries(opened.broker, [entry])
            show_warnings(opened, profile, warnings_as_of(opened, profile))
        opened.index.refresh()
        yield opened


def everything(parts: Parts) -> str:
    """Return all that anyone can be shown, as text."""
    kinds = [(kind, history) for kinds, history in ((CURRENT, False), (HISTORIES, True)) for kind in kinds]
    return "".join(
        item.model_dump_json()
        for profile in parts.mission.access_profiles
        for kind, history in kinds
        if kind not in OF_THE_SYSTEM
        for item in export(parts, kind, profile=profile, history=history)
    )


def test_d21_a_stopped_source_is_neither_read_nor_shown_within_a_minute(parts: Parts) -> None:
    assert SECRET in everything(parts)
    began = time.monotonic()
    hide_source(parts, TOPIC, at=moment(10), why="a form was shared")
    assert time.monotonic() - began < 60
    assert TOPIC not in running(parts)
    shown = everything(parts)
    assert SECRET not in shown
    assert f"{TOPIC}:" not in shown
    assert list(parts.index.find(Event, SCOPES, {"topic": TOPIC})) == []
    assert parts.index.search(ANALYST.scopes, Query(text=SECRET)) == []


def test_d21_a_warning_stands_without_what_the_hidden_source_said(parts: Parts) -> None:
    (before,) = warnings_as_of(parts, ANALYST)
    hide_source(parts, TOPIC, at=moment(10), why="a form was shared")
    (after,) = warnings_as_of(parts, ANALYST)
    assert (after.id, after.statement, after.status) == (before.id, before.statement, before.status)
    assert [sign.key for sign in after.evidence] == [make_evidence("two").key]


def test_what_is_taken_up_again_is_shown_again(parts: Parts) -> None:
    kept = {kind: list(export(parts, kind, profile=ANALYST)) for kind in ("reports", "events", "incidents", "warnings")}
    hide_source(parts, TOPIC, at=moment(10), why="a form was shared")
    assert resume(parts, TOPIC).is_hidden
    show_source(parts, TOPIC)
    assert stop_of(parts.store, TOPIC) is None
    assert {kind: list(export(parts, kind, profile=ANALYST)) for kind in kept} == kept


def test_an_unknown_source_is_named(parts: Parts) -> None:
    with pytest.raises(ConfigurationError, match="there is no source radio"):
        hide_source(parts, "radio", at=moment(10), why="?")
