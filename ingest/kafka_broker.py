"""Real Kafka behind the `Broker` protocol."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from itertools import islice
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka import TopicPartition as KafkaPlace
from kafka.admin import OffsetSpec
from kafka.errors import (
    AuthorizationError,
    KafkaError,
    NoError,
    RetriableError,
    TopicAlreadyExistsError,
)
from kafka.structs import OffsetAndMetadata
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_exponential

from ingest.kafka_security import check_fit
from ingest.limits import require_offsets, require_size, unknown_topic
from ingest.partitioning import partition_of
from schemas.errors import ConfigurationError, RetryableError
from schemas.messages import MAX_MESSAGE_BYTES, Message, OffsetRange, OutgoingMessage, TopicPartition, TopicSettings

DAY_MS = 24 * 60 * 60 * 1000
POLL_MS = 500
SILENT_POLLS = 120
"""After this many empty polls, a minute together, a read gives up."""

SENT_TOGETHER = 500
"""Messages whose acknowledgement is awaited together: it bounds memory, as a replay may be of any length."""

CONNECT_MS = 10_000
"""How long a client waits for its first answer; Airflow and `RetryableError` try again after that."""

LAST_MILLISECOND = 2**63 - 1
CLEAR: Mapping[str, Any] = {}

again_while_unsettled = retry(
    retry=retry_if_exception_type(RetriableError),
    wait=wait_exponential(multiplier=0.1, max=2),
    stop=stop_after_delay(30),
    reraise=True,
)


class KafkaBroker:
    """A `Broker` on the Kafka at `bootstrap_servers`; `topic_prefix` is put before topic names, unseen by callers.

    `security` is what `kafka_security` returns; without it Kafka is spoken to in clear.
    """

    def __init__(self, bootstrap_servers: str, topic_prefix: str = "", *, security: Mapping[str, Any] = CLEAR) -> None:
        self._servers = bootstrap_servers
        self._security = security
        self._reached = {"bootstrap_servers": bootstrap_servers, "bootstrap_timeout_ms": CONNECT_MS, **security}
        self._prefix = topic_prefix
        self._partitions: dict[str, int] = {}

    def create_topics(self, topics: Iterable[TopicSettings]) -> None:
        """Create the topics that are missing and wait until each has leaders."""
        with self._answering("creating topics"):
            for topic in topics:
                self._create(topic)

    def send(self, messages: Iterable[OutgoingMessage]) -> int:
        """Append `messages` in order and return how many, once all in-sync replicas have them."""
        waiting = iter(messages)
        sent = 0
        with self._answering("sending messages"):
            while together := list(islice(waiting, SENT_TOGETHER)):
                acknowledgements = [self._post(message) for message in together]
                self._producer.flush()
                for acknowledgement in acknowledgements:
                    acknowledgement.get()
                sent += len(together)
        return sent

    def begin_offsets(self, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """Return the first offset that is still there, for every partition of `topics`."""
        return self._edges(self._places(topics), OffsetSpec.EARLIEST)

    def end_offsets(self, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """Return the offset after the last message, for every partition of `topics`."""
        return self._edges(self._places(topics), OffsetSpec.LATEST)

    def committed(self, group: str, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """Return what `group` has committed; partitions without a commit are left out."""
        places = self._places(topics)
        if not places:
            return {}
        with self._answering("reading commits"):
            found = self._committed(group, [self._named(place) for place in places])
        stored = {place: found[self._named(place)].offset for place in places if self._named(place) in found}
        return {place: offset for place, offset in stored.items() if offset >= 0}

    def commit(self, group: str, offsets: Mapping[TopicPartition, int]) -> None:
        """Store `offsets` as committed by `group`, through the admin client, so that no group is joined."""
        if offsets:
            with self._answering("committing offsets"):
                self._commit(group, offsets)

    def read(self, offsets: OffsetRange) -> Iterator[Message]:
        """Yield the messages of `offsets` in order."""
        place = TopicPartition(topic=offsets.topic, partition=offsets.partition)
        if place not in self._places([offsets.topic]):
            raise unknown_topic(offsets.topic)
        edges = (self._edges([place], spec)[place] for spec in (OffsetSpec.EARLIEST, OffsetSpec.LATEST))
        require_offsets(offsets, *edges)
        with self._answering(f"reading {offsets.name}"):
            for record in self._records(offsets):
                yield _message(place, record)

    def drop_before(self, offsets: Mapping[TopicPartition, int]) -> None:
        """Delete the messages before `offsets`: nobody can read them from now on, and their files follow."""
        if offsets:
            with self._answering("deleting messages"):
                self._admin.delete_records({self._named(place): offset for place, offset in offsets.items()})

    def close(self) -> None:
        """Close the connections that were opened."""
        for name in ("_admin", "_producer"):
            if name in self.__dict__:
                self.__dict__.pop(name).close()

    @cached_property
    def _admin(self) -> Any:
        if self._security:
            check_fit(self._servers, self._security)  # what is refused is known at once, not after many tries
        try:
            return KafkaAdminClient(**self._reached)
        except KafkaError:
            check_fit(self._servers, self._security)
            raise

    @cached_property
    def _producer(self) -> Any:
        return KafkaProducer(
            **self._reached,
            acks="all",
            enable_idempotence=True,
            max_request_size=MAX_MESSAGE_BYTES,
            linger_ms=5,
            allow_auto_create_topics=False,
        )

    @again_while_unsettled
    def _create(self, topic: TopicSettings) -> None:
        name = self._prefix + topic.name
        settings = {"num_partitions": topic.partitions, "configs": topic_configuration(topic)}
        with suppress(TopicAlreadyExistsError):
            self._admin.create_topics({name: settings})
        self._admin.wait_for_topics([name])

    def _post(self, message: OutgoingMessage) -> Any:
        require_size(message)
        if message.topic not in self._partitions:
            self._partitions[message.topic] = len(self._places([message.topic]))
        if not self._partitions[message.topic]:
            raise unknown_topic(message.topic)
        return self._producer.send(
            self._prefix + message.topic,
            value=message.value,
            key=message.key,
            headers=list(message.headers),
            partition=partition_of(message, self._partitions[message.topic]),
            timestamp_ms=message.timestamp_ms,
        )

    def _places(self, topics: Iterable[str]) -> list[TopicPartition]:
        """Return the partitions of `topics` that exist, in order; asking creates no topic."""
        names = {self._prefix + topic: topic for topic in topics}
        if not names:
            return []
        with self._answering("describing topics"):
            described = self._admin.describe_topics(list(names))
        found = [(names[topic["name"]], topic["partitions"]) for topic in described if not topic["error_code"]]
        places = [(topic, place["partition_index"]) for topic, partitions in found for place in partitions]
        return [TopicPartition(topic=topic, partition=partition) for topic, partition in sorted(places)]

    def _edges(self, places: list[TopicPartition], spec: OffsetSpec) -> dict[TopicPartition, int]:
        if not places:
            return {}
        with self._answering("asking for offsets"):
            found = self._admin.list_partition_offsets({self._named(place): spec for place in places})
        return {place: found[self._named(place)].offset for place in places}

    @again_while_unsettled
    def _committed(self, group: str, places: list[KafkaPlace]) -> dict[KafkaPlace, OffsetAndMetadata]:
        found: dict[KafkaPlace, OffsetAndMetadata] = self._admin.list_group_offsets({group: places}).get(group, {})
        return found

    @again_while_unsettled
    def _commit(self, group: str, offsets: Mapping[TopicPartition, int]) -> None:
        stored = {self._named(place): OffsetAndMetadata(offset, "", -1) for place, offset in offsets.items()}
        for error in self._admin.alter_group_offsets(group, stored).values():
            if error is not NoError:
                raise error

    def _records(self, offsets: OffsetRange) -> Iterator[Any]:
        """Assign and seek, then poll until the last offset of `offsets` was seen."""
        place = KafkaPlace(self._prefix + offsets.topic, offsets.partition)
        with self._consumer() as consumer:
            consumer.assign([place])
            consumer.seek(place, offsets.start)
            silent = 0
            while consumer.position(place) < offsets.end:
                records = consumer.poll(timeout_ms=POLL_MS).get(place, [])
                silent = 0 if records else silent + 1
                if silent > SILENT_POLLS:
                    raise RetryableError(f"Kafka at {self._servers} sent nothing of {offsets.name}; try again")
                yield from (record for record in records if record.offset < offsets.end)

    @contextmanager
    def _consumer(self) -> Iterator[Any]:
        consumer = KafkaConsumer(
            **self._reached,
            auto_offset_reset="none",
            enable_auto_commit=False,
            allow_auto_create_topics=False,
            max_partition_fetch_bytes=MAX_MESSAGE_BYTES,
        )
        try:
            yield consumer
        finally:
            consumer.close()

    def _named(self, place: TopicPartition) -> KafkaPlace:
        return KafkaPlace(self._prefix + place.topic, place.partition)

    @contextmanager
    def _answering(self, what: str) -> Iterator[None]:
        try:
            yield
        except AuthorizationError as error:
            raise ConfigurationError(
                f"Kafka at {self._servers} does not let this user go on with {what} ({type(error).__name__}); "
                "mend its rights, or name another: FOREWARN_KAFKA_USER"
            ) from None
        except (KafkaError, OSError) as error:
            raise RetryableError(
                f"Kafka at {self._servers}: {what} failed with {type(error).__name__}; see that it runs, then try again"
            ) from error


def topic_configuration(topic: TopicSettings) -> dict[str, str]:
    """Return Kafka's settings of a topic.

    Kafka refuses timestamps an hour ahead unless told otherwise; we take them, so that landing can quarantine them.
    """
    retention_ms = -1 if topic.retention_days is None else topic.retention_days * DAY_MS
    return {
        "max.message.bytes": str(MAX_MESSAGE_BYTES),
        "retention.ms": str(retention_ms),
        "retention.bytes": "-1",
        "cleanup.policy": "delete",
        "message.timestamp.type": "CreateTime",
        "message.timestamp.after.max.ms": str(LAST_MILLISECOND),
    }


def _message(place: TopicPartition, record: Any) -> Message:
    return Message(
        topic=place.topic,
        partition=place.partition,
        offset=record.offset,
        key=record.key,
        value=record.value,
        timestamp_ms=record.timestamp,
        headers=tuple((name, value or b"") for name, value in record.headers),
    )
