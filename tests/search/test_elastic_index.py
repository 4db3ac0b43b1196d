"""What only Elasticsearch has: names, aliases, mappings and failures."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from schemas.annotation import Event
from schemas.errors import ConfigurationError, RetryableError, StopError
from schemas.protection import Level
from schemas.report import Report
from search import elastic_renewal
from search.access import all_scopes
from search.elastic_client import check_answers, check_written
from search.elastic_index import ElasticIndex
from search.fields import KINDS
from search.mappings import MAPPING_VERSION, alias_of
from tests.factories import make_event, make_report
from tests.services.fixtures import elasticsearch_url

__all__ = ["elasticsearch_url"]

CONFIDENTIAL = ["confidential"]


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url) as opened:
        yield opened


@pytest.fixture
def prefix(client: Elasticsearch) -> Iterator[str]:
    made = f"test-{uuid4().hex}"
    yield made
    for name in client.indices.get(index=f"{made}-*"):
        client.indices.delete(index=name)


@pytest.fixture
def index(elasticsearch_url: str, prefix: str) -> Iterator[ElasticIndex]:
    opened = ElasticIndex(elasticsearch_url, prefix)
    yield opened
    opened.close()


@pytest.mark.services
def test_each_scope_has_its_own_index_behind_an_alias(index: ElasticIndex, client: Elasticsearch, prefix: str) -> None:
    index.put([make_event(), make_event("two", level=Level.STRICTLY_CONFIDENTIAL)])
    aliases = {name: list(entry["aliases"]) for name, entry in client.indices.get_alias(index=f"{prefix}-*").items()}
    assert aliases == {
        f"{prefix}-event-confidential-v{MAPPING_VERSION}": [f"{prefix}-event-confidential"],
        f"{prefix}-event-strictly_confidential-v{MAPPING_VERSION}": [f"{prefix}-event-strictly_confidential"],
    }


@pytest.mark.services
def test_many_writers_may_make_one_index_at_once(elasticsearch_url: str, prefix: str) -> None:
    indexes = [ElasticIndex(elasticsearch_url, prefix) for _ in range(6)]
    with ThreadPoolExecutor(len(indexes)) as pool:
        list(pool.map(lambda pair: pair[1].put([make_event(str(pair[0]))]), enumerate(indexes)))
    indexes[0].refresh()
    assert len(list(indexes[0].find(Event, CONFIDENTIAL))) == 6
    for opened in indexes:
        opened.close()


@pytest.mark.services
def test_the_switch_leaves_one_index_behind_each_alias_and_nothing_of_rebuilds_that_were_cut_off(
    index: ElasticIndex, client: Elasticsearch, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elastic_renewal, "SETTLE_SECONDS", 0)
    index.put([make_event()])
    left = index.aside()
    left.put([make_event("left")])
    left.close()
    aside = index.aside()
    aside.put([make_event("two")])
    index.become(aside)
    aside.close()
    aliases = client.indices.get_alias(index=f"{prefix}-*").body.values()
    names = [name for entry in aliases for name in entry["aliases"]]
    assert sorted(names) == sorted(alias_of(prefix, kind, each) for kind in KINDS for each in all_scopes(kind.model))
    index.put([make_event("three")])
    index.refresh()
    assert list(index.find(Event, CONFIDENTIAL)) == sorted([make_event("two"), make_event("three")], key=lambda e: e.id)


@pytest.mark.services
def test_a_switch_that_is_asked_for_again_does_nothing(
    index: ElasticIndex, client: Elasticsearch, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elastic_renewal, "SETTLE_SECONDS", 0)
    aside = index.aside()
    aside.put([make_event()])
    pairs = dict(zip(index._aliases(), aside._aliases(), strict=True))
    index.become(aside)
    elastic_renewal.switch(client, pairs)
    assert list(index.find(Event, CONFIDENTIAL)) == [make_event()]
    aside.close()


@pytest.mark.services
def test_a_refused_document_is_named_and_never_quoted(index: ElasticIndex, client: Elasticsearch, prefix: str) -> None:
    client.indices.create(
        index=f"{prefix}-report-confidential-v{MAPPING_VERSION}",
        mappings={"dynamic": "strict", "properties": {"report_id": {"type": "keyword"}}},
    )
    report = make_report(text="SECRET-WORD", title="SECRET-WORD")
    with pytest.raises(StopError, match=report.report_id) as raised:
        index.put([report])
    assert "strict_dynamic_mapping_exception" in str(raised.value)
    assert "SECRET-WORD" not in str(raised.value) + repr(raised.value.__cause__)


@pytest.mark.services
def test_an_index_that_was_deleted_is_not_made_again_without_its_mapping(
    index: ElasticIndex, client: Elasticsearch, prefix: str
) -> None:
    index.put([make_event()])
    client.indices.delete(index=f"{prefix}-event-confidential-v{MAPPING_VERSION}")
    with pytest.raises(StopError, match="index_not_found_exception"):
        index.put([make_event()])


@pytest.mark.services
def test_what_another_process_wrote_is_seen_after_refresh(elasticsearch_url: str, prefix: str) -> None:
    writer, reader = ElasticIndex(elasticsearch_url, prefix), ElasticIndex(elasticsearch_url, prefix)
    writer.put([make_report()])
    reader.refresh()
    assert list(reader.find(Report, CONFIDENTIAL)) == [make_report()]
    writer.close()
    reader.close()


def test_a_cluster_that_is_away_can_be_asked_again_later() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        index = ElasticIndex(f"http://127.0.0.1:{unused.getsockname()[1]}", "test")
        with pytest.raises(RetryableError, match="does not answer"):
            index.put([make_report()])
        index.close()


def test_an_address_that_is_none_is_named() -> None:
    with pytest.raises(ConfigurationError, match="FOREWARN_ELASTICSEARCH_URL"):
        ElasticIndex("no address", "test")


FAILURES: list[tuple[dict[str, Any], type[Exception]]] = [
    (
        {"index": {"_id": "1", "status": 400, "error": {"type": "mapper_parsing_exception", "reason": "'SECRET'"}}},
        StopError,
    ),
    ({"index": {"_id": "1", "status": 429, "error": {"type": "es_rejected_execution_exception"}}}, RetryableError),
    ({"delete": {"_id": "1", "status": 503, "error": {"type": "unavailable_shards_exception"}}}, RetryableError),
    ({"delete": {"_id": "1", "status": 404, "error": {"type": "index_not_found_exception"}}}, StopError),
]


@pytest.mark.parametrize(("failure", "kind"), FAILURES)
def test_failures_of_a_bulk_request_stop_or_are_tried_again(failure: dict[str, Any], kind: type[Exception]) -> None:
    with pytest.raises(kind) as raised:
        check_written([failure])
    assert "SECRET" not in str(raised.value)


def test_deleting_what_is_not_there_is_no_failure() -> None:
    check_written([{"delete": {"_id": "1", "status": 404, "result": "not_found"}}])


def test_a_part_of_many_searches_that_failed_is_not_taken_for_empty() -> None:
    overloaded = {"status": 429, "error": {"type": "es_rejected_execution_exception"}}
    with pytest.raises(RetryableError):
        check_answers({"responses": [overloaded]})
    with pytest.raises(StopError):
        check_answers({"responses": [{"status": 400, "error": {"type": "parsing_exception"}}]})
    with pytest.raises(RetryableError):
        check_answers({"responses": [{"status": 200, "_shards": {"failed": 1}}]})
