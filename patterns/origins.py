"""Who really said it: near-copies of one text are one origin (analysts' rule of independence, 5.2)."""

from collections import defaultdict
from collections.abc import Iterable

from schemas.annotation import Event
from schemas.likeness import similarity


def without_copies(events: Iterable[Event], *, copy_similarity: float) -> list[Event]:
    """Return `events` less those that repeat an earlier text about the same kind of sign, in order of id."""
    kept: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: (event.ingested_at, event.id)):
        if not any(is_copy(event, other, copy_similarity) for other in kept[event.kind]):
            kept[event.kind].append(event)
    return sorted((event for group in kept.values() for event in group), key=lambda event: event.id)


def is_copy(event: Event, other: Event, copy_similarity: float) -> bool:
    """Return whether two events stand in near-copies of one text."""
    return event.report_id != other.report_id and similarity(event.signature, other.signature) >= copy_similarity
