"""Reading from Elasticsearch page by page, over indices of which any may not exist yet."""

from collections.abc import Iterator, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.elastic_client import asking, check_answers
from search.elastic_queries import Clause
from search.fields import Kind
from search.mappings import alias_of

PAGE = 1000  # documents of one page
CELLS = 10_000  # cells of one page of a cube: every page counts all documents anew; `search.max_buckets` is 65,536
LARGEST_PAGE = 10_000  # Elasticsearch's `index.max_result_window`
KEEP_ALIVE = "5m"  # how long a page may be worked on before the next is asked for


class ElasticReader:
    """Reads the indices whose names begin with `prefix`; those that were never made are empty."""

    def __init__(self, client: Elasticsearch, prefix: str) -> None:
        self._client = client
        self._prefix = prefix

    def page(self, kind: Kind, scopes: Sequence[str], query: Clause) -> list[str]:
        """Return the bodies of up to 10,000 documents in one request, in order of scope."""
        answer = self._search(kind, scopes, query=query, sort=["_index"], size=LARGEST_PAGE, source=["body"])
        return [hit["_source"]["body"] for hit in answer["hits"]["hits"]]

    def pages(self, kind: Kind, scopes: Sequence[str], query: Clause, order: Sequence[Clause]) -> Iterator[str]:
        """Yield the bodies of all documents that fit, in `order`, as they were when the first was read."""
        names = self._names(kind, scopes)
        opened = asking(
            lambda: self._client.open_point_in_time(index=names, keep_alive=KEEP_ALIVE, ignore_unavailable=True)
        )
        point = {"id": opened["id"], "keep_alive": KEEP_ALIVE}
        try:
            yield from self._pages(point, query=query, sort=order, size=PAGE, source=["body"], track_total_hits=False)
        finally:
            asking(lambda: self._client.close_point_in_time(id=point["id"]))

    def ids(self, kind: Kind, scopes: Sequence[str], queries: Sequence[Clause], size: int) -> list[list[str]]:
        """Return the first `size` ids that fit, for each of `queries`."""
        order = {"sort": [{kind.id_field: "asc"}], "size": size, "_source": False, "track_total_hits": False}
        searches = [part for query in queries for part in ({}, {"query": {"bool": {"filter": query}}, **order})]
        names = self._names(kind, scopes)
        answers = asking(
            lambda: check_answers(self._client.msearch(index=names, searches=searches, ignore_unavailable=True).body)
        )
        return [sorted({hit["_id"] for hit in answer["hits"]["hits"]}) for answer in answers]

    def buckets(self, kind: Kind, scopes: Sequence[str], by: Sequence[str], query: Clause) -> Iterator[dict[str, Any]]:
        """Yield the counts of documents by the fields `by`, in order of their values."""
        composite: dict[str, Any] = {"size": CELLS, "sources": [{field: {"terms": {"field": field}}} for field in by]}
        while True:
            answer = self._search(kind, scopes, query=query, size=0, aggs={"cube": {"composite": composite}})
            cube = answer.get("aggregations", {}).get("cube", {"buckets": []})
            yield from cube["buckets"]
            if "after_key" not in cube:
                return
            composite["after"] = cube["after_key"]

    def most_common(
        self, kind: Kind, scopes: Sequence[str], field: str, *, more_than: int, most: int
    ) -> list[dict[str, Any]]:
        """Return the values of `field` that more than so many documents have, the most common first."""
        order = [{"_count": "desc"}, {"_key": "asc"}]
        terms = {"field": field, "size": most, "min_doc_count": more_than + 1, "order": order}
        answer = self._search(kind, scopes, query={"match_all": {}}, size=0, aggs={"common": {"terms": terms}})
        found: list[dict[str, Any]] = answer.get("aggregations", {}).get("common", {"buckets": []})["buckets"]
        return found

    def _pages(self, point: dict[str, str], **request: Any) -> Iterator[str]:
        while True:
            answer = self._ask(pit=point, **request)
            point["id"] = answer["pit_id"]
            found = answer["hits"]["hits"]
            yield from (hit["_source"]["body"] for hit in found)
            if len(found) < PAGE:
                return
            request["search_after"] = found[-1]["sort"]

    def _search(self, kind: Kind, scopes: Sequence[str], **request: Any) -> dict[str, Any]:
        return self._ask(index=self._names(kind, scopes), ignore_unavailable=True, **request)

    def _ask(self, **request: Any) -> dict[str, Any]:
        return asking(lambda: self._client.search(allow_partial_search_results=False, **request).body)

    def _names(self, kind: Kind, scopes: Sequence[str]) -> list[str]:
        """Return the aliases of `scopes`; for no scope one that is never made, as no name would mean all indices."""
        return [alias_of(self._prefix, kind, scope) for scope in scopes or ["none"]]
