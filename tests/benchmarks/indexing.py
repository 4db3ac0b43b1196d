"""How fast events are indexed: `put` of both twins beside a bare `helpers.bulk` of documents that are flat already."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from elasticsearch import Elasticsearch, helpers

from schemas.annotation import Event
from search.documents import flatten
from search.elastic_index import ElasticIndex
from search.embedded_index import EmbeddedIndex
from search.fields import kind_of
from search.mappings import mappings, settings
from tests.benchmarks.common import Ratio, rates
from tests.factories import make_event, make_place, moment

GOAL = 0.5
DOCUMENTS, ROUNDS = 3000, 5


def measure(url: str) -> list[Ratio]:
    """Compare on the Elasticsearch at `url`; the indexes are new and deleted afterwards."""
    prefix = f"bench-{uuid4().hex}"
    with Elasticsearch(url, request_timeout=60) as client, TemporaryDirectory() as folder:
        try:
            return compare(client, url, prefix, Path(folder))
        finally:
            for name in client.indices.get(index=f"{prefix}*"):
                client.indices.delete(index=name)


def compare(client: Elasticsearch, url: str, prefix: str, folder: Path) -> list[Ratio]:
    """Return documents a second of all ways, in turns; every turn writes new events."""
    index, embedded, bare = ElasticIndex(url, prefix), EmbeddedIndex(folder / "index.sqlite"), f"{prefix}-bare"
    client.indices.create(index=bare, mappings=mappings(kind_of(Event)), settings=settings(replicas=0))
    events = iter([make_events(turn) for turn in range(2 * (ROUNDS + 1))])
    flat = iter([flat_actions(bare, make_events(turn)) for turn in range(ROUNDS + 1)])
    ways = {
        "helpers.bulk": lambda: helpers.bulk(client, next(flat)),
        "ElasticIndex.put": lambda: index.put(next(events)),
        "EmbeddedIndex.put": lambda: embedded.put(next(events)),
    }
    baseline, *ours = rates(ways, DOCUMENTS, ROUNDS)
    index.close()
    embedded.close()
    goals = {"ElasticIndex.put": GOAL}
    return [Ratio(what=f"{rate.way}, events", ours=rate, bare=baseline, goal=goals.get(rate.way)) for rate in ours]


def flat_actions(name: str, events: Sequence[Event]) -> list[dict[str, Any]]:
    """Return what `helpers.bulk` takes, with nothing left to do but to send it."""
    return [{"_index": name, "_id": event.id, "_source": flatten(event)} for event in events]


def make_events(turn: int) -> list[Event]:
    """Return new events spread over a hundred villages and a month."""
    return [
        make_event(
            f"{turn}-{place}",
            place=make_place(place_id=f"XX-{place % 100}", latitude=10 + place % 100 / 50),
            occurred_from=moment(place % 30),
            keys=(f"cell-{place % 100}", f"actor-{place % 7}", f"text-{place}"),
            signature=tuple(range(64)),
        )
        for place in range(DOCUMENTS)
    ]
