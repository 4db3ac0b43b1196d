"""When a sign was: the time that the text names for it, else that of the report; with how exactly it is known."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from nlp.dates.find import FoundDate
from nlp.dates.hours import FoundHour
from schemas.annotation import DateBasis, DatePrecision, TimeOfDay
from schemas.base import Moment
from schemas.report import Report


class EventTime(NamedTuple):
    """First and last moment, how exactly these are known, and where the time comes from."""

    first: Moment
    last: Moment
    precision: DatePrecision
    basis: DateBasis
    part: TimeOfDay | None = None


def report_time(report: Report) -> EventTime:
    """Return the time of what is reported: occurred, else observed, else the moment of reporting."""
    first = report.occurred_from or report.observed_from or report.reported_at or report.ingested_at
    last = max(first, report.occurred_to or report.occurred_from or report.observed_to or first)
    return EventTime(first, last, _precision((last.date() - first.date()).days), _basis(report))


def _basis(report: Report) -> DateBasis:
    if report.occurred_from:
        return "occurred"
    return "observed" if report.observed_from else "reported" if report.reported_at else "ingested"


def _precision(days: int) -> DatePrecision:
    return "day" if days <= 1 else "week" if days <= 7 else "month" if days <= 31 else "year"


def told_time(told: FoundDate) -> EventTime:
    """Return a time that the text names."""
    first, last = _start_of(told.first), _end_of(max(told.first, told.last))
    return EventTime(first, last, told.precision, "text")


def at_hour(when: EventTime, hours: Sequence[FoundHour], position: int) -> EventTime:
    """Return the time with the hour or part of the day that is named nearest to `position`.

    An hour makes a time of one day exact; of a night (`Tuesday night at 2 am`), the hours before noon are of the second
    day. An hour of a longer time, or of none, tells the part of the day alone.
    """
    if not hours:
        return when
    nearest = min(hours, key=lambda each: abs(each.position - position))
    when = when._replace(part=nearest.part)
    days = (when.last.date() - when.first.date()).days
    if nearest.hour is None or days > 1:
        return when
    day = when.last.date() if days == 1 and nearest.hour < 12 else when.first.date()
    start = datetime.combine(day, time(nearest.hour, nearest.minute), tzinfo=UTC)
    return when._replace(first=start, last=start + timedelta(minutes=59), precision="hour")


def _start_of(day: date) -> Moment:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _end_of(day: date) -> Moment:
    return datetime.combine(day, time(23, 59, 59), tzinfo=UTC)
