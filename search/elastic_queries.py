"""Pieces of Elasticsearch's query language; values are always data in it, never parsed."""

from collections.abc import Iterable, Sequence
from typing import Any

from schemas.index import Query, Where, Window
from search.documents import timestamp
from search.fields import LONGEST_KEYWORD
from search.hits import asks_for_events, chunks
from search.words import query_words

Clause = dict[str, Any]

NOTHING: Clause = {"match_none": {}}
MOST_TERMS = 65_536  # Elasticsearch's `index.max_terms_count`
SLACK = 1.001  # Elasticsearch rounds coordinates and the globe's radius by metres; exact distances are taken later


def any_of(field: str, values: str | Iterable[str]) -> Clause:
    """Return the clause that `field` has one of `values`; values too long to be indexed are nowhere."""
    given = [values] if isinstance(values, str) else values
    lists = list(chunks((value for value in given if len(value) <= LONGEST_KEYWORD), MOST_TERMS))
    return {"bool": {"should": [{"terms": {field: terms}} for terms in lists]}} if lists else NOTHING


def within(window: Window) -> list[Clause]:
    """Return the clause to lie in `window`."""
    bounds = {"gte": window.since, "lt": window.until}
    given = {side: timestamp(moment) for side, moment in bounds.items() if moment is not None}
    return [{"range": {window.field: given}}] if given else []


def all_of(where: Where | None, window: Window | None) -> Clause:
    """Return the query of `Index.find` and `Index.cube`."""
    clauses = [any_of(field, values) for field, values in (where or {}).items()]
    return {"bool": {"filter": clauses + (within(window) if window else [])}}


def report_query(query: Query, ids: Sequence[str] | None) -> Clause:
    """Return the query for the reports (of `ids`) that hold the words, reliability and time of `query`."""
    filters = [any_of("report_id", ids)] if ids is not None else []
    filters += [any_of("reliability", query.reliability)] if query.reliability else []
    if not asks_for_events(query):
        filters += within(Window(field="dated_at", since=query.since, until=query.until))
    return {"bool": {"filter": filters, "must": [words_query(query.text)] if query.text.strip() else []}}


def words_query(text: str) -> Clause:
    """Return the query for all words of `text`, as they stand or by their English or French stems."""
    if not (words := query_words(text)):
        return NOTHING
    fields = ["text", "text.en", "text.fr"]
    return {"multi_match": {"query": " ".join(words), "fields": fields, "operator": "and", "type": "best_fields"}}


def report_order(query: Query) -> list[Clause]:
    """Return the order of reports: by how well they hold the words, without words the newest first."""
    best: Clause = {"_score": "desc"} if query.text.strip() else {"dated_at": "desc"}
    return [best, {"report_id": "asc"}, {"_index": "asc"}]


def event_query(query: Query, report_ids: Sequence[str] | None) -> Clause:
    """Return the query for the events (of `report_ids`) that answer `query`."""
    filters = [any_of("report_id", report_ids)] if report_ids is not None else []
    filters += [any_of("indicators", query.indicators)] if query.indicators else []
    if query.actors:
        named = [any_of(field, query.actors) for field in ("actors", "actor_names")]
        filters.append({"bool": {"should": named}})
    filters += [any_of(field, values) for field, values in query.where.items()]
    filters += within(Window(field="occurred_to", since=query.since))
    filters += within(Window(field="occurred_from", until=query.until))
    return {"bool": {"filter": filters + place_clauses(query)}}


def place_clauses(query: Query) -> list[Clause]:
    """Return the clauses for the place of `query`, a little wider than asked for."""
    if (place := place_of(query)) is None:
        return []
    if query.within_km is None:
        return [{"exists": {"field": "location"}}]
    radius = f"{query.within_km * SLACK + 0.01}km"
    return [{"geo_distance": {"distance": radius, "location": place}}]


def event_order(query: Query) -> list[Clause]:
    """Return the order of events: nearest first where `query` names a place, then by id."""
    place = place_of(query)
    by_distance = [{"_geo_distance": {"location": place, "unit": "km"}}] if place else []
    return [*by_distance, {"id": "asc"}, {"_index": "asc"}]


def place_of(query: Query) -> dict[str, float] | None:
    """Return the place of `query` as Elasticsearch writes it."""
    if query.near_latitude is None or query.near_longitude is None:
        return None
    return {"lat": query.near_latitude, "lon": query.near_longitude}
