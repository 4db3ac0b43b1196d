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
    return days._replace(first=days.first - timedelta(days=STAND_IN_DAYS)) if event.date_basis in _STAND_INS else days


def gap_days(left: Event, right: Event) -> int:
    """Return the days between the two events that neither of their spans leaves open; 0 where they share a day."""
    ours, theirs = days_of(left), days_of(right)
    return max((theirs.first - ours.last).days, (ours.first - theirs.last).days, 0)


def told_without_a_day(left: Event, right: Event) -> bool:
    """Say whether the later of two events has no day of its own and was reported within a week of the other.

    The day of its report stands in for it then, and the event may be any of the days before.
    """
    earlier, later = sorted((left, right), key=lambda event: (days_of(event), event.id))
    return later.date_basis in _STAND_INS and 0 < (days_of(later).first - days_of(earlier).last).days <= STAND_IN_DAYS


def gap_km(left: EventPlace, right: EventPlace) -> float:
    """Return the distance between two places that neither of their radii leaves open; 0 where the circles meet."""
    return max(distance_km(left, right) - left.radius_km - right.radius_km, 0.0)


def contradict(left: Event, right: Event) -> bool:
    """Say whether place or time forbid that two events are one: over 20 km or 3 days beyond what both leave open.

    Both bounds are set by judgement: a night's march of an armed group, and the usual slip of a day in a date twice.
    """
    if gap_days(left, right) > CONTRADICTION_DAYS and not told_without_a_day(left, right):
        return True
    return bool(left.place and right.place and gap_km(left.place, right.place) > CONTRADICTION_KM)
