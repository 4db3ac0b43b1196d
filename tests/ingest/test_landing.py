"""Planning, landing and committing, on the embedded broker."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from ingest.batch_store import BatchStore, landed_path
from ingest.embedded_broker import EmbeddedBroker
from ingest.landing import commit, land, plan
from ingest.reading import ReadRow
from ingest.registry import Source, find_sources
from schemas.errors import RefusedError, RetryableError, StopError
from schemas.landing import LandedRow
from schemas.messages import Message, OffsetRange, OutgoingMessage, TopicPartition, TopicSettings
from schemas.mission import Element, Mission
from schemas.report import Case, CaseDraft, Count, CountDraft, Draft, Provenance, Report
from schemas.source import SourceRules
from tests.factories import make_case, make_count, make_report
from tests.ingest.messages import message_of

SOURCES = find_sources()
PATROL = SOURCES["patrol-notes"]
SENT = datetime(2025, 2, 11, 16, 6, 40, tzinfo=UTC)
NOTE = {"unit": "TS-EXAMPLE", "report_no": "1", "significant_observations": "Calm."}


def protect(row: Draft | CountDraft | CaseDraft, provenance: Provenance, rules: SourceRules) -> Report | Count | Case:
    """Stand in for the protect stage, which is another package's."""
    if isinstance(row, CaseDraft):
        return make_case(row.identity, provenance=provenance)
    if isinstance(row, CountDraft):
        return make_count(row.cell, provenance=provenance, key=f"{provenance.topic}:{row.identity}")
    if row.identity.endswith("REFUSE"):
        raise RefusedError("level: none is stated")
    return make_report(row.identity, provenance=provenance, key=f"{provenance.topic}:{row.identity}")


def landed(*messages: Message, source: Source = PATROL, now: datetime = SENT, **changes: Any) -> list[LandedRow]:
    arguments = {"protect": protect, "keep_raw": lambda message: f"kept/{message.offset}"} | changes
    return list(land(messages, source, Mission(), now=now, **arguments))


def test_every_row_lands_with_its_place() -> None:
    good, bad = message_of("patrol-notes", NOTE, offset=4), message_of("patrol-notes", b"{", offset=5, partition=2)
    first, second = landed(good, bad)
    assert first.report is not None
    assert (first.key, first.refused, first.pointer) == ("patrol-notes:TS-EXAMPLE:1", None, None)
    assert (second.report, second.key, second.pointer) == (None, None, "kept/5")
    assert (second.provenance.partition, second.provenance.offset, second.provenance.row) == (2, 5, 0)
    assert second.refused is not None


def test_a_message_of_which_a_reader_yields_nothing_is_a_refused_row() -> None:
    (row,) = landed(message_of("patrol-notes", NOTE), source=PATROL._replace(read=lambda message, mission: iter(())))
    assert (row.provenance.row, row.pointer) == (0, "kept/0")
    assert row.refused is not None
    assert "found no row" in row.refused


def test_a_set_of_counts_lands_row_by_row_and_keeps_its_raw_value_once() -> None:
    values = [{"dataElement": code, "value": value} for code, value in (("opd", "1"), ("opd", "x"), ("other", "1"))]
    message = message_of("clinic-dhis2", {"orgUnit": "ou1", "period": "2025W07", "dataSet": "ds", "dataValues": values})
    kept: list[Message] = []

    def keep_raw(message: Message) -> str:
        kept.append(message)
        return "kept"

    mission = Mission(elements=(Element(code="opd", measure="attendance"),))
    rows = list(land([message], SOURCES["clinic-dhis2"], mission, protect=protect, keep_raw=keep_raw, now=SENT))
    assert [(row.provenance.row, len(row.counts), row.refused is None) for row in rows] == [
        (0, 1, True),
        (1, 0, False),
        (2, 0, False),
    ]
    assert kept == [message]


@pytest.mark.parametrize(("ahead", "refused"), [(timedelta(days=1), False), (timedelta(days=1, seconds=1), True)])
def test_a_timestamp_more_than_a_day_ahead_is_quarantined(ahead: timedelta, refused: bool) -> None:
    (row,) = landed(message_of("patrol-notes", NOTE), now=SENT - ahead)
    assert (row.refused is not None) == refused


def test_a_timestamp_past_all_years_is_quarantined() -> None:
    (row,) = landed(message_of("patrol-notes", NOTE, timestamp_ms=2**63 - 1))
    assert row.refused is not None
    assert "a day ahead" in row.refused


