"""What was refused comes in after all: mended, or sent again once its reader was mended; never lost, never twice."""

import json
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from ingest.account import account
from ingest.reading import ReadRow
from pipeline.auditing import folder_of
from pipeline.exports import export
from pipeline.parts import Parts, open_parts
from pipeline.quarantine import Asking, Wanted, by_reason, mend, quarantined, raw_message, replay
from pipeline.reconcile import reconcile
from pipeline.records import all_landed
from pipeline.run import run_all
from schemas.errors import ConfigurationError
from schemas.messages import Message, OutgoingMessage, moment_of_milliseconds
from schemas.mission import Mission
from schemas.protection import PROTECTED
from schemas.report import Refused, Report
from tests.cli.test_commands import set_home, typed
from tests.factories import moment
from tests.pipeline.runs import (
    MESSAGES,
    State,
    current_only,
    differences,
    exported,
    replayed_into,
    settings_in,
    whatever_the_order,
)

NOTES = [message for message in MESSAGES if message.topic == "patrol-notes"][:5]
ANA = Asking("ana", "which field is missing", moment())
SECRET = "Mariam Invented"


def without_number(note: OutgoingMessage) -> OutgoingMessage:
    told = json.loads(note.value or b"")
    del told["report_no"]
    return note.model_copy(update={"value": json.dumps(told | {"patrol_leader": SECRET}).encode()})


def fates(parts: Parts) -> Counter[str]:
    return Counter(line.fate for line in account(all_landed(parts.store)))


def reports(parts: Parts) -> dict[str, Report]:
    found = export(parts, "reports", profile=PROTECTED)
    return {report.key: report for report in found if isinstance(report, Report)}


def with_failing_reader(parts: Parts) -> Parts:
    """Return `parts` whose reader of patrol notes cannot read any."""

    def read(message: Message, mission: Mission) -> Iterator[ReadRow]:
        yield ReadRow(row=Refused(reason="a column is new; map it"))

    failing = parts.sources["patrol-notes"]._replace(read=read)
    return replace(parts, sources={**parts.sources, "patrol-notes": failing})


def state(parts: Parts) -> State:
    """Return what is derived from the current versions, wherever their messages lie."""
    return whatever_the_order(current_only(exported(parts)))


def test_a_mended_copy_counts_as_if_it_had_come_first(tmp_path: Path) -> None:
    with replayed_into(settings_in(tmp_path), [without_number(NOTES[0]), *NOTES[1:2]]) as parts:
        run_all(parts)
        (row,) = quarantined(parts.store)
        (total,) = by_reason([row])
        assert (total.topic, total.rows, total.reason) == ("patrol-notes", 1, "report_no: Field required")
        mend(parts, total.example_id, NOTES[0].value or b"", ANA)
        run_all(parts)
        assert quarantined(parts.store) == []
        assert fates(parts) == {"replayed": 1, "indexed": 2}
        assert {report.ingested_at for report in reports(parts).values()} == {
            moment_of_milliseconds(note.timestamp_ms) for note in NOTES[:2]
        }
        assert reconcile(parts).differences == ()
        with pytest.raises(ConfigurationError, match="no message patrol-notes"):
            mend(parts, total.example_id, b"", ANA)


def test_what_is_bad_still_goes_back_once(tmp_path: Path) -> None:
    with replayed_into(settings_in(tmp_path), [without_number(NOTES[0])]) as parts:
        run_all(parts)
        assert replay(parts, Wanted(topic="patrol-notes"), ANA) == 1
        assert replay(parts, Wanted(reason="report_no"), ANA._replace(at=moment(1))) == 1
        run_all(parts)
        (again,) = quarantined(parts.store)
        assert fates(parts) == {"replayed": 2, "quarantined": 1}
        assert SECRET.encode() in parts.store.read_bytes(again.pointer or "")
        assert replay(parts, Wanted(topic="patrol-notes"), ANA._replace(at=moment(2))) == 1
        run_all(parts)
        assert fates(parts) == {"replayed": 3, "quarantined": 1}
        assert reconcile(parts).differences == ()


