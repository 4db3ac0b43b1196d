"""Messages on the wire and the ranges of offsets in which they are pulled."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field

from schemas.base import Item

TOPIC_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MAX_MESSAGE_BYTES = 8 * 1024 * 1024


class TopicPartition(Item):
    """One partition of one topic."""

    topic: str
    partition: Annotated[int, Field(ge=0)]


class TopicSettings(Item):
    """How a topic is created; `retention_days` None keeps its messages without limit."""

    name: str
    partitions: Annotated[int, Field(gt=0)] = 1
    retention_days: Annotated[int, Field(gt=0)] | None = None


class OutgoingMessage(BaseModel):
    """A message to send: raw, not yet protected, so it never leaves memory but to its topic."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    topic: str
    key: bytes | None = None
    value: bytes | None = Field(repr=False)
    timestamp_ms: int
    headers: tuple[tuple[str, bytes], ...] = ()


class Message(OutgoingMessage):
    """A message as it lies on its partition."""

    partition: int
    offset: int

    @property
    def kafka_at(self) -> datetime:
        """The Kafka timestamp as a moment in UTC; years past 9999 are cut to the last moment of 9999."""
        return moment_of_milliseconds(self.timestamp_ms)


def moment_of_milliseconds(milliseconds: int) -> datetime:
    """Return the moment of `milliseconds` since 1970, held within the years that a datetime can say."""
    last = 253_402_300_799_000
    return datetime.fromtimestamp(min(max(milliseconds, 0), last) / 1000, tz=UTC)


class OffsetRange(Item):
    """The offsets `start` (included) to `end` (excluded) of one partition: one batch."""

    topic: str
    partition: Annotated[int, Field(ge=0)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]

    @property
    def name(self) -> str:
        """The batch's name, the same whenever the same offsets are pulled: `patrol-notes-0-000120-000180`."""
        return f"{self.topic}-{self.partition}-{self.start:06d}-{self.end:06d}"


def batch_named(name: str) -> OffsetRange:
    """Return the batch that `name` names."""
    topic, partition, start, end = name.rsplit("-", 3)
    return OffsetRange(topic=topic, partition=int(partition), start=int(start), end=int(end))


class Broker(Protocol):
    """Topics, partitions, offsets and commits: real Kafka or its embedded twin.

    Every method raises `RetryableError` where the service does not answer.
    """

    def create_topics(self, topics: Iterable[TopicSettings]) -> None:
        """Create the topics that are missing; those that exist are left as they are."""

    def send(self, messages: Iterable[OutgoingMessage]) -> int:
        """Append `messages` in order and return how many, once all are stored.

        The partition is murmur2(key, else value) modulo the topic's partitions in both twins.
        Raises `StopError` for a message over 8 MiB, naming its topic and size.
        """

    def begin_offsets(self, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """Return the first offset that is still there, for every partition of `topics`; an unknown topic has none."""

    def end_offsets(self, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """Return the offset after the last message, for every partition of `topics`; an unknown topic has none."""

    def committed(self, group: str, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """Return what `group` has committed; partitions without a commit are left out."""

    def commit(self, group: str, offsets: Mapping[TopicPartition, int]) -> None:
        """Store `offsets` as committed by `group`."""

    def read(self, offsets: OffsetRange) -> Iterator[Message]:
        """Yield the messages of `offsets` in order; assign and seek, never an automatic reset."""

    def drop_before(self, offsets: Mapping[TopicPartition, int]) -> None:
        """Delete the messages before `offsets`, for every reader and for good; the others keep their offsets."""

    def close(self) -> None:
        """Give back connections and files."""
