"""Every search, chart and map asks a real Elasticsearch what Kibana would ask it, and finds what it should."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from schemas.annotation import Assertion, EventVerdict
from schemas.index import Document
from schemas.protection import ANALYST, Level
from schemas.source import SourceType
from search.kibana.declared import declared
from search.kibana.edition import Edition, index_title
from search.kibana.index_patterns import NAMED_BY_ANY
from search.kibana.saved import SavedObject
from search.kibana.vega import map_spec
from search.open_index import open_index
from tests.factories import (
    make_count,
    make_event,
    make_incident,
    make_link,
    make_member,
    make_place,
    make_report,
    make_source,
    make_warning,
    moment,
    report_id_of,
)
from tests.search.kibana.kql import request_of
from tests.search.kibana.sets import EDITIONS, NAMES, SETS, held, of_type, source_of
from tests.services.fixtures import elasticsearch_url

__all__ = ["elasticsearch_url"]

pytestmark = pytest.mark.services

ITSELF = make_event("one").id
SIGN = EventVerdict(answer="true", reason="An act is alleged.")
NONE = EventVerdict(answer="false", reason="Nothing is stated.")
MADE: list[Document] = [
    make_report(),
    make_report("two", withdrawn=True),
    make_event(crsv=SIGN, trafficking=NONE),
    make_event("night", time_of_day="night", indicators=("MOB-03",), kind="night_flight", crsv=NONE, trafficking=NONE),
    make_event("alone", crsv=NONE, trafficking=SIGN, interviewer_sex="F", indicators=("TIP-14",), kind="exploitation"),
    make_event("denied", status=Assertion.NEGATED, indicators=("MOB-01",), kind="absence"),
    make_event("clinic", source_type=SourceType.CLINIC, indicators=("CLN-01",), kind="clinic_surge"),
    make_event("protected", place=make_place(place_id="XX-9", name="Health centre")),
    make_event("plain", kind="report", indicators=(), severity=1, place=make_place(place_id="XX-2", name="Elsewhere")),
    make_member(),
    make_member("two"),
    make_incident(independent_origins=2),
    make_link(),
    make_link("one", "night", status="possible"),
    make_warning(),
    make_warning("former", status="stepped_down"),
    make_warning("late", acknowledge_by=moment(15)),
    make_warning("at clinic", area=make_warning().area.model_copy(update={"place_id": "XX-9"})),
    make_source(),
    make_source("community-alerts", state="silent", silent_since=moment(3)),
    make_count(value=12, age_band="18-25"),
    make_count("hidden", value=None),
]


@pytest.fixture(scope="module")
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url) as opened:
        yield opened


@pytest.fixture(scope="module")
def prefix(elasticsearch_url: str, client: Elasticsearch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the prefix of filled indices."""
    made = f"test-{uuid4().hex}"
    index = open_index(url=elasticsearch_url, path=tmp_path_factory.mktemp("unused"), prefix=made)
    index.make()
    index.put(MADE)
    index.refresh()
    index.close()
    yield made
    for name in client.indices.get(index=f"{made}-*"):
        client.indices.delete(index=name)


def asked(client: Elasticsearch, title: str, prefix: str, **body: Any) -> dict[str, Any]:
    """Return the answer of the indices behind an index pattern of the sets, those that do not exist left out."""
    names = [name.replace("test-", f"{prefix}-", 1) for name in title.split(",")]
    answer: dict[str, Any] = client.search(index=names, ignore_unavailable=True, **body).body
    assert not answer["_shards"]["failed"]
    return answer


def title_of(item: SavedObject, items: list[SavedObject]) -> str:
    (wanted,) = [reference["id"] for reference in item["references"] if reference["type"] == "index-pattern"]
    (title,) = [each["attributes"]["title"] for each in of_type(items, "index-pattern") if each["id"] == wanted]
    return str(title)


@pytest.mark.parametrize("items", SETS.values(), ids=NAMES)
def test_every_saved_search_is_answered(client: Elasticsearch, prefix: str, items: list[SavedObject]) -> None:
    for search in of_type(items, "search"):
        query = request_of(source_of(search)["query"]["query"])
        sort = [{field: order} for field, order in search["attributes"]["sort"]]
        asked(client, title_of(search, items), prefix, query=query, sort=sort)


@pytest.mark.parametrize("items", SETS.values(), ids=NAMES)
def test_every_chart_is_answered(client: Elasticsearch, prefix: str, items: list[SavedObject]) -> None:
    drawn = [item for item in of_type(items, "visualization") if "indexRefName" in source_of(item)]
    assert drawn
    for chart in drawn:
        query = request_of(source_of(chart)["query"]["query"])
        aggregations = request_aggregations(held(chart, "visState")["aggs"])
        asked(client, title_of(chart, items), prefix, query=query, size=0, aggs=aggregations)


