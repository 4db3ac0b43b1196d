"""Deleting what is past its retention, everywhere (rule D16); meant for every day."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from pipeline.advance import look_again
from pipeline.alone import alone
from pipeline.auditing import note_operator
from pipeline.erasing import Gone, drop_from_topics, find_rows, let_go
from pipeline.forgetting import Why, retained_until
from pipeline.parts import SOURCE_RETENTION_DAYS, Parts
from pipeline.reporters import forget_old_reporters
from pipeline.status import clock_now
from schemas.index import Window
from schemas.landing import LandedRow, WhyErased
from schemas.messages import OffsetRange, TopicPartition
from schemas.protection import SCOPES, Level
from schemas.report import Case, Count, Report

UNUSED_KEY_DAYS = 2
"""No write takes so long, so a key of this age that no file names is one of a write that was cut off."""


class Expired(NamedTuple):
    """How much was deleted: rows of the batch store, reports and counts of the index."""

    rows: int
    reports: int
    counts: int


def expire(parts: Parts, *, by: str) -> Expired:
    """Delete what is past its retention by the run's clock; one line of the audit log says so."""
    with alone(parts.settings.home):
        today = clock_now(parts).date()
        gone, why, ids = _past(parts, today)
        done = Expired(gone.rows, len(gone.report_ids), len(gone.counts))
        if any(done):
            note_operator(parts.settings, at=datetime.now(UTC), who=by, what=f"expire ({gone.rows} rows)")
            let_go(parts, gone, why, lambda id: id in ids)
            look_again(parts)
        drop_from_topics(parts)  # what was erased and came again, too
        if parts.settings.clock == "wall":
            _trim_topics(parts)
        forget_old_reporters(parts.settings.home, before=_first_kept_day(parts, today))
        parts.store.destroy_unused_keys(datetime.now(UTC).date() - timedelta(days=UNUSED_KEY_DAYS))
    return done


def _past(parts: Parts, today: date) -> tuple[Gone, Why, frozenset[str]]:
    """Return what is past its retention.

    A report goes with its current version: an older one that may be kept longer would say again what was corrected or
    withdrawn. The rows of persons that one count is made of go together with it, or it would fall.
    """
    ended = Window(field="retention_until", until=datetime.combine(today, time(), UTC))
    reports = list(parts.index.find(Report, SCOPES, window=ended))
    counts = list(parts.index.find(Count, (Level.STRICTLY_CONFIDENTIAL,), window=ended))
    ids = frozenset(report.report_id for report in reports)
    standing = Window(field="retention_until", since=datetime.combine(today, time(), UTC))
    alive = {_cell(count) for count in parts.index.find(Count, (Level.STRICTLY_CONFIDENTIAL,), window=standing)}

    def why(row: LandedRow) -> WhyErased | None:
        if row.case is not None and _cell(row.case) in alive:
            return None
        with_its_report = row.report is not None and row.report.report_id in ids
        past = retained_until(row, parts.sources[row.provenance.topic].rules) < today
        return "past its retention" if past or with_its_report else None

    batches, rows = find_rows(parts, why)
    keys = frozenset(item.key for item in (*reports, *counts))
    return Gone(tuple(batches), len(rows), ids, keys, tuple(counts)), why, ids


def _cell(item: Count | Case) -> tuple[str, str, date, date]:
    area = item.facility_id if isinstance(item, Count) else item.area
    return item.provenance.topic, area, item.period_from, item.period_to


def _first_kept_day(parts: Parts, today: date) -> date:
    """Return the first day of which the contacts of reporters are kept: as long as the shortest source."""
    return today - timedelta(days=min((source.rules.retention_days for source in parts.sources.values()), default=0))


def _trim_topics(parts: Parts) -> None:
    """Do for the embedded broker what Kafka does by itself: source topics keep some days of what was pulled."""
    oldest = datetime.now(UTC) - timedelta(days=SOURCE_RETENTION_DAYS)
    topics = sorted(parts.sources)
    begin = parts.broker.begin_offsets(topics)
    committed = parts.broker.committed(parts.settings.consumer_group, topics)
    ends = {place: _first_young(parts, place, begin[place], end, oldest) for place, end in committed.items()}
    parts.broker.drop_before({place: end for place, end in ends.items() if end > begin[place]})


def _first_young(parts: Parts, place: TopicPartition, begin: int, end: int, oldest: datetime) -> int:
    waiting = OffsetRange(topic=place.topic, partition=place.partition, start=begin, end=max(begin, end))
    young = (message.offset for message in parts.broker.read(waiting) if message.kafka_at >= oldest)
    return next(young, waiting.end)
