"""The weeks and months that counts are for, as DHIS2 writes them, and days as people write them."""

import calendar
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from schemas.base import Item

WEEK = re.compile(r"([0-9]{4})W([0-9]{1,2})")
MONTH = re.compile(r"([0-9]{4})([0-9]{2})")
YEARS = range(1900, 2100)
"""A year outside is a slip of the pen, and days could not be counted from the first and last that a calendar has."""


class Period(Item):
    """A period with its one spelling (`2025W07`, `202502`), first and last day."""

    name: str
    first: date
    last: date


def period_of(text: str) -> Period:
    """Return the ISO week of `2025W7` or `2025W07`, or the month of `202502`; raise `ValueError` for all else."""
    try:
        if week := WEEK.fullmatch(text):
            return _week(int(week[1]), int(week[2]))
        if month := MONTH.fullmatch(text):
            return _month(int(month[1]), int(month[2]))
    except (ValueError, OverflowError):
        pass  # no such week or month; its own message would repeat the value
    raise ValueError("must be a week like 2025W07 or a month like 202502")


def _week(year: int, week: int) -> Period:
    first, last = date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    return Period(name=f"{year:04}W{week:02}", first=first, last=last)


def _month(year: int, month: int) -> Period:
    first = date(year, month, 1)
    return Period(name=f"{year:04}{month:02}", first=first, last=date(year, month, calendar.monthrange(year, month)[1]))


def week_of(day: date) -> Period:
    """Return the ISO week that `day` lies in."""
    year, week, _ = day.isocalendar()
    return _week(year, week)


def month_of(day: date) -> Period:
    """Return the month that `day` lies in."""
    return _month(day.year, day.month)


def is_in_range(day: date) -> bool:
    """Say whether `day` is of a year that a report speaks of."""
    return day.year in YEARS


def moment_written(text: str, formats: Iterable[str]) -> datetime | None:
    """Return the moment of `text`, in UTC, by the first of `formats` (strptime's) that fits; None where none does."""
    for form in formats:
        try:
            moment = datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
        if is_in_range(moment):
            return moment
    return None
