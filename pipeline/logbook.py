"""The topics that are kept without limit: what people decided, what was warned of, and who was told."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from pipeline.parts import DECISIONS, DELIVERIES, ERASURES, WARNINGS
from schemas.base import Item
from schemas.delivery import Delivery
from schemas.erasure import Erasure
from schemas.linkage import Decision
from schemas.messages import Broker, OffsetRange, OutgoingMessage, TopicPartition
from schemas.warning import WarningEntry

Kept = TypeVar("Kept", Decision, WarningEntry, Delivery, Erasure)


def read_decisions(broker: Broker, until: Mapping[TopicPartition, int] | None = None) -> list[Decision]:
    """Return every decision in the order in which it was taken; `until` are the offsets to stop before."""
    return list({each.id: each for each in _read_all(broker, DECISIONS, Decision, until)}.values())


def read_entries(broker: Broker, *, of: str | None = None) -> list[WarningEntry]:
    """Return every line of every warning's history, as it was issued; or of the warning with the id `of` alone."""
    return list({each.id: each for each in _read_all(broker, WARNINGS, WarningEntry, key=of)}.values())


def read_deliveries(broker: Broker) -> list[Delivery]:
    """Return every line of the record of deliveries."""
    return _read_all(broker, DELIVERIES, Delivery)


def read_erasures(broker: Broker) -> list[Erasure]:
    """Return everything that was erased, in the order in which it was."""
    return _read_all(broker, ERASURES, Erasure)


def append_erasures(broker: Broker, erasures: Iterable[Erasure]) -> None:
    """Keep for ever that something was erased."""
    broker.send(_message(ERASURES, each.id, each, int(each.at.timestamp() * 1000)) for each in erasures)


def append_delivery(broker: Broker, delivery: Delivery) -> None:
    """Keep one line of the record of deliveries."""
    broker.send([_message(DELIVERIES, delivery.id, delivery, int(delivery.at.timestamp() * 1000))])


def append_decision(broker: Broker, decision: Decision) -> None:
    """Keep `decision` for ever."""
    broker.send([_message(DECISIONS, decision.id, decision, int(decision.at.timestamp() * 1000))])


def append_entries(broker: Broker, entries: Iterable[WarningEntry]) -> None:
    """Keep `entries` for ever."""
    broker.send(_message(WARNINGS, entry.warning_id, entry, int(entry.at.timestamp() * 1000)) for entry in entries)


def rewrite_decisions(broker: Broker, change: Callable[[Decision], Decision]) -> None:
    """Let the topic hold every decision as `change` returns it, and none as it was."""
    _rewrite(broker, DECISIONS, Decision, change, key=lambda decision: decision.id)


def rewrite_entries(broker: Broker, change: Callable[[WarningEntry], WarningEntry]) -> None:
    """Let the topic hold every line of warnings as `change` returns it, and none as it was."""
    _rewrite(broker, WARNINGS, WarningEntry, change, key=lambda entry: entry.warning_id)


def _rewrite(
    broker: Broker, topic: str, kind: type[Kept], change: Callable[[Kept], Kept], *, key: Callable[[Kept], str]
) -> None:
    """Append all as it is to be, then delete what stood before: a cut in between leaves both, and the later counts.

    What somebody appends meanwhile comes after what is deleted, so it stays.
    """
    ends = broker.end_offsets([topic])
    before = _read_all(broker, topic, kind, ends)
    after = [change(item) for item in before]
    if after != before:
        broker.send(_message(topic, key(item), item, int(item.at.timestamp() * 1000)) for item in after)
        broker.drop_before(ends)


def _message(topic: str, key: str, item: Item, timestamp_ms: int) -> OutgoingMessage:
    value = item.model_dump_json().encode()
    return OutgoingMessage(topic=topic, key=key.encode(), value=value, timestamp_ms=timestamp_ms)


def _read_all(
    broker: Broker,
    topic: str,
    kind: type[Kept],
    until: Mapping[TopicPartition, int] | None = None,
    *,
    key: str | None = None,
) -> list[Kept]:
    begin = broker.begin_offsets([topic])
    ends = broker.end_offsets([topic]) if until is None else until
    ranges = [_range(place, begin[place], max(begin[place], end)) for place, end in ends.items()]
    messages = (message for part in ranges for message in broker.read(part))
    return [kind.model_validate_json(each.value or b"") for each in messages if key is None or each.key == key.encode()]


def _range(place: TopicPartition, start: int, end: int) -> OffsetRange:
    return OffsetRange(topic=place.topic, partition=place.partition, start=start, end=end)
