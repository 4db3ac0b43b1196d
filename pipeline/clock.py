"""The steps of a run: one up to now by the wall clock, or one after the other by the messages' own clock."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def message_steps(stamps: Sequence[datetime], *, step: timedelta, advanced_to: datetime | None) -> Iterator[datetime]:
    """Yield the ends of the steps that hold `stamps`, each after `advanced_to`.

    Steps are cut at whole multiples of `step` since 1970, so that two runs over the same messages cut alike; a step
    without a message is walked too, since silence and deadlines go by the same clock. Messages older than
    `advanced_to` came late: the first step takes them, or, where nothing newer came, the last step is walked again, so
    that messages delivered twice move no clock.
    """
    if not stamps:
        return
    last = next_boundary(max(stamps), step)
    if advanced_to is not None and last <= advanced_to:
        yield advanced_to
        return
    first = next_boundary(advanced_to or min(stamps), step)
    for number in range((last - first) // step + 1):
        yield first + number * step


def next_boundary(moment: datetime, step: timedelta) -> datetime:
    """Return the first multiple of `step` after `moment`."""
    return EPOCH + ((moment - EPOCH) // step + 1) * step
