"""The account closed over everything received, from the offsets of the topics to the documents of the index."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from ingest.account import account
from pipeline.lag import lag_messages
from pipeline.parts import KEPT_TOPICS, Parts
from pipeline.reconcile_index import index_differences
from pipeline.reconcile_landed import batch_differences, quarantine_differences, stray_differences, topic_differences
from pipeline.records import finished_batches, unfinished_plan
from pipeline.slim import slim_rows
from pipeline.status import clock_now
from schemas.errors import RetryableError
from schemas.landing import Account, LandedRow
from schemas.messages import OffsetRange
from schemas.reconciliation import BatchAccount, Reconciliation, SourceAccount
from schemas.report import Provenance


class Window(NamedTuple):
    """Which rows are counted, by their Kafka timestamp."""

    since: datetime | None = None
    until: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        """Say whether `moment` lies in it."""
        return (self.since is None or moment >= self.since) and (self.until is None or moment < self.until)


ALWAYS = Window()


def reconcile(parts: Parts, window: Window = ALWAYS) -> Reconciliation:
    """Return the account of every row, and whether all that was received has exactly one fate.

    Raises `RetryableError` where it does not balance because a run went on meanwhile.
    """
    before = _standing(parts)
    found = _reconciled(parts, window)
    if not found.balances and _standing(parts) != before:
        raise RetryableError("a run went on while the account was read; try again, or pause the DAG fuse")
    return found


def _standing(parts: Parts) -> tuple[object, ...]:
    """Return what a run moves."""
    unfinished = unfinished_plan(parts.store)
    ends = parts.broker.end_offsets(KEPT_TOPICS)
    committed = parts.broker.committed(parts.settings.consumer_group, [*parts.sources, *KEPT_TOPICS])
    return unfinished, ends, committed, len(parts.store.paths("plans"))


def _reconciled(parts: Parts, window: Window) -> Reconciliation:
    batches = finished_batches(parts.store)
    unfinished = unfinished_plan(parts.store)
    open_batches = [batch for batch in (unfinished.batches if unfinished else ()) if batch not in batches]
    landed = {batch.name: slim_rows(parts.store, batch) for batch in (*batches, *open_batches)}
    there = {name: rows for name, rows in landed.items() if rows is not None}
    in_hand = [row for batch in open_batches for row in there.get(batch.name, ())]
    index, older = index_differences(parts, there, batches, in_hand)
    differences = [
        *topic_differences(parts, batches),
        *stray_differences(parts, [*batches, *open_batches]),
        *(each for batch in batches for each in batch_differences(parts, batch, landed[batch.name])),
        *quarantine_differences(parts, [row for rows in there.values() for row in rows]),
        *index,
    ]
    return Reconciliation(
        at=clock_now(parts),
        since=window.since,
        until=window.until,
        balances=not differences,
        sources=tuple(_sources(parts, batches, there, window)),
        rows_in_hand=len(in_hand),
        older_readings=older,
        differences=tuple(differences),
    )


def _sources(
    parts: Parts, batches: Sequence[OffsetRange], landed: Mapping[str, Sequence[LandedRow]], window: Window
) -> Iterator[SourceAccount]:
    lines = account(row for batch in batches for row in landed.get(batch.name, ()))
    named = {_place(row.provenance): name for name, rows in landed.items() for row in rows}
    by_batch: dict[str, list[Account]] = {}
    for line in lines:
        if window.holds(line.kafka_at):
            by_batch.setdefault(named[_place(line)], []).append(line)
    for topic in sorted({*parts.sources, *(batch.topic for batch in batches)}):
        own = [batch for batch in batches if batch.topic == topic and (window == ALWAYS or batch.name in by_batch)]
        accounts = tuple(_batch_account(batch, by_batch.get(batch.name, [])) for batch in own)
        yield _source(topic, accounts, lag_messages(parts, [topic]))


def _place(row: Provenance | Account) -> tuple[str, int, int, int]:
    return row.topic, row.partition, row.offset, row.row


def _batch_account(batch: OffsetRange, lines: Sequence[Account]) -> BatchAccount:
    return BatchAccount(
        batch=batch.name,
        offsets=batch.end - batch.start,
        messages=len({line.offset for line in lines}),
        rows=len(lines),
        rows_by_fate=dict(sorted(Counter(line.fate for line in lines).items())),
    )


def _source(topic: str, batches: tuple[BatchAccount, ...], waiting_messages: int) -> SourceAccount:
    fates: Counter[str] = Counter()
    for batch in batches:
        fates.update(batch.rows_by_fate)
    return SourceAccount(
        topic=topic,
        offsets=sum(batch.offsets for batch in batches),
        messages=sum(batch.messages for batch in batches),
        rows=sum(batch.rows for batch in batches),
        rows_by_fate=dict(sorted(fates.items())),
        waiting_messages=waiting_messages,
        batches=batches,
    )
