"""What waits on the topics."""

from pipeline.logbook import read_decisions
from pipeline.parts import DECISIONS, ERASURES, Parts
from pipeline.stops import running
from schemas.linkage import Decision


def lag_messages(parts: Parts, topics: list[str]) -> int:
    """Return how many messages of `topics` are not yet committed."""
    begin, end = parts.broker.begin_offsets(topics), parts.broker.end_offsets(topics)
    committed = parts.broker.committed(parts.settings.consumer_group, topics)
    return sum(last - committed.get(place, begin[place]) for place, last in end.items())


def waiting_messages(parts: Parts) -> int:
    """Return how many messages, decisions and erasures wait for the next run; stopped sources wait for a person."""
    return lag_messages(parts, [*running(parts), DECISIONS, ERASURES])


def applied_decisions(parts: Parts) -> list[Decision]:
    """Return the decisions that a run has taken up; those after them wait for the next one."""
    return read_decisions(parts.broker, parts.broker.committed(parts.settings.consumer_group, [DECISIONS]))
