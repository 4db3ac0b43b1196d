"""What the Elasticsearch index answers a query from."""

from collections.abc import Iterator, Sequence

from schemas.annotation import Event
from schemas.index import Query
from schemas.report import Report
from search.documents import restore
from search.elastic_queries import event_order, event_query, report_order, report_query
from search.elastic_reader import ElasticReader
from search.fields import kind_of
from search.hits import distance_of


class ElasticShelf:
    """`search.hits.Shelf` on the indices of a reader."""

    def __init__(self, reader: ElasticReader) -> None:
        self._reader = reader

    def reports(self, scopes: Sequence[str], query: Query, ids: Sequence[str] | None = None) -> Iterator[Report]:
        """Yield the reports (of `ids`) that hold the words, reliability and time of `query`, best first."""
        for body in self._reader.pages(kind_of(Report), scopes, report_query(query, ids), report_order(query)):
            yield restore(Report, body)

    def events(self, scopes: Sequence[str], query: Query, report_ids: Sequence[str] | None = None) -> Iterator[Event]:
        """Yield the events (of `report_ids`) that answer `query`, nearest first, then by id."""
        for body in self._reader.pages(kind_of(Event), scopes, event_query(query, report_ids), event_order(query)):
            event = restore(Event, body)
            distance = distance_of(event, query)
            if distance is None or query.within_km is None or distance <= query.within_km:
                yield event
