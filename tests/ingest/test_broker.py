"""One suite for both brokers: what holds for real Kafka holds for its embedded twin."""

import multiprocessing
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType

from ingest.embedded_broker import EmbeddedBroker
from ingest.kafka_broker import KafkaBroker
from ingest.partitioning import partition_of
from schemas.errors import ConfigurationError, RetryableError, StopError
from schemas.messages import (
    MAX_MESSAGE_BYTES,
    Broker,
    Message,
    OffsetRange,
    OutgoingMessage,
    TopicPartition,
    TopicSettings,
)
from tests.services.fixtures import kafka_bootstrap

__all__ = ["kafka_bootstrap"]

TOPIC = "patrol-notes"
FIRST = TopicPartition(topic=TOPIC, partition=0)
Opener = Callable[[], Broker]


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.services)])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Give a function that opens the same broker again and again, as several processes would."""
    prefix = f"test-{uuid4().hex}."
    opened: list[Broker] = []

    def open_broker() -> Broker:
        if request.param == "embedded":
            opened.append(EmbeddedBroker(tmp_path / "broker.sqlite", prefix))
        else:
            opened.append(KafkaBroker(request.getfixturevalue("kafka_bootstrap"), prefix))
        return opened[-1]

    yield open_broker
    for broker in opened:
        broker.close()


@pytest.fixture
def broker(opener: Opener) -> Broker:
    broker = opener()
    broker.create_topics([TopicSettings(name=TOPIC), TopicSettings(name="clinic-dhis2", partitions=3)])
    return broker


def test_dropped_messages_are_not_in_the_embedded_file_any_more(tmp_path: Path) -> None:
    broker = EmbeddedBroker(tmp_path / "broker.sqlite")
    broker.create_topics([TopicSettings(name=TOPIC)])
    broker.send(outgoing(word * 3000) for word in (b"amaranth", b"kept"))
    broker.drop_before({FIRST: 1})
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"amaranth" not in raw
    assert b"kept" in raw
    broker.close()


def outgoing(value: bytes | None, key: bytes | None = b"key", topic: str = TOPIC) -> OutgoingMessage:
    return OutgoingMessage(topic=topic, key=key, value=value, timestamp_ms=1_739_290_000_000)


def read_all(broker: Broker, topic: str = TOPIC) -> list[Message]:
    begin, end = broker.begin_offsets([topic]), broker.end_offsets([topic])
    return [
        message
        for place in sorted(end, key=lambda place: place.partition)
        for message in broker.read(
            OffsetRange(topic=topic, partition=place.partition, start=begin[place], end=end[place])
        )
    ]


def test_messages_come_back_in_order_with_their_offsets(broker: Broker) -> None:
    values = [f"value {number}".encode() for number in range(1200)]
    assert broker.send(outgoing(value) for value in values) == 1200
    found = read_all(broker)
    assert [message.value for message in found] == values
    assert [message.offset for message in found] == list(range(1200))
    assert {message.topic for message in found} == {TOPIC}


def test_everything_of_a_message_comes_back(broker: Broker) -> None:
    sent = [
        OutgoingMessage(topic=TOPIC, key=None, value=b"no key", timestamp_ms=1),
        OutgoingMessage(topic=TOPIC, key=b"", value=b"", timestamp_ms=4_070_908_800_000),
        OutgoingMessage(topic=TOPIC, key=b"\xff\x00", value=None, timestamp_ms=1_739_290_000_123),
        OutgoingMessage(topic=TOPIC, value=b"x", timestamp_ms=2, headers=(("a", b"1"), ("a", b"\xff"), ("b", b""))),
    ]
    broker.send(sent)
    assert [
        OutgoingMessage(**message.model_dump(exclude={"partition", "offset"})) for message in read_all(broker)
    ] == sent


def test_reading_again_gives_the_same(broker: Broker) -> None:
    broker.send(outgoing(str(number).encode()) for number in range(20))
    some = OffsetRange(topic=TOPIC, partition=0, start=5, end=12)
    first = list(broker.read(some))
    broker.send([outgoing(b"later")])
    assert list(broker.read(some)) == first
    assert [message.offset for message in first] == list(range(5, 12))


def test_dropped_messages_are_gone_and_the_others_keep_their_offsets(broker: Broker, opener: Opener) -> None:
    broker.send(outgoing(str(number).encode()) for number in range(5))
    broker.drop_before({FIRST: 3})
    other = opener()
    assert (other.begin_offsets([TOPIC]), other.end_offsets([TOPIC])) == ({FIRST: 3}, {FIRST: 5})
    assert [message.offset for message in read_all(other)] == [3, 4]
    with pytest.raises(StopError):
        list(other.read(OffsetRange(topic=TOPIC, partition=0, start=2, end=5)))


def test_after_all_was_dropped_offsets_go_on(broker: Broker) -> None:
    broker.send(outgoing(str(number).encode()) for number in range(5))
    for offset in (5, 2):
        broker.drop_before({FIRST: offset})
    broker.send([outgoing(b"later")])
    assert [(message.offset, message.value) for message in read_all(broker)] == [(5, b"later")]


def test_an_empty_range_has_no_messages(broker: Broker) -> None:
    assert list(broker.read(OffsetRange(topic=TOPIC, partition=0, start=0, end=0))) == []


def test_partitions_are_filled_by_key_then_value(broker: Broker) -> None:
    sent = [outgoing(f"v{number}".encode(), key, "clinic-dhis2") for number in range(30) for key in (b"a", b"b", None)]
    broker.send(sent)
    found = read_all(broker, "clinic-dhis2")
    assert len(found) == 90
    assert {message.partition for message in found} == {0, 1, 2}
    assert all(message.partition == partition_of(message, 3) for message in found)


def test_offsets_of_topics(broker: Broker) -> None:
    broker.send([outgoing(b"1"), outgoing(b"2")])
    places = {TopicPartition(topic="clinic-dhis2", partition=number) for number in range(3)}
    assert broker.begin_offsets([TOPIC, "clinic-dhis2"]) == {FIRST: 0} | dict.fromkeys(places, 0)
    assert broker.end_offsets([TOPIC, "clinic-dhis2"]) == {FIRST: 2} | dict.fromkeys(places, 0)
    assert broker.end_offsets([]) == {}


def test_messages_and_commits_survive_reopening(broker: Broker, opener: Opener) -> None:
    broker.send([outgoing(b"1"), outgoing(b"2")])
    broker.commit("group-a", {FIRST: 1})
    broker.close()
    again = opener()
    assert [message.value for message in read_all(again)] == [b"1", b"2"]
    assert again.committed("group-a", [TOPIC, "clinic-dhis2"]) == {FIRST: 1}
    assert again.committed("group-b", [TOPIC]) == {}


def test_a_commit_replaces_the_one_before(broker: Broker) -> None:
    broker.commit("group", {FIRST: 7})
    broker.commit("group", {FIRST: 3, TopicPartition(topic="clinic-dhis2", partition=2): 1})
    broker.commit("group", {})
    assert broker.committed("group", [TOPIC]) == {FIRST: 3}


def test_two_openers_append_to_one_topic(broker: Broker, opener: Opener) -> None:
    other = opener()
    for number in range(5):
        broker.send([outgoing(f"mine {number}".encode())])
        other.send([outgoing(f"other {number}".encode())])
    assert [message.offset for message in read_all(broker)] == list(range(10))


def test_a_message_over_the_limit_is_refused(broker: Broker) -> None:
    with pytest.raises(StopError, match=r"patrol-notes: a message of 83\d{5} bytes is over the limit"):
        broker.send([outgoing(b"x" * MAX_MESSAGE_BYTES)])
    assert broker.end_offsets([TOPIC]) == {FIRST: 0}


def test_a_message_just_under_the_limit_passes(broker: Broker) -> None:
    value = os.urandom(MAX_MESSAGE_BYTES - 1024)
    broker.send([outgoing(value)])
    assert read_all(broker)[0].value == value


def test_an_unknown_topic_has_no_offsets_and_takes_no_messages(broker: Broker) -> None:
    assert broker.begin_offsets(["nowhere"]) == {}
    assert broker.end_offsets(["nowhere"]) == {}
    assert broker.committed("group", ["nowhere"]) == {}
    with pytest.raises(ConfigurationError, match="topic nowhere is not there"):
        broker.send([outgoing(b"x", topic="nowhere")])
    with pytest.raises(ConfigurationError, match="topic nowhere is not there"):
        list(broker.read(OffsetRange(topic="nowhere", partition=0, start=0, end=1)))


def test_offsets_that_are_not_there_stop_a_read(broker: Broker) -> None:
    broker.send([outgoing(b"1")])
    with pytest.raises(StopError, match="holds offsets 0 to 1 only"):
        list(broker.read(OffsetRange(topic=TOPIC, partition=0, start=0, end=2)))


def test_creating_again_changes_nothing(broker: Broker) -> None:
    broker.send([outgoing(b"1")])
    broker.create_topics([TopicSettings(name=TOPIC, partitions=9)])
    assert broker.end_offsets([TOPIC]) == {FIRST: 1}


@pytest.mark.services
def test_settings_of_created_topics(kafka_bootstrap: str) -> None:
    prefix = f"test-{uuid4().hex}."
    broker = KafkaBroker(kafka_bootstrap, prefix)
    broker.create_topics([TopicSettings(name="kept"), TopicSettings(name="short", retention_days=30)])
    broker.close()
    assert topic_settings(kafka_bootstrap, f"{prefix}kept", "retention.ms") == "-1"
    assert topic_settings(kafka_bootstrap, f"{prefix}short", "retention.ms") == str(30 * 86_400_000)
    assert topic_settings(kafka_bootstrap, f"{prefix}short", "max.message.bytes") == str(MAX_MESSAGE_BYTES)


def topic_settings(bootstrap: str, topic: str, name: str) -> object:
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    found = admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)], config_filter="all")
    admin.close()
    return found["topic"][topic][name]["value"]


def test_a_kafka_that_is_away_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.kafka_broker.CONNECT_MS", 300)
    # It takes connections and says nothing: for a refused port, kafka-python leaves its sockets unclosed.
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        broker = KafkaBroker(address)
        with pytest.raises(RetryableError, match=f"Kafka at {address}: describing topics failed"):
            broker.end_offsets([TOPIC])
        broker.close()


def append_from_a_process(path: Path, name: str) -> None:
    broker = EmbeddedBroker(path)
    broker.create_topics([TopicSettings(name=TOPIC)])
    for number in range(20):
        broker.send([outgoing(f"{name} {number}".encode())])
    broker.close()


def test_several_processes_share_the_embedded_broker(tmp_path: Path) -> None:
    spawning = multiprocessing.get_context("spawn")
    path = tmp_path / "broker.sqlite"
    processes = [spawning.Process(target=append_from_a_process, args=(path, name)) for name in "abc"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    broker = EmbeddedBroker(path)
    values = [message.value for message in read_all(broker)]
    broker.close()
    for name in "abc":
        assert [value for value in values if value and value.startswith(name.encode())] == [
            f"{name} {number}".encode() for number in range(20)
        ]


def test_a_failed_send_leaves_nothing_in_the_embedded_broker(tmp_path: Path) -> None:
    broker = EmbeddedBroker(tmp_path / "broker.sqlite")
    broker.create_topics([TopicSettings(name=TOPIC)])
    with pytest.raises(ConfigurationError):
        broker.send([outgoing(b"first"), outgoing(b"second", topic="nowhere")])
    assert broker.end_offsets([TOPIC]) == {FIRST: 0}
    broker.close()


def test_the_embedded_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    EmbeddedBroker(tmp_path / "broker.sqlite").close()
    assert (tmp_path / "broker.sqlite").stat().st_mode & 0o777 == 0o600


# Known answers of org.apache.kafka.common.utils.Utils.murmur2, from Kafka's own UtilsTest.
@pytest.mark.parametrize(
    ("key", "hashed"), [(b"21", -973932308), (b"foobar", -790332482), (b"a-little-bit-long-string", -985981536)]
)
def test_partition_is_that_of_kafkas_java_client(key: bytes, hashed: int) -> None:
    assert partition_of(outgoing(b"value", key), 1_000_003) == (hashed & 0x7FFFFFFF) % 1_000_003


@given(key=st.none() | st.binary(), value=st.none() | st.binary(), partitions=st.integers(1, 50))
def test_every_message_has_a_partition(key: bytes | None, value: bytes | None, partitions: int) -> None:
    assert 0 <= partition_of(outgoing(value, key), partitions) < partitions
