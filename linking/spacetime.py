"""How far two events are apart, beyond what their places and times leave open."""

from datetime import UTC, date, timedelta
from typing import NamedTuple

from schemas.annotation import Event, EventPlace
from schemas.geography import distance_km

CONTRADICTION_KM = 20
CONTRADICTION_DAYS = 3


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


def gap_days(left: Event, right: Event) -> int:
    """Return the days between the two events that neither of their spans leaves open; 0 where they share a day."""
    ours, theirs = days_of(left), days_of(right)
    return max((theirs.first - ours.last).days, (ours.first - theirs.last).days, 0)


def gap_km(left: EventPlace, right: EventPlace) -> float:
    """Return the distance between two places that neither of their radii leaves open; 0 where the circles meet."""
    return max(distance_km(left, right) - left.radius_km - right.radius_km, 0.0)


def contradict(left: Event, right: Event) -> bool:
    """Say whether place or time forbid that two events are one: over 20 km or 3 days beyond what both leave open.

    Both bounds are set by judgement: a night's march of an armed group, and the usual slip of a day in a date twice.
    """
    if gap_days(left, right) > CONTRADICTION_DAYS:
        return True
    return bool(left.place and right.place and gap_km(left.place, right.place) > CONTRADICTION_KM)
