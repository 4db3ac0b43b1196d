"""The account over everything received: it balances after a run, and whatever was taken away or put in is named."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from ingest.account import account
from ingest.batch_store import done_path, landed_path
from pipeline.landing import land_batch
from pipeline.parts import Parts, open_parts
from pipeline.plans import plan_run
from pipeline.reconcile import Window, reconcile
from pipeline.records import all_landed, finished_batches, read_landed, unfinished_plan, write_plan
from pipeline.run import run_all
from schemas.annotation import Annotation, Event
from schemas.landing import Plan
from schemas.messages import OffsetRange, OutgoingMessage
from schemas.protection import ANALYST, PROTECTED, Audience
from schemas.report import Count, Report
from schemas.settings import Settings
from schemas.warning import Warning
from search.documents import scope_of
from tests.cli.test_commands import set_home, typed
from tests.pipeline.runs import MESSAGES, replayed_into, settings_in
from tests.pipeline.test_same_state import copied

NOTES = [message for message in MESSAGES if message.topic == "patrol-notes"][:4]


def test_after_a_run_it_balances(finished: Settings) -> None:
    with open_parts(finished) as parts:
        found = reconcile(parts)
        lines = account(all_landed(parts.store))
    assert [each.what for each in found.differences] == []
    assert sum(source.rows for source in found.sources) == len(lines)
    for source in found.sources:
        assert source.rows_by_fate == Counter(line.fate for line in lines if line.topic == source.topic)
        assert source.offsets == source.messages == sum(batch.messages for batch in source.batches)


def test_a_window_counts_its_own_rows_alone(finished: Settings) -> None:
    with open_parts(finished) as parts:
        lines = account(all_landed(parts.store))
        middle = sorted(line.kafka_at for line in lines)[len(lines) // 2]
        halves = [reconcile(parts, Window(until=middle)), reconcile(parts, Window(since=middle))]
    counted = [sum(source.rows for source in half.sources) for half in halves]
    assert counted == [sum(line.kafka_at < middle for line in lines), sum(line.kafka_at >= middle for line in lines)]


def a_batch(parts: Parts) -> OffsetRange:
    return next(batch for batch in finished_batches(parts.store) if batch.topic == "patrol-notes")


def on_disk(parts: Parts, path: str) -> Path:
    return Path(parts.settings.batch_store) / path


def a_report(parts: Parts) -> Report:
    return next(report for report in parts.index.find(Report, ANALYST.scopes) if not report.withdrawn)


def delete_landed_file(parts: Parts) -> str:
    on_disk(parts, landed_path(a_batch(parts))).unlink()
    return f"batch: {a_batch(parts).name}: its landed file is gone"


def cut_landed_file(parts: Parts) -> str:
    rows = list(read_landed(parts.store, a_batch(parts)))
    parts.store.write(landed_path(a_batch(parts)), rows[:-1])
    return f"batch: {a_batch(parts).name}: {len(rows)} rows landed, {len(rows) - 1} are there"


def double_landed_row(parts: Parts) -> str:
    rows = list(read_landed(parts.store, a_batch(parts)))
    parts.store.write(landed_path(a_batch(parts)), [*rows, rows[0]])
    return f"batch: {a_batch(parts).name}: rows [0] of offset {rows[0].provenance.offset} stand there twice"


def delete_plan(parts: Parts) -> str:
    plan = next(path for path in parts.store.paths("plans") if path.endswith(".json"))
    for path in (plan, done_path(plan.removeprefix("plans/").removesuffix(".json"))):
        on_disk(parts, path).unlink()
    return "topic: offsets 0 to"


def plan_twice(parts: Parts) -> str:
    batch = a_batch(parts)
    plan = Plan(id="again", batches=(batch.model_copy(update={"end": batch.end - 1}),))
    write_plan(parts.store, plan)
    parts.store.write_bytes(done_path(plan.id), b"")
    return "that another batch covers too"


def delete_document(parts: Parts) -> str:
    report = a_report(parts)
    parts.index.delete(Report, scope_of(report), [report.report_id])
    return f"reports: report {report.report_id} is not in the index"


def delete_event(parts: Parts) -> str:
    event = next(parts.index.find(Event, ANALYST.scopes))
    parts.index.delete(Event, scope_of(event), [event.id])
    return f"events: event {event.id} is not in the index"


def delete_count(parts: Parts) -> str:
    count = next(parts.index.find(Count, ANALYST.scopes))
    parts.index.delete(Count, scope_of(count), [count.id])
    return f"counts: count {count.id} is not in the index"


def delete_warning(parts: Parts) -> str:
    warning = next(parts.index.find(Warning, (PROTECTED.name,)))
    parts.index.delete(Warning, warning.profile, [warning.id])
    return f"warnings: profile protected: the index shows warning {warning.id}"


def double_document(parts: Parts) -> str:
    report = a_report(parts)
    elsewhere = Audience.STAFF if report.audience is Audience.MISSION else Audience.MISSION
    parts.index.put([report.model_copy(update={"audience": elsewhere})])
    return f"reports: report {report.report_id} is 2 times in the index"


def plant_document(parts: Parts) -> str:
    parts.index.put([a_report(parts).model_copy(update={"report_id": "from nowhere"})])
    return "reports: report from nowhere is in the index, and no landed row has it"


def age_document(parts: Parts) -> str:
    annotation = next(parts.index.find(Annotation, ANALYST.scopes))
    parts.index.put([annotation.model_copy(update={"version_id": "older"})])
    return f"annotations: annotation {annotation.report_id} is in the index in another version"


PLANTED: list[Callable[[Parts], str]] = [
    delete_landed_file,
    cut_landed_file,
    double_landed_row,
    delete_plan,
    plan_twice,
    delete_document,
    delete_event,
    delete_count,
    delete_warning,
    double_document,
    plant_document,
    age_document,
]


@pytest.mark.parametrize("plant", PLANTED)
def test_what_was_planted_is_named(tmp_path: Path, finished: Settings, plant: Callable[[Parts], str]) -> None:
    with open_parts(copied(finished.home, tmp_path)) as parts:
        wanted = plant(parts)
        parts.index.refresh()
        found = reconcile(parts)
    assert not found.balances
    assert [each for each in found.differences if wanted in f"{each.checked}: {each.what}"]


def test_the_command_fails_and_names_the_difference(
    tmp_path: Path, finished: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = copied(finished.home, tmp_path)
    set_home(monkeypatch, settings.home)
    assert "It balances" in typed("status", "--reconcile", "--since", "2025-01-01")
    with open_parts(settings) as parts:
        wanted = delete_document(parts)
    shown = CliRunner().invoke(app, ["status", "--reconcile"], env={"COLUMNS": "200"})
    assert shown.exit_code == 1
    assert wanted in shown.stdout
    told = json.loads(CliRunner().invoke(app, ["status", "--reconcile", "--json"]).stdout)
    assert told["balances"] is False
    assert any(wanted.endswith(each["what"]) for each in told["differences"])


def test_a_raw_message_in_quarantine_is_there_and_led_to(tmp_path: Path) -> None:
    bad = OutgoingMessage(topic="patrol-notes", value=b"{}", timestamp_ms=NOTES[0].timestamp_ms)
    with replayed_into(settings_in(tmp_path), [bad]) as parts:
        run_all(parts)
        assert reconcile(parts).balances
        (raw,) = parts.store.paths("protected")
        on_disk(parts, raw).rename(on_disk(parts, "protected/patrol-notes-9-9"))
        found = [each.what for each in reconcile(parts).differences]
    assert found == [
        f"the raw message {raw} of a refused row is gone",
        "no refused row leads to the raw message protected/patrol-notes-9-9",
    ]


def test_what_a_run_that_was_cut_off_has_in_hand_is_no_loss(tmp_path: Path) -> None:
    with replayed_into(settings_in(tmp_path), NOTES[:2]) as parts:
        run_all(parts)
        parts.broker.send(NOTES)
        for batch in plan_run(parts).batches:
            land_batch(parts, batch)
        found = reconcile(parts)
        assert (found.rows_in_hand, found.differences) == (4, ())
        assert unfinished_plan(parts.store) is not None
        run_all(parts)
        after = reconcile(parts)
    assert (after.rows_in_hand, after.differences) == (0, ())
