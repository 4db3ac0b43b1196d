"""Weeks counted back from now, so that the latest is a whole one."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from schemas.annotation import Event


class Week(NamedTuple):
    """Seven days; `since` <= moment < `until`."""

    since: datetime
    until: datetime

    def holds(self, moment: datetime) -> bool:
        """Return whether `moment` is in the week."""
        return self.since <= moment < self.until

    def of(self, events: Iterable[Event]) -> list[Event]:
        """Return the events that occurred in the week."""
        return [event for event in events if self.holds(event.occurred_from)]


def weeks_back(now: datetime, number: int) -> list[Week]:
    """Return the last `number` weeks before `now`, oldest first."""
    week = timedelta(days=7)
    return [Week(now - week * back, now - week * (back - 1)) for back in range(number, 0, -1)]


def average(values: Iterable[int]) -> float:
    """Return the mean to one decimal, 0 for none."""
    known = list(values)
    return round(sum(known) / len(known), 1) if known else 0.0
