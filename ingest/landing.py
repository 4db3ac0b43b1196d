"""Planning, landing and committing: from offsets of a topic to rows in the batch store."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any

import structlog

from ingest.reading import ReadRow
from ingest.registry import Source
from ingest.replayed import origin_of
from schemas.base import stable_id
from schemas.errors import ForewarnError, RefusedError
from schemas.landing import LandedRow, Plan
from schemas.messages import Broker, Message, OffsetRange, TopicPartition
from schemas.mission import Mission
from schemas.report import Case, CaseDraft, Count, CountDraft, Draft, Provenance, Refused, Report, Row
from schemas.source import SourceRules

FURTHEST_AHEAD = timedelta(days=1)
"""A Kafka timestamp further ahead than this is a broken clock (design decision 11), by the reader's own clock.

Not by the topic's running median: a weekly source is always a day ahead of it, and it depends on the order of arrival.
"""

Protect = Callable[[Draft | CountDraft | CaseDraft, Provenance, SourceRules], Report | Count | Case]
KeepRaw = Callable[[Message], str]

log = structlog.get_logger(__name__)


def plan(broker: Broker, topics: Iterable[str], group: str, batch_messages: int) -> Plan | None:
    """Return the batches from what `group` has committed to the end of each partition, or None if nothing waits.

    A batch holds at most `batch_messages` offsets. The plan's id is made of its batches.
    """
    names = sorted(topics)
    begin, end, committed = broker.begin_offsets(names), broker.end_offsets(names), broker.committed(group, names)
    batches = tuple(
        batch
        for place in sorted(end, key=lambda place: (place.topic, place.partition))
        for batch in _batches(place, max(committed.get(place, 0), begin.get(place, 0)), end[place], batch_messages)
    )
    return Plan(id=stable_id(*(batch.name for batch in batches)), batches=batches) if batches else None


def _batches(place: TopicPartition, start: int, end: int, batch_messages: int) -> Iterator[OffsetRange]:
    for first in range(start, end, batch_messages):
        last = min(first + batch_messages, end)
        yield OffsetRange(topic=place.topic, partition=place.partition, start=first, end=last)


def land(
    messages: Iterable[Message],
    source: Source,
    mission: Mission,
    *,
    protect: Protect,
    keep_raw: KeepRaw,
    now: datetime,
) -> Iterator[LandedRow]:
    """Yield every row of every message, protected or refused with a reason; nothing is left out.

    `keep_raw` stores a message with a refused row unmasked and returns the pointer to it.
    """
    for sent in messages:
        message, replays = origin_of(sent)
        # One raw copy serves all refused rows of a message.
        keep = cache(partial(keep_raw, message))
        for number, read_row in enumerate(_never_none(_rows(message, source, mission, now))):
            provenance = _provenance(message, number)
            if replays is not None:
                provenance = provenance.model_copy(update={"replays": replays, "replayed_at": sent.kafka_at})
            yield _landed(provenance, read_row, source, protect, keep)


def commit(broker: Broker, plan: Plan, group: str) -> None:
    """Commit the end of `plan` for every partition of it, never going back behind what is committed already."""
    ends: dict[TopicPartition, int] = {}
    for batch in plan.batches:
        place = TopicPartition(topic=batch.topic, partition=batch.partition)
        ends[place] = max(batch.end, ends.get(place, 0))
    broker.commit(group, _ahead(ends, broker.committed(group, sorted({place.topic for place in ends}))))


def _ahead(ends: Mapping[TopicPartition, int], committed: Mapping[TopicPartition, int]) -> dict[TopicPartition, int]:
    return {place: end for place, end in ends.items() if end > committed.get(place, 0)}


def _rows(message: Message, source: Source, mission: Mission, now: datetime) -> Iterator[ReadRow]:
    if message.kafka_at > now + FURTHEST_AHEAD:
        yield _refused("the Kafka timestamp is more than a day ahead; set the sender's clock and send again")
        return
    try:
        yield from source.read(message, mission)
    except ForewarnError:
        raise
    except Exception as error:
        # A reader written elsewhere may fail on input that nobody thought of: that costs this message, not the run.
        # Neither the error's text nor its traceback is logged: both may hold what the message says.
        place = {"topic": message.topic, "partition": message.partition, "offset": message.offset}
        log.error("reader failed", error=type(error).__name__, **place)  # noqa: TRY400 see above
        yield _refused(f"the reader of {source.topic} failed with {type(error).__name__}; mend its source file")


def _never_none(rows: Iterable[ReadRow]) -> Iterator[ReadRow]:
    """Yield `rows`, or a refused one where a reader yields nothing: every message has a fate."""
    is_empty = True
    for row in rows:
        is_empty = False
        yield row
    if is_empty:
        yield _refused("the reader found no row in the message; send the rows too, or mend its source file")


def _refused(reason: str) -> ReadRow:
    return ReadRow(row=Refused(reason=reason))


def _provenance(message: Message, row: int) -> Provenance:
    return Provenance(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        row=row,
        kafka_at=message.kafka_at,
    )


def _landed(
    provenance: Provenance, read_row: ReadRow, source: Source, protect: Protect, keep: Callable[[], str]
) -> LandedRow:
    result = _protected(read_row.row, provenance, source, protect)
    if isinstance(result, Refused):
        key = f"{source.topic}:{result.identity}" if result.identity else None
        result_fields: dict[str, Any] = {"key": key, "refused": result.reason, "pointer": keep()}
    elif isinstance(result, Report):
        result_fields = {"key": result.key, "report": result}
    elif isinstance(result, Case):
        result_fields = {"case": result}
    else:
        result_fields = {"key": result.key, "counts": (result,)}
    return LandedRow(provenance=provenance, dropped_fields=read_row.dropped_fields, **result_fields)


def _protected(row: Row, provenance: Provenance, source: Source, protect: Protect) -> Report | Count | Case | Refused:
    if isinstance(row, Refused):
        return row
    try:
        return protect(row, provenance, source.rules)
    except RefusedError as error:
        return Refused(reason=str(error))
    except ForewarnError:
        raise
    except Exception as error:
        # As for a reader: one row that masking stumbles over is kept aside unmasked, and stops nothing.
        place = {"topic": provenance.topic, "partition": provenance.partition, "offset": provenance.offset}
        log.error("protection failed", error=type(error).__name__, **place)  # noqa: TRY400 the traceback holds the text
        return Refused(reason=f"the row could not be protected ({type(error).__name__}); tell the maintainers")