def test_what_protection_refuses_is_quarantined() -> None:
    (row,) = landed(message_of("patrol-notes", NOTE | {"report_no": "REFUSE"}))
    assert (row.refused, row.report) == ("level: none is stated", None)


def test_a_reader_that_fails_costs_its_message_alone_and_logs_no_value() -> None:
    def failing(message: Message, mission: Mission) -> Iterator[ReadRow]:
        yield from PATROL.read(message, mission)
        raise KeyError("Zélinda Okpérou")

    with capture_logs() as logs:
        rows = landed(
            message_of("patrol-notes", NOTE), message_of("patrol-notes", NOTE), source=PATROL._replace(read=failing)
        )
    assert [row.refused is None for row in rows] == [True, False, True, False]
    assert "KeyError" in str(rows[1].refused)
    assert "Zélinda" not in str(rows) + str(logs)


@pytest.mark.parametrize("error", [StopError("disk full"), RetryableError("away")])
def test_errors_that_are_no_fault_of_the_row_go_through(error: Exception) -> None:
    def raising(row: Draft | CountDraft, provenance: Provenance, rules: SourceRules) -> Report | Count:
        raise error

    with pytest.raises(type(error)):
        landed(message_of("patrol-notes", NOTE), protect=raising)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[EmbeddedBroker]:
    broker = EmbeddedBroker(tmp_path / "broker.sqlite")
    broker.create_topics([TopicSettings(name="patrol-notes", partitions=2), TopicSettings(name="quiet")])
    yield broker
    broker.close()


def send(broker: EmbeddedBroker, messages: int) -> None:
    broker.send(
        OutgoingMessage(topic="patrol-notes", key=f"k{number}".encode(), value=b"{}", timestamp_ms=1)
        for number in range(messages)
    )


def test_a_plan_covers_all_that_waits_in_batches(broker: EmbeddedBroker) -> None:
    send(broker, 25)
    made = plan(broker, ["quiet", "patrol-notes", "unknown"], "group", 4)
    assert made is not None
    assert all(0 < batch.end - batch.start <= 4 for batch in made.batches)
    covered = [(batch.partition, offset) for batch in made.batches for offset in range(batch.start, batch.end)]
    ends = broker.end_offsets(["patrol-notes"])
    assert covered == [(place.partition, offset) for place in ends for offset in range(ends[place])]
    assert plan(broker, ["patrol-notes"], "group", 4) == made
    assert plan(broker, ["patrol-notes"], "group", 5) != made


def test_nothing_waits_after_a_commit_until_more_comes(broker: EmbeddedBroker) -> None:
    assert plan(broker, ["patrol-notes"], "group", 10) is None
    send(broker, 5)
    made = plan(broker, ["patrol-notes"], "group", 2)
    assert made is not None
    commit(broker, made, "group")
    assert plan(broker, ["patrol-notes"], "group", 2) is None
    assert plan(broker, ["patrol-notes"], "another group", 2) == made
    send(broker, 5)
    later = plan(broker, ["patrol-notes"], "group", 100)
    assert later is not None
    assert sum(batch.end - batch.start for batch in later.batches) == 5


def test_an_older_plan_never_takes_a_commit_back(broker: EmbeddedBroker) -> None:
    send(broker, 4)
    older = plan(broker, ["patrol-notes"], "group", 100)
    send(broker, 4)
    newer = plan(broker, ["patrol-notes"], "group", 100)
    assert older is not None
    assert newer is not None
    commit(broker, newer, "group")
    commit(broker, older, "group")
    assert plan(broker, ["patrol-notes"], "group", 100) is None


def test_pulling_a_batch_again_writes_the_same_bytes(broker: EmbeddedBroker, tmp_path: Path) -> None:
    send(broker, 9)
    store = BatchStore(str(tmp_path / "batches"))
    place = TopicPartition(topic="patrol-notes", partition=1)
    batch = OffsetRange(topic="patrol-notes", partition=1, start=0, end=broker.end_offsets(["patrol-notes"])[place])
    written = []
    for _ in range(2):
        rows = land(broker.read(batch), PATROL, Mission(), protect=protect, keep_raw=store.keep_raw, now=SENT)
        assert store.write(landed_path(batch), rows) == batch.end
        written.append(store.read_bytes(landed_path(batch)))
    assert written[0] == written[1]
    assert len(store.paths("protected")) == batch.end
