"""What every collector has in common: how it is found, what it is given, and how far it came."""

import importlib
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ingest.batch_store import BatchStore
from schemas.base import Item, Moment
from schemas.errors import ConfigurationError
from schemas.messages import OutgoingMessage
from schemas.settings import Settings

FOLDER = Path(__file__).parent / "collectors"

Send = Callable[[Iterable[OutgoingMessage]], int]


class Cursor(Item):
    """How far a collector came. It moves after a message is sent: a crash sends again, which changes nothing."""

    changed_from: Moment | None = None
    offset: int = 0
    etag: str | None = None


class Given(NamedTuple):
    """What a collector works with: `topics` are those of the registered sources."""

    settings: Settings
    store: BatchStore
    send: Send
    topics: frozenset[str]
    now: datetime


class Collector(NamedTuple):
    """One place that reports are fetched from."""

    name: str
    schedule: str
    is_configured: Callable[[Settings], bool]
    collect: Callable[[Given], int]


def find_collectors() -> dict[str, Collector]:
    """Return all collectors by name, in order of name."""
    names = sorted(path.stem for path in FOLDER.glob("[!_]*.py"))
    return {name.replace("_", "-"): _loaded(name) for name in names}


def collector_named(name: str) -> Collector:
    """Return the collector called `name`."""
    collectors = find_collectors()
    if name not in collectors:
        raise ConfigurationError(f"there is no collector {name}; there are: {', '.join(collectors)}")
    return collectors[name]


def read_cursor(store: BatchStore, name: str) -> Cursor:
    """Return how far the collector `name` came, the beginning where it never ran."""
    path = f"collectors/{name}.json"
    return next(store.read(path, Cursor)) if store.exists(path) else Cursor()


def write_cursor(store: BatchStore, name: str, cursor: Cursor) -> None:
    """Keep how far the collector `name` came."""
    store.write(f"collectors/{name}.json", [cursor])


def milliseconds(moment: datetime) -> int:
    """Return `moment` as a Kafka timestamp."""
    return int(moment.timestamp() * 1000)


def _loaded(name: str) -> Collector:
    module = importlib.import_module(f"ingest.collectors.{name}")
    return Collector(name.replace("_", "-"), module.SCHEDULE, module.is_configured, module.collect)
