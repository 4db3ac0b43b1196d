"""What each detector costs over a store of many events: `python -m tests.benchmarks.detecting 100000`.

The events are of three years, in 150 invented villages, of every kind of the catalogue and of none; those of the last
weeks are as dense as the rest. With ELASTICSEARCH_URL they are put there instead, in indexes that are deleted again.
"""

import os
import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from nlp.catalogue_reader import BUILT_IN, read_catalogue
from patterns.registry import find_detectors
from schemas.annotation import Event
from schemas.catalogue import Catalogue
from schemas.mission import Mission, Place
from schemas.protection import ANALYST
from schemas.source import SourceType
from search.open_index import open_index
from tests.benchmarks.common import seconds
from tests.benchmarks.scale import new_prefix
from tests.factories import make_event, make_place

NOW = datetime(2026, 11, 28, tzinfo=UTC)
DAYS, VILLAGES, BATCH = 1095, 150, 5_000
SOURCES = (SourceType.PATROL, SourceType.COMMUNITY, SourceType.NGO)
screen = Console(highlight=False)


def villages() -> list[Place]:
    """Return invented villages, ten to a district."""
    chance = random.Random(1)
    return [
        Place(
            id=f"XX-{number}", name=f"Village {number}", feature_code="PPL", admin1="Nord",
            admin2=f"District {number // 10}", latitude=chance.uniform(9, 14), longitude=chance.uniform(2, 7),
        )
        for number in range(VILLAGES)
    ]  # fmt: skip


def made(size: int, catalogue: Catalogue, places: list[Place]) -> Iterator[Event]:
    """Yield so many invented events, half of them reports without a sign."""
    chance = random.Random(2)
    for number in range(size):
        place, sign = chance.choice(places), chance.choice(catalogue.indicators)
        at = NOW - timedelta(days=chance.uniform(0, DAYS))
        said = {"kind": sign.kind, "indicators": (sign.id,), "severity": sign.severity}
        yield make_event(
            f"d{number}", **(said if chance.random() < 0.5 else {"kind": "report", "indicators": (), "severity": 1}),
            place=make_place(place_id=place.id, name=place.name, admin1=place.admin1, admin2=place.admin2,
                             latitude=place.latitude, longitude=place.longitude),
            occurred_from=at, occurred_to=at, ingested_at=at, reported_at=at, source_type=chance.choice(SOURCES),
            originator=f"source {chance.randrange(40)}", signature=(number,) * 8,
        )  # fmt: skip


def main(size: int) -> None:
    """Fill a store, and print the seconds of each detector in it."""
    catalogue, places = read_catalogue(BUILT_IN), villages()
    mission = Mission(name="benchmark", invented=True, places=tuple(places))
    url = os.environ.get("ELASTICSEARCH_URL", "")
    with ExitStack() as stack:
        prefix = stack.enter_context(new_prefix(url)) if url else ""
        folder = Path(stack.enter_context(TemporaryDirectory()))
        index = open_index(url=url, path=folder / "index.sqlite", prefix=prefix)
        stack.callback(index.close)
        screen.print(f"filled in {seconds(lambda: index.put(made(size, catalogue, places))):.0f} s")
        index.refresh()
        for name, detector in find_detectors().items():
            found: list[int] = []
            taken = seconds(
                lambda detector=detector, found=found: found.append(  # type: ignore[misc]  # bound in the loop
                    len(detector.detect(index, profile=ANALYST, now=NOW, mission=mission, catalogue=catalogue))
                )
            )
            screen.print(f"{name}: {taken:.1f} s, {found[0]} patterns in {size:,} events")


if __name__ == "__main__":
    main(int(sys.argv[1]))
