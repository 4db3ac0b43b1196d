"""What the embedded index answers a query from: full text, dates and places."""

import sqlite3
from collections.abc import Iterator, Sequence

from schemas.annotation import Event
from schemas.index import D, Query, Window
from schemas.report import Report
from search.documents import restore
from search.embedded_tables import Condition, bodies, holds, planned, select, within
from search.fields import kind_of
from search.geometry import WHOLE_EARTH_KM, box_around, distance_km
from search.hits import asks_for_events, has_place
from search.words import query_words

BY_DATE = """ORDER BY (SELECT value FROM terms WHERE field = 'report.dated_at' AND number = documents.number) DESC,
    documents.id"""
IN_BOX = "places.south <= ? AND places.north >= ? AND places.west <= ? AND places.east >= ?"


class EmbeddedShelf:
    """`search.hits.Shelf` on an open index file."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def reports(self, scopes: Sequence[str], query: Query, ids: Sequence[str] | None = None) -> Iterator[Report]:
        """Yield the reports (of `ids`) that hold the words, reliability and time of `query`, best first."""
        report = kind_of(Report)
        terms = [holds(report, "report_id", ids)] if ids is not None else []
        terms += [holds(report, "reliability", query.reliability)] if query.reliability else []
        if not asks_for_events(query):
            terms += within(report, Window(field="dated_at", since=query.since, until=query.until))
        conditions = planned(self._database, report, scopes, terms)
        numbers = self._by_words(query.text, conditions) if query.text.strip() else self._by_date(conditions)
        yield from self._restored(Report, numbers)

    def events(self, scopes: Sequence[str], query: Query, report_ids: Sequence[str] | None = None) -> Iterator[Event]:
        """Yield the events (of `report_ids`) that answer `query`, nearest first, then by id."""
        event = kind_of(Event)
        terms = [holds(event, "report_id", report_ids)] if report_ids is not None else []
        terms += [holds(event, "indicators", query.indicators)] if query.indicators else []
        terms += [holds(event, "actors", query.actors, or_field="actor_names")] if query.actors else []
        terms += [holds(event, field, values) for field, values in query.where.items()]
        terms += within(event, Window(field="occurred_to", since=query.since))
        terms += within(event, Window(field="occurred_from", until=query.until))
        conditions = planned(self._database, event, scopes, terms)
        numbers = self._by_distance(query, conditions) if has_place(query) else self._by_id(conditions)
        yield from self._restored(Event, numbers)

    def _by_words(self, text: str, conditions: Sequence[Condition]) -> list[int]:
        words = query_words(text)
        if not words:
            return []
        match = Condition("texts MATCH ?", (" AND ".join(f'"{word}"' for word in words),))
        head = "SELECT documents.number FROM texts JOIN documents ON documents.number = texts.rowid"
        return self._numbers(head, [match, *conditions], "ORDER BY texts.rank, documents.id, documents.scope")

    def _by_date(self, conditions: Sequence[Condition]) -> list[int]:
        return self._numbers("SELECT documents.number FROM documents", conditions, BY_DATE)

    def _by_id(self, conditions: Sequence[Condition]) -> list[int]:
        return self._numbers("SELECT documents.number FROM documents", conditions, "ORDER BY documents.id")

    def _by_distance(self, query: Query, conditions: Sequence[Condition]) -> list[int]:
        latitude, longitude = query.near_latitude or 0.0, query.near_longitude or 0.0
        radius_km = WHOLE_EARTH_KM if query.within_km is None else query.within_km
        box = box_around(latitude, longitude, radius_km)
        head = """SELECT documents.number, documents.id, places.latitude, places.longitude
            FROM places JOIN documents ON documents.number = places.number"""
        in_box = Condition(IN_BOX, (box.north, box.south, box.east, box.west))
        statement, values = select(head, [in_box, *conditions], "")
        rows = self._database.execute(statement, values)
        near = sorted((distance_km(latitude, longitude, north, east), id, number) for number, id, north, east in rows)
        return [number for distance, _, number in near if distance <= radius_km]

    def _numbers(self, head: str, conditions: Sequence[Condition], tail: str) -> list[int]:
        statement, values = select(head, conditions, tail)
        return [number for (number,) in self._database.execute(statement, values)]

    def _restored(self, kind: type[D], numbers: Sequence[int]) -> Iterator[D]:
        yield from (restore(kind, body) for body in bodies(self._database, numbers))
