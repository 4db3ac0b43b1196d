"""Who really said it: near-copies of one text are one origin (analysts' rule of independence, 5.2)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from schemas.annotation import Event

Mark = tuple[str, int, int]
"""A kind of sign with one number of a text's signature and its position."""


def without_copies(events: Iterable[Event], *, copy_similarity: float) -> list[Event]:
    """Return `events` less those that repeat an earlier text about the same kind of sign, in order of id.

    An event is compared only with those that share a number of its text's signature, which every near-copy does, so
    the cost grows with the events and not with their pairs.
    """
    kept: list[Event] = []
    holders: dict[Mark, list[int]] = defaultdict(list)
    for event in sorted(events, key=lambda event: (event.ingested_at, event.id)):
        if not _is_copy(event, kept, holders, copy_similarity):
            for mark in _marks(event):
                holders[mark].append(len(kept))
            kept.append(event)
    return sorted(kept, key=lambda event: event.id)


def _is_copy(event: Event, kept: list[Event], holders: dict[Mark, list[int]], copy_similarity: float) -> bool:
    """Return whether a kept event of another report stands in a near-copy of the text (`schemas.likeness`)."""
    shared = Counter(number for mark in _marks(event) for number in holders.get(mark, ()))
    return any(
        kept[number].report_id != event.report_id and count / len(event.signature) >= copy_similarity
        for number, count in shared.items()
    )


def _marks(event: Event) -> Iterator[Mark]:
    for position, number in enumerate(event.signature):
        yield event.kind, position, number