def test_after_its_reader_was_mended_all_is_as_if_it_had_never_failed(tmp_path: Path) -> None:
    with replayed_into(settings_in(tmp_path / "right"), NOTES) as parts:
        run_all(parts)
        right = state(parts)
    with replayed_into(settings_in(tmp_path / "failing"), NOTES[:4]) as parts:
        run_all(with_failing_reader(parts))
        assert fates(parts) == {"quarantined": 4}
        parts.broker.send(NOTES[4:])
        assert replay(parts, Wanted(reason="a column is new"), ANA) == 4
        run_all(parts)
        assert differences(right, state(parts)) == []
        assert reconcile(parts).differences == ()


def test_an_old_message_sent_again_does_not_go_before_what_its_source_sent_since(tmp_path: Path) -> None:
    first, later = NOTES[0], NOTES[0].model_copy(update={"timestamp_ms": NOTES[0].timestamp_ms + 1000})
    told = json.loads(first.value or b"")
    later = later.model_copy(update={"value": json.dumps(told | {"significant_observations": "Calm."}).encode()})
    with replayed_into(settings_in(tmp_path), [first]) as parts:
        run_all(with_failing_reader(parts))
        parts.broker.send([later])
        run_all(parts)
        before = reports(parts)
        replay(parts, Wanted(topic="patrol-notes"), ANA)
        run_all(parts)
        assert reports(parts) == before
        assert fates(parts) == {"replayed": 1, "superseded": 1, "indexed": 1}


def test_headers_that_say_nothing_usable_make_a_new_message(tmp_path: Path) -> None:
    headers = (("forewarn-replays", b"protected/ngo-kobo-0-0"), ("forewarn-received-ms", b"soon"))
    with replayed_into(settings_in(tmp_path), [NOTES[0].model_copy(update={"headers": headers})]) as parts:
        run_all(parts)
        assert [row.provenance.replays for row in all_landed(parts.store)] == [None]


def test_commands_show_under_audit_mend_and_send_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with replayed_into(settings_in(tmp_path / "home"), [without_number(NOTES[0]), without_number(NOTES[1])]) as parts:
        run_all(parts)
    set_home(monkeypatch, tmp_path / "home")
    assert "report_no: Field required" in typed("quarantine", "list")
    listed = typed("quarantine", "list", "--each", "--json")
    assert SECRET not in listed
    ids = [json.loads(line)["pointer"].removeprefix("protected/") for line in listed.splitlines()]
    out = tmp_path / "note.json"
    typed("quarantine", "show", ids[0], "--purpose", "which field is missing", "--out", str(out))
    assert SECRET in out.read_text(encoding="utf-8")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert SECRET in typed("quarantine", "show", ids[1], "--purpose", "the same")
    log = "".join(path.read_text(encoding="utf-8") for path in folder_of(parts.settings).glob("2*.jsonl"))
    assert log.count("quarantine show") == 2
    assert "which field is missing" in log
    assert SECRET not in log
    out.write_bytes(NOTES[0].value or b"")
    typed("quarantine", "mend", ids[0], str(out), "--purpose", "the unit told its number")
    assert json.loads(typed("quarantine", "replay", ids[1], "--json")) == {"sent": 1}
    assert CliRunner().invoke(app, ["quarantine", "replay"]).exit_code != 0
    with open_parts(parts.settings) as parts:
        run_all(parts)
        assert fates(parts) == {"replayed": 2, "indexed": 1, "quarantined": 1}


def test_a_raw_message_that_is_gone_is_named(tmp_path: Path) -> None:
    with replayed_into(settings_in(tmp_path), [without_number(NOTES[0])]) as parts:
        run_all(parts)
        (raw,) = parts.store.paths("protected")
        (tmp_path / "batches" / raw).unlink()
        with pytest.raises(ConfigurationError, match="ask the source"):
            replay(parts, Wanted(topic="patrol-notes"), ANA)
        with pytest.raises(ConfigurationError, match="ask the source"):
            raw_message(parts, raw.removeprefix("protected/"), ANA)
