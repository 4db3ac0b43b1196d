"""A real round trip through each service."""

from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch
from kafka import KafkaConsumer, KafkaProducer

from tests.services.fixtures import elasticsearch_url, kafka_bootstrap

__all__ = ["elasticsearch_url", "kafka_bootstrap"]

pytestmark = pytest.mark.services

MESSAGE = "Attaque signalée près de Kandi".encode()


def test_kafka_gives_back_what_it_was_given(kafka_bootstrap: str) -> None:
    topic = f"round-trip-{uuid4().hex}"
    with KafkaProducer(bootstrap_servers=kafka_bootstrap) as producer:
        producer.send(topic, key=b"key", value=MESSAGE).get(timeout=30)
    consumer = KafkaConsumer(
        topic, bootstrap_servers=kafka_bootstrap, auto_offset_reset="earliest", consumer_timeout_ms=30_000
    )
    record = next(consumer)
    consumer.close()
    assert (record.key, record.value) == (b"key", MESSAGE)


def test_elasticsearch_finds_what_it_was_given(elasticsearch_url: str) -> None:
    index = f"round-trip-{uuid4().hex}"
    with Elasticsearch(elasticsearch_url) as client:
        client.indices.create(index=index, mappings={"properties": {"text": {"type": "text", "analyzer": "french"}}})
        client.index(index=index, id="1", document={"text": MESSAGE.decode()}, refresh=True)
        found = client.search(index=index, query={"match": {"text": "attaques"}})
        client.indices.delete(index=index)
    assert [hit["_id"] for hit in found["hits"]["hits"]] == ["1"]
