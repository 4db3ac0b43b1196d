"""A source of too many bad rows is stopped alone, loudly, and goes on when a person lifts the stop."""

import json
from pathlib import Path

import pytest

from pipeline.lag import waiting_messages
from pipeline.run import run_all
from pipeline.status import read_status
from pipeline.stops import resume, running
from schemas.errors import ConfigurationError
from schemas.messages import OutgoingMessage
from schemas.protection import PROTECTED
from schemas.status import SourceStatus
from tests.pipeline.runs import MESSAGES, replayed_into, settings_in

NOTES = [message for message in MESSAGES if message.topic == "patrol-notes"][:3]


def bad(number: int) -> list[OutgoingMessage]:
    """Return notes without the number that they need."""
    stamp = NOTES[-1].timestamp_ms
    value = json.dumps({"unit": "TS-EXAMPLE", "assessment": "Calm."}).encode()
    return [OutgoingMessage(topic="patrol-notes", value=value, timestamp_ms=stamp + n) for n in range(number)]


def test_a_failing_source_waits_alone_until_it_is_resumed(tmp_path: Path) -> None:
    others = [message for message in MESSAGES if message.topic == "ngo-reliefweb"][:2]
    with replayed_into(settings_in(tmp_path), [*bad(30), *others]) as parts:
        run_all(parts)
        assert "patrol-notes" not in running(parts)
        parts.broker.send(NOTES)
        assert waiting_messages(parts) == 0, "the DAG is not to be woken for what nobody may pull"
        assert run_all(parts) == 0
        (status,) = (source for source in read_status(parts).sources if source.topic == "patrol-notes")
        assert (status.state, status.lag_messages, status.rows_by_fate) == ("stopped", 3, {"quarantined": 30})
        assert status.last_refusal == "report_no: Field required"
        assert status.stop is not None
        assert "30 of 30 rows were refused, most often because of: report_no" in status.stop.reason
        assert "ngo-reliefweb" in running(parts)
        resume(parts, "patrol-notes")
        run_all(parts)
        (after,) = (source for source in read_status(parts).sources if source.topic == "patrol-notes")
        assert (after.lag_messages, after.rows_by_fate) == (0, {"indexed": 3, "quarantined": 30})
        (indexed,) = parts.index.find(SourceStatus, PROTECTED.scopes, {"topic": "patrol-notes"})
        assert indexed == after


def test_a_few_bad_rows_stop_nothing(tmp_path: Path) -> None:
    with replayed_into(settings_in(tmp_path), bad(19)) as parts:
        run_all(parts)
        assert "patrol-notes" in running(parts)
        with pytest.raises(ConfigurationError, match="not stopped"):
            resume(parts, "patrol-notes")
