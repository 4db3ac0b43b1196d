"""How every source is: lag, last report, rhythm, and what became of its rows."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from ingest.account import account
from pipeline.lag import lag_messages
from pipeline.parts import Parts
from pipeline.records import all_landed, read_clock, unfinished_plan
from schemas.landing import Account
from schemas.status import SourceStatus, Status


def read_status(parts: Parts) -> Status:
    """Return the status of all sources as of the run's own clock."""
    rows = account(all_landed(parts.store))
    now = clock_now(parts)
    sources = (
        _source_status(parts, topic, [row for row in rows if row.topic == topic], now) for topic in parts.sources
    )
    unfinished = unfinished_plan(parts.store)
    return Status(
        at=now,
        sources=tuple(sorted(sources, key=lambda source: source.topic)),
        unfinished_plan=unfinished.id if unfinished else None,
        refusals=dict(sorted(Counter(row.reason for row in rows if row.fate == "quarantined" and row.reason).items())),
    )


def clock_now(parts: Parts) -> datetime:
    """Return the time that this run goes by: the wall clock, or how far the messages' clock has come."""
    if parts.settings.clock == "messages":
        return read_clock(parts.store) or datetime.now(UTC)
    return datetime.now(UTC)


def _source_status(parts: Parts, topic: str, rows: list[Account], now: datetime) -> SourceStatus:
    expected_days = parts.sources[topic].rules.expected_every_days
    last = max((row.kafka_at for row in rows if row.fate != "quarantined"), default=None)
    due = None if last is None else last + timedelta(days=expected_days)
    return SourceStatus(
        topic=topic,
        lag_messages=lag_messages(parts, [topic]),
        last_report_at=last,
        expected_every_days=expected_days,
        silent_since=due if due is not None and due < now else None,
        rows_by_fate=dict(sorted(Counter(row.fate for row in rows).items())),
    )
