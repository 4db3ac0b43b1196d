"""What both brokers refuse alike: messages that are too large, topics and offsets that are not there."""

from kafka.record.default_records import DefaultRecordBatchBuilder

from schemas.errors import ConfigurationError, StopError
from schemas.messages import MAX_MESSAGE_BYTES, OffsetRange, OutgoingMessage


def require_size(message: OutgoingMessage) -> None:
    """Raise `StopError` for a message that a topic would not take.

    The size is Kafka's own upper estimate of the record with its batch, which is what `max.message.bytes` limits.
    """
    size = DefaultRecordBatchBuilder.estimate_size_in_bytes(message.key, message.value, list(message.headers))
    if size > MAX_MESSAGE_BYTES:
        raise StopError(
            f"topic {message.topic}: a message of {size} bytes is over the limit of {MAX_MESSAGE_BYTES} bytes; "
            "split it at its source, nothing of it was sent"
        )


def unknown_topic(topic: str) -> ConfigurationError:
    """Return the error for sending to or reading from a topic that nobody created."""
    return ConfigurationError(f"topic {topic} is not there; create it first")


def require_offsets(offsets: OffsetRange, begin: int, end: int) -> None:
    """Raise `StopError` where the partition, which holds `begin` to `end`, no longer or not yet holds `offsets`."""
    if offsets.start < begin or offsets.end > end:
        raise StopError(
            f"{offsets.name}: the partition holds offsets {begin} to {end} only, so messages would be lost; "
            "restore the topic, or plan anew from what it holds"
        )
