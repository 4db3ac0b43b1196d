"""What a batch of 200 new reports costs to link, in stores of 10,000, 100,000 and (with `--million`) 1,000,000 events.

Every store has a process of its own, which tells how much memory linking took; they take turns, so that a busy machine
slows all. The batches are the same in all stores and have the same candidates, which the number of links made shows.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from uuid import uuid4

from elasticsearch import Elasticsearch
from pydantic import BaseModel

from linking.link import relink
from schemas.index import Index
from schemas.linkage import Link
from schemas.protection import ANALYST
from search.open_index import open_index
from tests.benchmarks.common import seconds
from tests.benchmarks.growth import batch, stored

REPORTS, ROUNDS = 200, 7
SIZES = (10_000, 100_000)
MILLION = 1_000_000
GOAL = 1.5
KEPT_PREFIX = "bench-kept"

_index: Index | None = None


class Scale(BaseModel):
    """Seconds to put and link a batch in one store, round by round, with the links that it made."""

    twin: str
    events: int
    seconds: list[float]
    links: list[int]
    peak_mib: float
    goal: float = GOAL

    def ratio(self, smallest: "Scale") -> float:
        """Return how many times longer than in the smallest store: the median of the rounds."""
        return median(ours / theirs for ours, theirs in zip(self.seconds, smallest.seconds, strict=True))


def measure(sizes: Sequence[int], url: str | None, kept: Path | None = None) -> list[Scale]:
    """Measure the embedded index, then Elasticsearch at `url`; the stores are new and deleted afterwards.

    With a folder `kept` they stay there, and in indexes whose names begin with KEPT_PREFIX, and are filled only once.
    """
    with nullcontext(kept) if kept else TemporaryDirectory() as folder:
        found = compare("embedded", sizes, lambda size: ("", Path(folder) / f"{size}.sqlite", ""), kept)
    if url:
        with nullcontext(KEPT_PREFIX) if kept else new_prefix(url) as prefix:
            found += compare("Elasticsearch", sizes, lambda size: (url, Path(), f"{prefix}-{size}"), kept)
    return found


@contextmanager
def new_prefix(url: str) -> Iterator[str]:
    """Yield a prefix of index names that no one else has, and delete the indexes afterwards."""
    prefix = f"bench-{uuid4().hex}"
    with Elasticsearch(url, request_timeout=60) as client:
        try:
            yield prefix
        finally:
            for name in client.indices.get(index=f"{prefix}*"):
                client.indices.delete(index=name)


def compare(
    twin: str, sizes: Sequence[int], address: Callable[[int], tuple[str, Path, str]], kept: Path | None = None
) -> list[Scale]:
    """Return the rounds of every size; a first round, not counted, warms up."""
    for size in sizes:
        with one_process() as process:
            process.submit(fill_once, kept and kept / f"{twin}-{size}.filled", *address(size), size).result()
    with ExitStack() as stack:
        processes = {size: stack.enter_context(one_process()) for size in sizes}
        for size, process in processes.items():
            process.submit(open_store, *address(size)).result()
        rounds = [
            {size: process.submit(link_batch, number).result() for size, process in processes.items()}
            for number in range(ROUNDS + 1)
        ][1:]
        peaks = {size: process.submit(peak_mib).result() for size, process in processes.items()}
    return [
        Scale(
            twin=twin, events=size, seconds=[each[size][0] for each in rounds],
            links=[each[size][1] for each in rounds], peak_mib=peaks[size],
        )
        for size in sizes
    ]  # fmt: skip


def one_process() -> ProcessPoolExecutor:
    """Return a process of its own."""
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))


def fill_once(mark: Path | None, url: str, path: Path, prefix: str, size: int) -> None:
    """Fill a store unless `mark` says that it is filled; the mark names its address."""
    if mark is None or not mark.exists():
        fill(url, path, prefix, size)
    if mark is not None:
        mark.write_text(f"{prefix or path}\n", encoding="utf-8")


def fill(url: str, path: Path, prefix: str, size: int) -> None:
    """Store `size` events with their incidents."""
    index = open_index(url=url, path=path, prefix=prefix)
    index.put(stored(size))
    index.refresh()
    index.close()


def open_store(url: str, path: Path, prefix: str) -> None:
    """Open the store for the rounds."""
    global _index
    _index = open_index(url=url, path=path, prefix=prefix)


def link_batch(number: int) -> tuple[float, int]:
    """Put and link a batch, take it out again, and return the seconds of the first with the links made."""
    if _index is None:
        raise RuntimeError("open_store comes first")
    index, events = _index, batch(number, REPORTS)

    def put_and_link() -> None:
        index.put(events)
        index.refresh()
        relink(index, profile=ANALYST, added=events, removed=(), decisions={}, touched_pairs=())

    taken = seconds(put_and_link)
    links = sum(1 for _ in index.find(Link, (ANALYST.name,)))
    index.delete(type(events[0]), events[0].level, [event.id for event in events])
    index.refresh()
    relink(index, profile=ANALYST, added=(), removed=events, decisions={}, touched_pairs=())
    return taken, links


def peak_mib() -> float:
    """Return the most memory that this process has held."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in KiB
