"""What the benchmarks share: ways that take turns, and the invented mission run in a folder of its own."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from pydantic import BaseModel

from ingest.replay import replayed
from pipeline.parts import Parts, open_parts
from schemas.settings import Settings

MISSION = Path(__file__).parent.parent.parent / "missions" / "example"


class Rate(BaseModel):
    """How many a second one way does, round by round."""

    way: str
    per_second: list[float]


class Ratio(BaseModel):
    """Our rate beside the bare library's, measured in turns on the same items, with the goal of the design if any."""

    what: str
    ours: Rate
    bare: Rate
    goal: float | None

    @property
    def ratio(self) -> float:
        """Ours as a share of bare: the median of the rounds, whose two sides ran one after the other."""
        return median(ours / bare for ours, bare in zip(self.ours.per_second, self.bare.per_second, strict=True))


def rates(ways: Mapping[str, Callable[[], object]], items: int, rounds: int) -> list[Rate]:
    """Let the ways take turns, so that a busy machine slows all; a first round, not counted, warms up."""
    speeds: dict[str, list[float]] = {way: [] for way in ways}
    for number in range(rounds + 1):
        for way, act in ways.items():
            speed = items / seconds(act)
            speeds[way] += [speed] if number else []
    return [Rate(way=way, per_second=found) for way, found in speeds.items()]


def seconds(act: Callable[[], object]) -> float:
    """Return how long `act` took."""
    start = perf_counter()
    act()
    return perf_counter() - start


@contextmanager
def invented_mission() -> Iterator[tuple[Parts, int]]:
    """Open the embedded parts of the invented mission, its messages waiting; yields them and how many there are."""
    with TemporaryDirectory() as folder:
        settings = Settings(
            home=Path(folder), mission=MISSION, clock="messages", kafka_bootstrap_servers="", elasticsearch_url=""
        )
        with open_parts(settings) as parts:
            yield parts, parts.broker.send(replayed(MISSION / "messages.jsonl"))
