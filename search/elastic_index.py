"""`ElasticIndex`: the index on Elasticsearch 8.19, one index per kind, scope and version of the mapping."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from elasticsearch import BadRequestError, helpers

from schemas.annotation import Event
from schemas.errors import ConfigurationError, StopError
from schemas.index import CubeRow, D, Document, Grouping, Hit, KeyCount, Query, Where, Window
from search.access import all_scopes
from search.documents import flatten, id_of, restore, scope_of
from search.elastic_client import asking, check_written, connect
from search.elastic_queries import all_of, any_of
from search.elastic_reader import ElasticReader
from search.elastic_renewal import aside_prefix, drop_strays, indices_behind, switch
from search.elastic_shelf import ElasticShelf
from search.fields import KINDS, Kind, check_fields, kind_of
from search.hits import chunks, hits
from search.mappings import MAPPING_VERSION, OUTDATED, alias_of, mappings, settings

WRITE_ROWS = 500  # documents of one bulk request
WRITE_BYTES = 10 * 1024 * 1024  # a bulk request is cut at this size; Elastic advises tens of megabytes at most
READ_ROWS = 500  # ids of one request
KEYS = 200  # blocking keys of one request
PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


class ElasticIndex:
    """The index port on Elasticsearch at `url`; the names of indices and aliases begin with `prefix`."""

    def __init__(
        self, url: str, prefix: str, *, ca_file: Path | None = None, api_key: str = "", replicas: int = 0
    ) -> None:
        if not PREFIX.fullmatch(prefix):
            raise ConfigurationError("FOREWARN_INDEX_PREFIX must be lower-case letters, digits, - and _; mend it")
        self._url = url
        self._ca_file = ca_file
        self._api_key = api_key
        self._client = connect(url, ca_file, api_key=api_key)
        self._reader = ElasticReader(self._client, prefix)
        self._prefix = prefix
        self._replicas = replicas
        self._made: set[str] = set()

    def make(self) -> None:
        """Make the index of every kind and scope."""
        for alias, kind in self._aliases().items():
            asking(lambda alias=alias, kind=kind: self._make(kind, alias))  # type: ignore[misc]

    def put(self, documents: Iterable[Document]) -> None:
        """Insert or replace, some hundred documents a request."""
        for chunk in chunks(documents, WRITE_ROWS):
            self._bulk([self._insertion(document) for document in chunk])

    def delete(self, kind: type[Document], scope: str, ids: Iterable[str]) -> None:
        """Delete by id; ids that are not there are passed over."""
        alias = self._alias(kind_of(kind), scope)
        for chunk in chunks(ids, WRITE_ROWS):
            self._bulk([{"_op_type": "delete", "_index": alias, "_id": id} for id in chunk])

    def get(self, kind: type[D], scopes: Iterable[str], ids: Iterable[str]) -> dict[str, D]:
        """Return the documents of `ids` that are there."""
        scopes, id_field = list(scopes), kind_of(kind).id_field
        found: dict[str, D] = {}
        for chunk in chunks(ids, READ_ROWS):
            for body in self._reader.page(kind_of(kind), scopes, any_of(id_field, chunk)):
                document = restore(kind, body)
                found[id_of(document)] = document
        return found

    def find(
        self, kind: type[D], scopes: Iterable[str], where: Where | None = None, window: Window | None = None
    ) -> Iterator[D]:
        """Yield documents in order of id, a page in memory at a time, as they were at the first page."""
        check_fields(kind_of(kind), [*(where or {}), *([window.field] if window else [])])
        order = [{kind_of(kind).id_field: "asc"}, {"_index": "asc"}]
        for body in self._reader.pages(kind_of(kind), list(scopes), all_of(where, window), order):
            yield restore(kind, body)

    def candidates(self, scopes: Iterable[str], keys: Iterable[str], cap: int) -> dict[str, list[str]]:
        """Return the ids of events per blocking key, at most `cap` + 1 a key."""
        found: dict[str, list[str]] = {}
        event, scopes = kind_of(Event), list(scopes)
        for chunk in chunks(keys, KEYS):
            ids = self._reader.ids(event, scopes, [any_of("keys", key) for key in chunk], cap + 1)
            found |= {key: fitting for key, fitting in zip(chunk, ids, strict=True) if fitting}
        return found

    def common_keys(self, scopes: Iterable[str], *, more_than: int, most: int) -> list[KeyCount]:
        """Return the blocking keys of more than so many events, the most common first."""
        found = self._reader.most_common(kind_of(Event), list(scopes), "keys", more_than=more_than, most=most)
        return [KeyCount(key=each["key"], events=each["doc_count"]) for each in found]

    def keys_beginning(self, scopes: Iterable[str], beginning: str) -> list[str]:
        """Return the blocking keys that begin so, in order."""
        so = {"prefix": {"keys": beginning}}
        keys = (each["key"]["keys"] for each in self._reader.buckets(kind_of(Event), list(scopes), ["keys"], so))
        return [key for key in keys if key.startswith(beginning)]

    def cube(
        self,
        kind: type[Document],
        scopes: Iterable[str],
        by: Sequence[Grouping],
        window: Window,
        where: Where | None = None,
    ) -> list[CubeRow]:
        """Count documents by the fields `by` within `window`, in order of group."""
        check_fields(kind_of(kind), [*by, *(where or {}), window.field])
        buckets = self._reader.buckets(kind_of(kind), list(scopes), by, all_of(where, window))
        return [
            CubeRow(group=tuple(cell["key"][field] for field in by), documents=cell["doc_count"]) for cell in buckets
        ]

    def search(self, scopes: Iterable[str], query: Query) -> list[Hit]:
        """Return the reports that answer `query`, best or nearest first."""
        return hits(ElasticShelf(self._reader), list(scopes), query)

    def refresh(self) -> None:
        """Make all writes of all processes visible to reads."""
        names = [alias_of(self._prefix, kind, "*") for kind in KINDS]
        asking(lambda: self._client.indices.refresh(index=names, ignore_unavailable=True))

    def aside(self) -> Self:
        """Return an index of its own name to build anew; what an earlier one left is deleted."""
        asking(lambda: drop_strays(self._client, self._prefix, self._aliases()))
        kept = {"ca_file": self._ca_file, "api_key": self._api_key, "replicas": self._replicas}
        return type(self)(self._url, aside_prefix(self._prefix), **kept)  # type: ignore[arg-type]

    def become(self, aside: Self) -> None:
        """Let the aliases lead to the indices of `aside`, all in one request, and delete those that they led to."""
        aside.make()
        aside.refresh()
        pairs = dict(zip(self._aliases(), aside._aliases(), strict=True))
        asking(lambda: switch(self._client, pairs))
        asking(lambda: drop_strays(self._client, self._prefix, self._aliases()))

    def expunge(self) -> None:
        """Merge every segment that holds deleted documents, so that their words are not on the disk."""
        names = [f"{alias_of(self._prefix, kind, '*')}" for kind in KINDS]
        at_once = {"index.merge.policy.expunge_deletes_allowed": "0"}
        asking(lambda: self._client.indices.put_settings(index=names, settings=at_once, allow_no_indices=True))
        asking(lambda: self._client.indices.forcemerge(index=names, only_expunge_deletes=True, allow_no_indices=True))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _insertion(self, document: Document) -> dict[str, Any]:
        alias = self._alias(kind_of(type(document)), scope_of(document))
        return {"_index": alias, "_id": id_of(document), "_source": flatten(document)}

    def _bulk(self, actions: list[dict[str, Any]]) -> None:
        asking(lambda: self._bulk_once(actions))

    def _bulk_once(self, actions: list[dict[str, Any]]) -> None:
        _, failures = helpers.bulk(
            self._client,
            actions,
            chunk_size=WRITE_ROWS,
            max_chunk_bytes=WRITE_BYTES,
            raise_on_error=False,
            require_alias=True,
        )
        check_written(failures if isinstance(failures, list) else [])

    def _aliases(self) -> dict[str, Kind]:
        """Return the aliases of all kinds and scopes."""
        return {alias_of(self._prefix, kind, scope): kind for kind in KINDS for scope in all_scopes(kind.model)}

    def _alias(self, kind: Kind, scope: str) -> str:
        """Return the alias to write to; raises `StopError` where another version of the fields lies behind it."""
        alias = alias_of(self._prefix, kind, scope)
        if alias not in self._made:
            index = asking(lambda: self._make(kind, alias))
            if not index.endswith(f"-v{MAPPING_VERSION}"):
                raise StopError(f"the index {index} {OUTDATED}")
            self._made.add(alias)
        return alias

    def _make(self, kind: Kind, alias: str) -> str:
        """Return the index behind `alias`, created where there is none; several processes may do so at once."""
        if there := indices_behind(self._client, [alias]):
            return next(iter(there))
        index = f"{alias}-v{MAPPING_VERSION}"
        try:
            shape = settings(replicas=self._replicas)
            self._client.indices.create(index=index, mappings=mappings(kind), settings=shape)
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise
        self._client.indices.put_alias(index=index, name=alias)
        return index