def request_aggregations(listed: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the request that Kibana makes of a chart's aggregations: buckets in each other, metrics in each."""
    metrics = {
        each["id"]: {each["type"]: {"field": each["params"]["field"]}}
        for each in listed
        if each["schema"] == "metric" and each["type"] != "count"
    }
    inside = metrics
    for each in reversed([each for each in listed if each["schema"] != "metric"]):
        inside = {each["id"]: {**bucket(each, metrics), **({"aggs": inside} if inside else {})}, **metrics}
    return inside


def bucket(aggregation: dict[str, Any], metrics: dict[str, Any]) -> dict[str, Any]:
    given = aggregation["params"]
    match aggregation["type"]:
        case "terms":
            by = given["orderBy"] if given["orderBy"] in metrics else "_count"
            return {"terms": {"field": given["field"], "size": given["size"], "order": {by: given["order"]}}}
        case "date_histogram":
            interval = f"1{given['interval']}"
            return {"date_histogram": {"field": given["field"], "calendar_interval": interval, "min_doc_count": 1}}
        case "filters":
            kept = {each["label"]: request_of(each["input"]["query"]) for each in given["filters"]}
            return {"filters": {"filters": kept}}
    raise ValueError(f"no request is known of {aggregation['type']}")


@pytest.mark.parametrize("edition", EDITIONS, ids=NAMES)
def test_the_map_is_answered(client: Elasticsearch, prefix: str, edition: Edition) -> None:
    for name, buckets in map_buckets(client, prefix, edition).items():
        assert all(each["doc_count"] for each in buckets), name


def map_buckets(client: Elasticsearch, prefix: str, edition: Edition) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each of the map's data that are asked for."""
    found = {}
    for data in map_spec(edition)["data"]:
        if "url" in data:
            part: Any = asked(client, data["url"]["index"], prefix, **data["url"]["body"])
            for step in data["format"]["property"].split("."):
                part = part[step]
            found[data["name"]] = part
    return found


def test_the_map_draws_signs_and_open_warnings_but_nothing_protected(client: Elasticsearch, prefix: str) -> None:
    found = map_buckets(client, prefix, EDITIONS[0])
    assert [(each["key"], each["doc_count"]) for each in found["places"]] == [("Kanvi-Est", 3)]
    assert [(each["key"], each["doc_count"]) for each in found["districts"]] == [("Kanvi", 5)]
    assert {each["key"] for each in found["warnings"]} == {make_warning().id, make_warning("late").id}


FINDS = {
    "signs": {"one", "night", "alone", "clinic", "protected"},
    "slept-in-the-bush": {"night"},
    "at-night": {"night"},
    "missing-from-view": set(),
    "denied": {"denied"},
    "abductions": {"one", "protected"},
    "sexual-violence": {"one"},
    "trafficking-alone": {"alone"},
    "both-verdicts": set(),
    "told-to-women": {"alone"},
    "links-to-judge": {make_link("one", "night").id},
    "several-origins": {make_incident().id},
    "open-warnings": {make_warning().id, make_warning("late").id, make_warning("at clinic").id},
    "unanswered-warnings": {make_warning("late").id},
    "former-warnings": {make_warning("former").id},
    "fallen-silent": {"community-alerts"},
    "hidden-counts": {make_count("hidden").id},
    "reports": {make_report().report_id},
}


@pytest.mark.parametrize(("name", "expected"), FINDS.items())
def test_a_saved_search_finds_what_it_says(client: Elasticsearch, prefix: str, name: str, expected: set[str]) -> None:
    search = declared().searches[name]
    answer = asked(client, index_title(EDITIONS[0], search.of), prefix, query=request_of(search.query), size=100)
    named = {make_event(each).id: each for each in ("one", "night", "alone", "denied", "clinic", "protected", "plain")}
    found = {hit["_id"] for hit in answer["hits"]["hits"]}
    assert ({named[each] for each in found} if search.of == "event" else found) == expected


@pytest.mark.parametrize("clicked", [ITSELF, report_id_of()], ids=["event", "report"])
def test_a_click_finds_all_of_the_thread(client: Elasticsearch, prefix: str, clicked: str) -> None:
    query = request_of(" or ".join(f"{field}:{clicked}" for field in NAMED_BY_ANY))

    def found(pattern: str) -> set[str]:
        answer = asked(client, index_title(EDITIONS[0], pattern), prefix, query=query, size=100)
        return {hit["_id"] for hit in answer["hits"]["hits"]}

    assert found("member") == {make_member().id, make_member("two").id}
    assert found("event") == {ITSELF}
    assert found("incident") == {make_incident().id}
    assert found("link") == {make_link().id, make_link("one", "night").id}
    assert found("report") == ({report_id_of()} if clicked != ITSELF else set())
    assert found("warning") == (set() if clicked != ITSELF else {make_warning().id})


def test_what_is_strictly_confidential_is_behind_no_pattern_of_an_analyst() -> None:
    assert ANALYST.levels == (Level.UNCLASSIFIED, Level.CONFIDENTIAL)
    for pattern in declared().patterns:
        assert "strictly" not in index_title(EDITIONS[0], pattern)
