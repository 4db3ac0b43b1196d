"""The topics that are kept without limit: what people decided and what was warned of."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from pipeline.parts import DECISIONS, WARNINGS
from schemas.base import Item
from schemas.linkage import Decision
from schemas.messages import Broker, OffsetRange, OutgoingMessage, TopicPartition
from schemas.warning import WarningEntry

Kept = TypeVar("Kept", bound=Item)


def read_decisions(broker: Broker, until: Mapping[TopicPartition, int] | None = None) -> list[Decision]:
    """Return every decision in the order in which it was taken; `until` are the offsets to stop before."""
    return _read_all(broker, DECISIONS, Decision, until)


def read_entries(broker: Broker) -> list[WarningEntry]:
    """Return every line of every warning's history, as it was issued."""
    return _read_all(broker, WARNINGS, WarningEntry)


def append_decision(broker: Broker, decision: Decision) -> None:
    """Keep `decision` for ever."""
    broker.send([_message(DECISIONS, decision.id, decision, int(decision.at.timestamp() * 1000))])


def append_entries(broker: Broker, entries: Iterable[WarningEntry]) -> None:
    """Keep `entries` for ever."""
    broker.send(_message(WARNINGS, entry.warning_id, entry, int(entry.at.timestamp() * 1000)) for entry in entries)


def _message(topic: str, key: str, item: Item, timestamp_ms: int) -> OutgoingMessage:
    value = item.model_dump_json().encode()
    return OutgoingMessage(topic=topic, key=key.encode(), value=value, timestamp_ms=timestamp_ms)


def _read_all(
    broker: Broker, topic: str, kind: type[Kept], until: Mapping[TopicPartition, int] | None = None
) -> list[Kept]:
    begin = broker.begin_offsets([topic])
    ends = broker.end_offsets([topic]) if until is None else until
    ranges = [_range(place, begin[place], end) for place, end in ends.items()]
    return [kind.model_validate_json(message.value or b"") for part in ranges for message in broker.read(part)]


def _range(place: TopicPartition, start: int, end: int) -> OffsetRange:
    return OffsetRange(topic=place.topic, partition=place.partition, start=start, end=end)
