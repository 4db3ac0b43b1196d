"""Commit points: the calls after which something is kept that was not kept before them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest

from ingest.batch_store import BatchStore
from ingest.embedded_broker import EmbeddedBroker
from ingest.kafka_broker import KafkaBroker
from schemas.index import Document
from search.elastic_index import ElasticIndex
from search.embedded_index import EmbeddedIndex

BROKERS, INDEXES = (EmbeddedBroker, KafkaBroker), (EmbeddedIndex, ElasticIndex)


WHOLE = ("index ", "send ")
"""What a service keeps as a whole or not at all is not cut off in the middle."""


class Point(NamedTuple):
    """The `number`th time, from 1, that something called `what` is kept; `half` is in the middle of it."""

    what: str
    number: int
    half: bool = False


Heard = Callable[[Point], None]


@contextmanager
def heard(hear: Heard) -> Iterator[None]:
    """Let `hear` be called in the middle of every commit point, and right after it."""
    seen: Counter[str] = Counter()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BatchStore, "_put", _written(BatchStore._put, seen, hear))
        for broker in BROKERS:
            patch.setattr(broker, "send", _sent(broker.send, seen, hear))
            patch.setattr(broker, "commit", _done("commit", broker.commit, seen, hear))
        for index in INDEXES:
            patch.setattr(index, "put", _indexed(index.put, seen, hear))
            patch.setattr(index, "delete", _done("delete", index.delete, seen, hear))
        yield


def one_of_each(work: Callable[[], object]) -> list[Point]:
    """Do `work`, and return its commit points: of each kind one half way through the run, during it and after it."""
    seen: dict[str, list[Point]] = {}
    with heard(lambda point: seen.setdefault(f"{point.what} {point.half}", []).append(point)):
        work()
    kept = (points[len(points) // 2] for points in seen.values())
    return sorted(point for point in kept if not (point.half and point.what.startswith(WHOLE)))


def _written(put: Callable[..., Any], seen: Counter[str], hear: Heard) -> Callable[..., Any]:
    def heard_put(store: BatchStore, path: str, chunks: Iterable[bytes]) -> Any:
        return _twice(f"write {path.partition('/')[0]}", lambda items: put(store, path, items), chunks, seen, hear)

    return heard_put


def _sent(send: Callable[..., Any], seen: Counter[str], hear: Heard) -> Callable[..., Any]:
    def heard_send(broker: Any, messages: Iterable[Any]) -> Any:
        waiting = list(messages)
        if not waiting:
            return 0
        return _twice(f"send {waiting[0].topic}", lambda items: send(broker, items), waiting, seen, hear)

    return heard_send


def _indexed(put: Callable[..., Any], seen: Counter[str], hear: Heard) -> Callable[..., Any]:
    def heard_put(index: Any, documents: Iterable[Document]) -> None:
        waiting = list(documents)
        if waiting:
            _twice(f"index {type(waiting[0]).__name__}", lambda items: put(index, items), waiting, seen, hear)

    return heard_put


def _done(name: str, work: Callable[..., Any], seen: Counter[str], hear: Heard) -> Callable[..., Any]:
    def heard_work(*parts: Any, **fields: Any) -> Any:
        answer = work(*parts, **fields)
        seen[name] += 1
        hear(Point(name, seen[name]))
        return answer

    return heard_work


def _twice(what: str, work: Callable[..., Any], items: Iterable[Any], seen: Counter[str], hear: Heard) -> Any:
    """Do `work` with `items`, heard after the first of them was taken, and at the end."""
    number = seen[what] = seen[what] + 1

    def halfway() -> Iterator[Any]:
        for position, item in enumerate(items):
            yield item
            if position == 0:
                hear(Point(what, number, half=True))

    answer = work(halfway())
    hear(Point(what, number))
    return answer
