"""How every source is: lag, last report, rhythm, what became of its rows, and what went wrong last."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from ingest.account import account
from pipeline.lag import lag_messages
from pipeline.parts import Parts
from pipeline.records import all_landed, read_clock, unfinished_plan
from pipeline.stops import stop_of
from pipeline.unplaced import unplaced_names
from pipeline.unread import unread_languages
from schemas.annotation import Annotation
from schemas.landing import Account
from schemas.protection import PROTECTED
from schemas.status import SourceState, SourceStatus, SourceStop, Status


def read_status(parts: Parts) -> Status:
    """Return the status of all sources as of the run's own clock."""
    rows = account(all_landed(parts.store))
    now = clock_now(parts)
    unfinished = unfinished_plan(parts.store)
    annotations = parts.index.find(Annotation, PROTECTED.scopes)
    return Status(
        at=now,
        sources=_sources(parts, rows, now),
        unfinished_plan=unfinished.id if unfinished else None,
        refusals=dict(sorted(Counter(row.reason for row in rows if row.fate == "quarantined" and row.reason).items())),
        unplaced_names=len(unplaced_names(parts)),
        unread_languages=unread_languages(annotations),
    )


def _sources(parts: Parts, rows: Sequence[Account], now: datetime) -> tuple[SourceStatus, ...]:
    return tuple(
        _source_status(parts, topic, [row for row in rows if row.topic == topic], now)
        for topic in sorted(parts.sources)
    )


def index_status(parts: Parts) -> None:
    """Put how every source is into the index, for those who may see what it sends."""
    parts.index.put(_sources(parts, account(all_landed(parts.store)), clock_now(parts)))
    parts.index.refresh()


def clock_now(parts: Parts) -> datetime:
    """Return the time that this run goes by: the wall clock, or how far the messages' clock has come."""
    if parts.settings.clock == "messages":
        return read_clock(parts.store) or datetime.now(UTC)
    return datetime.now(UTC)


def _source_status(parts: Parts, topic: str, rows: Sequence[Account], now: datetime) -> SourceStatus:
    rules, stop = parts.sources[topic].rules, stop_of(parts.store, topic)
    period = timedelta(days=rules.expected_every_days)
    read = [row for row in rows if row.fate not in ("quarantined", "replayed")]
    last = max((row.kafka_at for row in read), default=None)
    recent = sum(row.kafka_at > now - period for row in read)
    refused = max((row for row in rows if row.fate == "quarantined"), key=lambda row: row.kafka_at, default=None)
    return SourceStatus(
        topic=topic,
        level=rules.level,
        audience=rules.shared_with,
        state=_state(stop, last, now - period, recent, rules.least_rows_each_period),
        lag_messages=lag_messages(parts, [topic]),
        last_report_at=last,
        expected_every_days=rules.expected_every_days,
        silent_since=last + period if last is not None and last + period < now else None,
        rows_in_period=recent,
        least_rows=rules.least_rows_each_period,
        rows_by_fate=dict(sorted(Counter(row.fate for row in rows).items())),
        last_refusal=refused.reason if refused else None,
        last_refusal_at=refused.kafka_at if refused else None,
        stop=stop,
    )


def _state(stop: SourceStop | None, last: datetime | None, due: datetime, recent: int, least: int) -> SourceState:
    """Return the gravest of what may be said of a source; `due` is when the last report should have come, at latest."""
    if stop is not None:
        return "stopped"
    if last is None:
        return "never"
    if last < due:
        return "silent"
    return "too_few" if recent < least else "on_time"
