"""What waits on the topics."""

from pipeline.parts import DECISIONS, Parts
from pipeline.stops import running


def lag_messages(parts: Parts, topics: list[str]) -> int:
    """Return how many messages of `topics` are not yet committed."""
    begin, end = parts.broker.begin_offsets(topics), parts.broker.end_offsets(topics)
    committed = parts.broker.committed(parts.settings.consumer_group, topics)
    return sum(last - committed.get(place, begin[place]) for place, last in end.items())


def waiting_messages(parts: Parts) -> int:
    """Return how many messages and decisions wait for the next run; those of stopped sources wait for a person."""
    return lag_messages(parts, [*running(parts), DECISIONS])


def applied_decisions(parts: Parts) -> int:
    """Return how many of the decisions a run has taken up; those after them wait for the next one."""
    return sum(parts.broker.committed(parts.settings.consumer_group, [DECISIONS]).values())
