"""What each detector costs over a store of many events: `python -m tests.benchmarks.detecting 100000`.

The events are of three years, in 150 invented villages, of every kind of the catalogue and of none; those of the last
weeks are as dense as the rest. With ELASTICSEARCH_URL they are put there instead, in indexes that are deleted again.
"""

import argparse
import os
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from rich.console import Console

from nlp.catalogue_reader import BUILT_IN, read_catalogue
from patterns.registry import find_detectors
from schemas.annotation import Event
from schemas.catalogue import Catalogue
from schemas.index import Index, Window
from schemas.mission import Mission, Place
from schemas.protection import ANALYST
from schemas.report import Report
from schemas.source import SourceType
from schemas.warning import Pattern
from search.open_index import open_index
from tests.benchmarks.common import seconds
from tests.benchmarks.scale import KEPT_PREFIX, new_prefix
from tests.factories import make_event, make_place, make_report

NOW = datetime(2026, 11, 28, tzinfo=UTC)
DAYS, VILLAGES = 1095, 150
REPORT_DAYS = 180  # what the detectors read of reports
LEVELS = list(ANALYST.scopes)
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


def made(size: int, catalogue: Catalogue, places: list[Place]) -> Iterator[Event | Report]:
    """Yield so many invented events, half of them without a sign, and the reports of the last half year's."""
    chance = random.Random(2)
    for number in range(size):
        place, sign = chance.choice(places), chance.choice(catalogue.indicators)
        at = NOW - timedelta(days=chance.uniform(0, DAYS))
        said = {"kind": sign.kind, "indicators": (sign.id,), "severity": sign.severity}
        heard = {"source_type": chance.choice(SOURCES), "originator": f"source {chance.randrange(40)}"}
        if at >= NOW - timedelta(days=REPORT_DAYS):
            yield make_report(f"d{number}", ingested_at=at, reported_at=at, **heard)
        yield make_event(
            f"d{number}", **(said if chance.random() < 0.5 else {"kind": "report", "indicators": (), "severity": 1}),
            place=make_place(place_id=place.id, name=place.name, admin1=place.admin1, admin2=place.admin2,
                             latitude=place.latitude, longitude=place.longitude),
            occurred_from=at, occurred_to=at, ingested_at=at, reported_at=at, **heard, signature=(number,) * 8,
        )  # fmt: skip


def main() -> None:
    """Fill a store, or take one that is filled, and print the seconds of each detector in it."""
    arguments = parser().parse_args()
    catalogue, places = read_catalogue(BUILT_IN), villages()
    mission = Mission(name="benchmark", invented=True, places=tuple(places))
    with ExitStack() as stack:
        index = stack.enter_context(opened(arguments.events, arguments.folder))
        if not any(index.cube(Event, LEVELS, ("source_type",), Window(field="ingested_at"))):
            screen.print(f"filled in {seconds(lambda: index.put(made(arguments.events, catalogue, places))):.0f} s")
            index.refresh()
        for name, detector in find_detectors().items():
            look = partial(detector.detect, index, profile=ANALYST, now=NOW, mission=mission, catalogue=catalogue)
            screen.print(f"{name}: {cost(look)} in {arguments.events:,} events")


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    whole = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    whole.add_argument("events", type=int, help="how many events the store has")
    whole.add_argument("--folder", type=Path, metavar="FOLDER", help="keep the filled store there, to use it again")
    return whole


@contextmanager
def opened(events: int, folder: Path | None) -> Iterator[Index]:
    """Open the store: in `folder`, or in indexes of a prefix that is kept too, else in one that is deleted again."""
    url = os.environ.get("ELASTICSEARCH_URL", "")
    with ExitStack() as stack:
        prefix = f"{KEPT_PREFIX}-detecting-{events}" if folder else stack.enter_context(new_prefix(url)) if url else ""
        place = folder or Path(stack.enter_context(TemporaryDirectory()))
        index = open_index(url=url, path=place / f"detecting-{events}.sqlite", prefix=prefix)
        stack.callback(index.close)
        yield index


def cost(look: Callable[[], Sequence[Pattern]]) -> str:
    """Return what one look took: seconds, those of this process's own work, and the patterns found."""
    found: list[Pattern] = []
    worked = process_time()
    taken = seconds(lambda: found.extend(look()))
    return f"{taken:.1f} s ({process_time() - worked:.1f} s of this process), {len(found)} patterns"


if __name__ == "__main__":
    main()
