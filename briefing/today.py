"""What a warning asks for today: which answers it waits for, until when, and how late they are."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from schemas.warning import Warning

Asked = Literal["acknowledge", "act", "watch", "close"]
FIRST_SHOWN = 5  # warnings on the first screen: what a commander can weigh at once (R17)
PRINTED = 3  # cards that fit two sheets of A4 beside the rest; of more, the first two are printed in full


class Step(NamedTuple):
    """One answer that a warning waits for; `late` is how long after its time, zero where it came or has time."""

    what: Literal["acknowledge", "act"]
    by: datetime | None
    done_at: datetime | None
    late: timedelta


def steps(warning: Warning, now: datetime) -> tuple[Step, Step]:
    """Return the two answers that every warning waits for, in order."""
    return (
        Step("acknowledge", *_times(warning.acknowledge_by, warning.acknowledged_at, now)),
        Step("act", *_times(warning.act_by, warning.acted_at, now)),
    )


def waits_for(warning: Warning, now: datetime) -> Step | None:
    """Return the first answer that nobody has given, or None where all are there."""
    return next((step for step in steps(warning, now) if step.done_at is None), None)


def failed(warnings: Iterable[Warning], now: datetime) -> dict[str, int]:
    """Return how many warnings nobody has acknowledged, and how many of the others wait too long for action."""
    waiting = [step for warning in warnings if (step := waits_for(warning, now))]
    return {
        "unacknowledged": sum(step.what == "acknowledge" for step in waiting),
        "not_acted": sum(step.what == "act" and bool(step.late) for step in waiting),
    }


def asked(warning: Warning, now: datetime) -> list[Asked]:
    """Return what is asked of those who were told: the next answer, and an end once the window is over."""
    waiting = waits_for(warning, now)
    is_over = warning.window_to <= now
    last: Asked = "close" if is_over else "watch"
    if waiting is None:
        return [last]
    return [waiting.what, last] if is_over else [waiting.what]


def _times(
    by: datetime | None, done_at: datetime | None, now: datetime
) -> tuple[datetime | None, datetime | None, timedelta]:
    is_late = by is not None and done_at is None and now > by
    return by, done_at, now - by if is_late and by else timedelta(0)
