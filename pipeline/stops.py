"""Stops a source alone when too many of its rows are refused: what it sends has changed, or something is wrong."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

import structlog

from ingest.batch_store import BatchStore
from pipeline.parts import Parts
from pipeline.records import read_landed
from schemas.errors import ConfigurationError
from schemas.landing import LandedRow, Plan
from schemas.status import SourceStop

FOLDER = "stops"

log = structlog.get_logger(__name__)


def stop_failing_sources(parts: Parts, plan: Plan) -> None:
    """Stop each source of `plan` of whose rows too many were refused; what it has landed stays, what follows waits."""
    for topic in sorted({batch.topic for batch in plan.batches}):
        batches = [batch for batch in plan.batches if batch.topic == topic]
        rows = list(chain.from_iterable(read_landed(parts.store, batch) for batch in batches))
        reason = failing(rows, least=parts.settings.stop_rows, share=parts.settings.stop_share)
        if reason is not None:
            stop(parts.store, SourceStop(topic=topic, since=max(_times(rows)), reason=reason))


def failing(rows: Sequence[LandedRow], *, least: int, share: float) -> str | None:
    """Return why a source with `rows` is to be stopped: at least `least` refused, and at least `share` of all rows."""
    refused = Counter(row.refused for row in rows if row.refused is not None)
    number = refused.total()
    if number < least or number < share * len(rows):
        return None
    commonest = min(refused, key=lambda reason: (-refused[reason], reason))
    return f"{number} of {len(rows)} rows were refused, most often because of: {commonest}"


def stop_of(store: BatchStore, topic: str) -> SourceStop | None:
    """Return the stop under which `topic` stands, if any."""
    path = _path(topic)
    made = next(store.read(path, SourceStop)) if store.exists(path) else None
    return None if made is None or made.lifted else made


def running(parts: Parts) -> list[str]:
    """Return the topics that are pulled, sorted: all but the stopped ones."""
    return [topic for topic in sorted(parts.sources) if stop_of(parts.store, topic) is None]


def resume(parts: Parts, topic: str) -> SourceStop:
    """Lift the stop of `topic` and return it; the next run reads what waits."""
    found = stop_of(parts.store, topic)
    if found is None:
        raise ConfigurationError(f"source {topic} is not stopped; forewarn status shows which are")
    parts.store.write(_path(topic), [found.model_copy(update={"lifted": True})])
    return found


def hidden_topics(store: BatchStore) -> list[str]:
    """Return the topics of which nothing is shown, sorted."""
    stops = (next(store.read(path, SourceStop)) for path in store.paths(FOLDER))
    return sorted(each.topic for each in stops if each.is_hidden and not each.lifted)


def stop(store: BatchStore, made: SourceStop) -> None:
    """Stop a source."""
    log.error("source stopped", topic=made.topic, reason=made.reason, mend=f"forewarn source resume {made.topic}")
    store.write(_path(made.topic), [made])


def _times(rows: Iterable[LandedRow]) -> Iterable[datetime]:
    return (row.provenance.kafka_at for row in rows)


def _path(topic: str) -> str:
    return f"{FOLDER}/{topic}.json"
