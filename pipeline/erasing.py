"""Carrying out what is to be erased or is past its retention, everywhere: kept topics, index, batch store.

In this order, so that a cut is mended by doing it again: the batch store knows longest what is to go.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.erased import erased_check, id_of_key
from pipeline.forgetting import Why, forget_rows, on_request
from pipeline.lag import lag_messages
from pipeline.parts import ERASURES, Parts
from pipeline.records import landed_batches, read_landed, unfinished_plan
from pipeline.redacting import redact_kept
from pipeline.unindexing import uncount, unindex_counts, unindex_reports
from schemas.landing import LandedRow
from schemas.messages import OffsetRange, TopicPartition
from schemas.protection import Level
from schemas.report import Case, Count, Report


class Gone(NamedTuple):
    """What goes: batches that hold it, how many rows, the ids and keys of reports and count sets, counts and cases."""

    batches: tuple[OffsetRange, ...]
    rows: int
    report_ids: frozenset[str]
    keys: frozenset[str]
    counts: tuple[Count, ...] = ()
    cases: tuple[Case, ...] = ()


def carry_out_erasures(parts: Parts) -> bool:
    """Carry out what was erased on request since this was last done, and say whether there was any."""
    if not lag_messages(parts, [ERASURES]):
        return False
    until, is_erased = parts.broker.end_offsets([ERASURES]), erased_check(parts)
    why = on_request(is_erased)
    gone = _gone_on_request(parts, why)
    let_go(parts, gone, why, is_erased)
    drop_from_topics(parts)
    parts.broker.commit(parts.settings.consumer_group, until)
    return True


def let_go(parts: Parts, gone: Gone, why: Why, is_gone: Callable[[str], bool]) -> None:
    """Take what is `gone` out of everything; doing it twice changes nothing."""
    redact_kept(parts, is_gone, lambda key: key in gone.keys or (":" in key and is_gone(id_of_key(key))))
    unindex_reports(parts, gone.report_ids)
    unindex_counts(parts, gone.counts)
    uncount(parts, gone.cases)
    for batch in gone.batches:
        forget_rows(parts.store, batch, why)


def find_rows(parts: Parts, why: Why) -> tuple[list[OffsetRange], list[LandedRow]]:
    """Return the batches with rows that `why` names, and these rows."""
    batches, rows = [], []
    for batch in landed_batches(parts.store):
        named = [row for row in read_landed(parts.store, batch) if row.erased is None and why(row)]
        batches += [batch] if named else []
        rows += named
    return batches, rows


def _gone_on_request(parts: Parts, why: Why) -> Gone:
    batches, rows = find_rows(parts, why)
    items: list[Report | Count] = [row.report for row in rows if row.report is not None]
    items += [count for row in rows for count in row.counts]
    ids = {item.report_id for item in items}
    where = {"report_id": sorted(ids)}
    counts = parts.index.find(Count, (Level.STRICTLY_CONFIDENTIAL,), where) if ids else ()
    cases = tuple(row.case for row in rows if row.case is not None)
    keys = {item.key for item in items}
    return Gone(tuple(batches), len(rows), frozenset(ids), frozenset(keys), tuple(counts), cases)


def drop_from_topics(parts: Parts) -> None:
    """Delete from the source topics all up to the last message of which something was erased, as far as it is landed.

    Kafka deletes from the beginning only. What goes before its time lies in the batch store; what an unfinished plan
    may still pull stays.
    """
    last: dict[TopicPartition, int] = {}
    for batch in landed_batches(parts.store):
        place = TopicPartition(topic=batch.topic, partition=batch.partition)
        erased = [row.provenance.offset for row in read_landed(parts.store, batch) if row.erased is not None]
        last[place] = max([last.get(place, 0), *(offset + 1 for offset in erased)])
    topics = sorted({place.topic for place in last})
    begin, landed = parts.broker.begin_offsets(topics), _pulled_for_good(parts, topics)
    ends = {place: min(end, landed.get(place, 0)) for place, end in last.items()}
    parts.broker.drop_before({place: end for place, end in ends.items() if place in begin and end > begin[place]})


def _pulled_for_good(parts: Parts, topics: Sequence[str]) -> dict[TopicPartition, int]:
    """Return up to where no run will pull again."""
    committed = parts.broker.committed(parts.settings.consumer_group, topics)
    plan = unfinished_plan(parts.store)
    for batch in plan.batches if plan else ():
        place = TopicPartition(topic=batch.topic, partition=batch.partition)
        committed[place] = min(batch.start, committed.get(place, 0))
    return committed
