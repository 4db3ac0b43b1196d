"""Spans of days, and the calendar that the rules for dates share."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from schemas.annotation import DatePrecision


class DateSpan(NamedTuple):
    """First and last day of a time, and how exactly these are known."""

    first: date
    last: date
    precision: DatePrecision = "day"


Reader = Callable[[re.Match[str], date], DateSpan]
Rule = tuple[str, Callable[..., DateSpan]]


def one_day(day: date) -> DateSpan:
    """Return a time of one day."""
    return DateSpan(day, day)


def near(reference: date, month: int, day: int, year: str | None = None) -> date:
    """Return the day of the stated year, else of the year that brings it nearest to `reference`."""
    if year and len(year) == 4:
        return date(int(year), month, day)
    if year:
        century = reference.year - reference.year % 100
        return min((date(century + each + int(year), month, day) for each in (-100, 0, 100)), key=_distance(reference))
    years = (reference.year - 1, reference.year, reference.year + 1)
    days = [date(each, month, day) for each in years if month != 2 or day != 29 or _is_leap(each)]
    return min(days, key=_distance(reference))


def _distance(reference: date) -> Callable[[date], timedelta]:
    return lambda day: abs(day - reference)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_end(day: date) -> date:
    """Return the last day of the month of `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def day_of_month(reference: date, number: int) -> date:
    """Return the latest day of that number up to `reference`: `on the 28th` said on the 3rd is of the month before."""
    if number <= reference.day:
        return reference.replace(day=number)
    return (reference.replace(day=1) - timedelta(days=1)).replace(day=number)


def latest_weekday(reference: date, weekday: int) -> date:
    """Return the latest such weekday up to `reference`, that day included."""
    return reference - timedelta(days=(reference.weekday() - weekday) % 7)


def week_of(day: date) -> DateSpan:
    """Return the week of `day`, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return DateSpan(monday, monday + timedelta(days=6), "week")


def not_after(span: DateSpan, reference: date) -> DateSpan:
    """Return `span` cut off at `reference`: what is reported has happened."""
    return span._replace(last=min(span.last, max(reference, span.first)))


def precision_of(days: int) -> DatePrecision:
    """Return how exact a time is that is told in units of so many days."""
    return "day" if days <= 1 else "week" if days <= 14 else "month" if days <= 31 else "year"
