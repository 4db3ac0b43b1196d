"""How fast events are indexed: `ElasticIndex.put` beside a bare `helpers.bulk` of documents that are flat already.

    ELASTICSEARCH_URL=http://127.0.0.1:9200 python -m tests.benchmarks.indexing --documents 5000 --rounds 5

The two take turns, so that a busy machine slows both; what is compared are medians. The goal is half of bare speed.
"""

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import uuid4

from elasticsearch import Elasticsearch, helpers
from rich.console import Console
from rich.table import Table

from schemas.annotation import Event
from search.documents import flatten
from search.elastic_index import ElasticIndex
from search.embedded_index import EmbeddedIndex
from search.fields import kind_of
from search.mappings import mappings, settings
from tests.factories import make_event, make_place, moment

GOAL = 0.5


def main() -> None:
    """Measure, then print a table and one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    url, prefix = os.environ["ELASTICSEARCH_URL"], f"bench-{uuid4().hex}"
    with Elasticsearch(url, request_timeout=60) as client, TemporaryDirectory() as folder:
        try:
            speeds = measure(client, url, prefix, Path(folder), arguments.documents, arguments.rounds)
        finally:
            for name in client.indices.get(index=f"{prefix}*"):
                client.indices.delete(index=name)
    report(speeds, arguments.documents)


def measure(
    client: Elasticsearch, url: str, prefix: str, folder: Path, documents: int, rounds: int
) -> dict[str, list[float]]:
    """Return the documents a second of every round, for each way of writing; the first round only warms up."""
    index, embedded = ElasticIndex(url, prefix), EmbeddedIndex(folder / "index.sqlite")
    kind = kind_of(Event)
    client.indices.create(index=f"{prefix}-bare", mappings=mappings(kind), settings=settings(replicas=0))
    speeds: dict[str, list[float]] = {"bare helpers.bulk": [], "ElasticIndex.put": [], "EmbeddedIndex.put": []}
    for number in range(rounds + 1):
        events = make_events(number, documents)
        flat = [{"_index": f"{prefix}-bare", "_id": event.id, "_source": flatten(event)} for event in events]
        taken = [
            seconds(lambda: helpers.bulk(client, flat)),  # noqa: B023  # called within the round
            seconds(lambda: index.put(events)),  # noqa: B023  # called within the round
            seconds(lambda: embedded.put(events)),  # noqa: B023  # called within the round
        ]
        for name, time in zip(speeds, taken, strict=True):
            speeds[name] += [documents / time] if number else []
    index.close()
    embedded.close()
    return speeds


def make_events(number: int, documents: int) -> list[Event]:
    """Return new events spread over a hundred villages and a month."""
    return [
        make_event(
            f"{number}-{place}",
            place=make_place(place_id=f"XX-{place % 100}", latitude=10 + place % 100 / 50),
            occurred_from=moment(place % 30),
            keys=(f"cell-{place % 100}", f"actor-{place % 7}", f"text-{place}"),
            signature=tuple(range(64)),
        )
        for place in range(documents)
    ]


def seconds(act: Callable[[], object]) -> float:
    """Return how long `act` took."""
    start = perf_counter()
    act()
    return perf_counter() - start


def report(speeds: dict[str, list[float]], documents: int) -> None:
    """Print medians, ranges and the ratio to the goal."""
    table = Table("way", "documents a second (median)", "lowest", "highest")
    for name, values in speeds.items():
        table.add_row(name, *(f"{value:,.0f}" for value in (median(values), min(values), max(values))))
    medians = {name: round(median(values)) for name, values in speeds.items()}
    ratio = medians["ElasticIndex.put"] / medians["bare helpers.bulk"]
    console = Console()
    console.print(table)
    console.print(f"ratio {ratio:.2f}, goal {GOAL}")
    console.print_json(json.dumps({"documents": documents, "documents_per_second": medians, "ratio": round(ratio, 3)}))


if __name__ == "__main__":
    main()
