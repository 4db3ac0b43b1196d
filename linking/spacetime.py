"""How far two events are apart, beyond what their places and times leave open."""

from datetime import UTC, date, timedelta
from typing import NamedTuple

from schemas.annotation import Event, EventPlace
from schemas.geography import distance_km

CONTRADICTION_KM = 20
CONTRADICTION_DAYS = 3
STAND_IN_DAYS = 7
_STAND_INS = ("reported", "ingested")


class Days(NamedTuple):
    """The first and the last calendar day (UTC) on which an event may have been."""

    first: date
    last: date

    @property
    def number(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1


def days_of(event: Event) -> Days:
    """Return the days of `event`; a span that ends at midnight does not reach into the day that begins there."""
    start, end = event.occurred_from.astimezone(UTC), event.occurred_to.astimezone(UTC)
    last = end - timedelta(microseconds=1) if end > start else start
    return Days(start.date(), last.date())


def possible_days(event: Event) -> Days:
    """Return the days of `event`, and those before where the day of its report stands in for its own."""
    days = days_of(event)
    return days._replace(first=days.first - timedelta(days=STAND_IN_DAYS)) if _has_no_day(event) else days


def gap_days(left: Event, right: Event) -> int:
    """Return the days between the two events that neither of their spans leaves open; 0 where they share a day."""
    ours, theirs = days_of(left), days_of(right)
    return max((theirs.first - ours.last).days, (ours.first - theirs.last).days, 0)


def days_told_later(left: Event, right: Event) -> int | None:
    """Return how many days after one event the other was told, where that has no day of its own; else None.

    The day of its report stands in then: the latest that the event can have been, not when it was. It is taken to be
    told within a week.
    """
    days = gap_days(left, right)
    if days == 0:
        return 0 if _has_no_day(left, right) and max(days_of(left).number, days_of(right).number) <= 2 else None
    return days if days <= STAND_IN_DAYS and _has_no_day(max(left, right, key=days_of)) else None


def _has_no_day(*events: Event) -> bool:
    return any(event.date_basis in _STAND_INS for event in events)


def gap_km(left: EventPlace, right: EventPlace) -> float:
    """Return the distance between two places that neither of their radii leaves open; 0 where the circles meet."""
    return max(distance_km(left, right) - left.radius_km - right.radius_km, 0.0)


def contradict(left: Event, right: Event) -> bool:
    """Say whether place or time forbid that two events are one: over 20 km or 3 days beyond what both leave open.

    Both bounds are set by judgement: a night's march of an armed group, and the usual slip of a day in a date twice.
    """
    if gap_days(left, right) > CONTRADICTION_DAYS and days_told_later(left, right) is None:
        return True
    return bool(left.place and right.place and gap_km(left.place, right.place) > CONTRADICTION_KM)
