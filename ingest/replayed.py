"""Refused messages that are sent again to their topic: what tells them from new ones, and what they stand for.

They carry in their headers where the raw value of the first lies and when it came. So the account knows what became of
the first, a copy never goes before what its source sent later, and Kafka's retention, which goes by a message's own
timestamp, does not take an old one away before it is pulled.
"""

from typing import NamedTuple

from ingest.batch_store import PROTECTED
from schemas.landing import LandedRow
from schemas.messages import Message, OutgoingMessage

REPLAYS = "forewarn-replays"
RECEIVED = "forewarn-received-ms"


class Origin(NamedTuple):
    """The message as if it had come when it first did, and of which raw message it is a copy."""

    message: Message
    replays: str | None = None


def sent_again(refused: LandedRow, value: bytes, *, now_ms: int) -> OutgoingMessage:
    """Return the message to send for the one that `refused` is a row of, with `value` mended or as it was."""
    received_ms = min(int(refused.provenance.kafka_at.timestamp() * 1000), now_ms)
    headers = ((REPLAYS, (refused.pointer or "").encode()), (RECEIVED, str(received_ms).encode()))
    return OutgoingMessage(topic=refused.provenance.topic, value=value, timestamp_ms=now_ms, headers=headers)


def origin_of(message: Message) -> Origin:
    """Return when `message` first came and what it is a copy of; one whose headers say nothing usable is new."""
    headers = dict(message.headers)
    replays, received = headers.get(REPLAYS, b"").decode("ascii", "replace"), headers.get(RECEIVED, b"")
    if not replays.startswith(f"{PROTECTED}/{message.topic}-") or not received.isdigit():
        return Origin(message)
    timestamp_ms = min(int(received), message.timestamp_ms)
    return Origin(message.model_copy(update={"timestamp_ms": timestamp_ms}), replays)
