"""Dates in a sentence, English and French, relative to the day of the report. Own rules: a date costs microseconds."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from nlp.folding import fold
from nlp.numbers import NUMBER_WORDS, numbered

DateSpan = tuple[date, date]
_MONTHS = numbered(
    "january janvier jan janv",
    "february fevrier feb fev fevr",
    "march mars mar",
    "april avril apr avr",
    "may mai",
    "june juin jun",
    "july juillet jul juil",
    "august aout aug",
    "september septembre sep sept",
    "october octobre oct",
    "november novembre nov",
    "december decembre dec",
)
_WEEKDAYS = numbered(
    "monday lundi",
    "tuesday mardi",
    "wednesday mercredi",
    "thursday jeudi",
    "friday vendredi",
    "saturday samedi",
    "sunday dimanche",
    start=0,
)
_COUNTS = {"a": 1, **NUMBER_WORDS}
_UNIT_DAYS = {"day": 1, "night": 1, "jour": 1, "nuit": 1, "week": 7, "semaine": 7, "month": 30, "mois": 30}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = "(?P<weekday>" + "|".join(_WEEKDAYS) + ")"
_COUNT = r"(?P<count>\d{1,2}|" + "|".join(_COUNTS) + ")"
_UNIT = "(?P<unit>" + "|".join(_UNIT_DAYS) + ")s?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?"
_SAID_WEEKDAY = "(?:(?:" + "|".join(_WEEKDAYS) + r"),? (?:the )?)?"
_YEAR = r"(?:,? ?(?P<year>(?:19|20)\d\d)\b)?"
_FUTURE = re.compile(r"\b(next|coming|prochaine?|will|planned|prevue?s?)\b")
_TRIGGER = re.compile(
    r"\d|today|yesterday|night|morning|evening|week|month|day\b|\bago\b|aujourd|hier|veille|nuit|matin|soir|semaine|"
    r"mois|jour|\b(?:" + "|".join([*_WEEKDAYS, *_MONTHS]) + r")\b"
)


class FoundDate(NamedTuple):
    """A time that a text names: first and last day, and where in the folded sentence it stands."""

    first: date
    last: date
    position: int


def find_dates(sentence: str, reference: date) -> list[FoundDate]:
    """Return the times named in `sentence`, in order of place; `reference` is the day the report speaks from.

    Times after the day that follows `reference` are plans and left out, as are days that do not exist. A day without
    a year is the one nearest to `reference`.
    """
    folded = fold(sentence)
    if not _TRIGGER.search(folded):
        return []
    found = sorted(_all_dates(folded, reference), key=lambda each: (each.position, each.first))
    latest = reference + timedelta(days=1)
    return [each for each in found if each.first <= latest]


def _all_dates(folded: str, reference: date) -> Iterator[FoundDate]:
    taken: list[tuple[int, int]] = []
    for pattern, read in _RULES:
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if span := _checked(read, match, reference):
                yield FoundDate(*span, match.start())


def _checked(read: "_Reader", match: re.Match[str], reference: date) -> DateSpan | None:
    """Read a match; a day that does not exist, or one that is to come, gives nothing."""
    if _FUTURE.search(match.string[max(0, match.start() - 12) : match.end() + 12]):
        return None
    try:
        return read(match, reference)
    except (ValueError, OverflowError):
        return None


def _near(reference: date, month: int, day: int, year: str | None) -> date:
    """Return the day of the stated year, else of the year that brings it nearest to `reference`."""
    if year:
        return date(int(year), month, day)
    years = (reference.year - 1, reference.year, reference.year + 1)
    days = [date(each, month, day) for each in years if month != 2 or day != 29 or each % 4 == 0]
    return min(days, key=lambda each: abs(each - reference))


def _iso(match: re.Match[str], reference: date) -> DateSpan:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return day, day


def _named_day(match: re.Match[str], reference: date) -> DateSpan:
    day = _near(reference, _MONTHS[match["month"]], int(match["day"]), match["year"])
    return day, day


def _group_day(match: re.Match[str], reference: date) -> DateSpan:
    """Read a military date-time group, `101430Z FEB 25`."""
    year = match["year"]
    day = _near(reference, _MONTHS[match["month"]], int(match["day"]), f"20{year[-2:]}" if year else None)
    return day, day


def _named_range(match: re.Match[str], reference: date) -> DateSpan:
    month = _MONTHS[match["month"]]
    last = _near(reference, month, int(match["day"]), match["year"])
    first_month = _MONTHS[match["first_month"]] if match["first_month"] else month
    first = _near(last, first_month, int(match["first"]), None)
    if first > last:
        raise ValueError("a range that ends before it begins")
    return first, last


def _named_month(match: re.Match[str], reference: date) -> DateSpan:
    first = _near(reference, _MONTHS[match["month"]], 1, match["year"])
    following = (first + timedelta(days=32)).replace(day=1)
    return first, min(following - timedelta(days=1), max(reference, first))


def _year(match: re.Match[str], reference: date) -> DateSpan:
    first = date(int(match["year"]), 1, 1)
    return first, min(date(first.year, 12, 31), max(reference, first))


def _days_back(*, first: int, last: int) -> "_Reader":
    """Return a reader of fixed words such as `yesterday`: so many days back, first to last."""
    return lambda match, reference: (reference - timedelta(days=first), reference - timedelta(days=last))


def _ago(match: re.Match[str], reference: date) -> DateSpan:
    unit = _UNIT_DAYS[match["unit"]]
    day = reference - timedelta(days=_number(match["count"]) * unit)
    slack = timedelta(days=unit // 2)
    return day - slack, day + slack


def _since(match: re.Match[str], reference: date) -> DateSpan:
    return reference - timedelta(days=_number(match["count"]) * _UNIT_DAYS[match["unit"]]), reference


def _weekday(match: re.Match[str], reference: date) -> DateSpan:
    """Read a weekday as the latest one up to the report's day; its night reaches into the next day."""
    back = (reference.weekday() - _WEEKDAYS[match["weekday"]]) % 7
    day = reference - timedelta(days=back)
    night = match["before"] or match["after"]
    return day, day + timedelta(days=1 if night and back else 0)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word]


_Reader = Callable[[re.Match[str], date], DateSpan]
_RULES: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b", _iso),
        (r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b", _iso),
        (r"\b(?P<day>\d\d)\d{4}[a-z] ?" + _MONTH + r" ?(?P<year>(?:20)?\d\d)?\b", _group_day),
        (
            r"\b(?P<first>\d{1,2})(?:st|nd|rd|th|er)? ?(?P<first_month>"
            + "|".join(_MONTHS)
            + r")?\.? ?(?:-|/|to|au|a|and|et) ?(?:le )?"
            + _DAY
            + " ?(?:of )?"
            + _MONTH
            + _YEAR,
            _named_range,
        ),
        (r"\b" + _SAID_WEEKDAY + _DAY + r" ?(?:of )?" + _MONTH + _YEAR, _named_day),
        (
            r"\b"
            + _SAID_WEEKDAY
            + _MONTH
            + r" (?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?! ?(?:km|%|hommes|men|people))"
            + _YEAR,
            _named_day,
        ),
        (r"\b(?:day before yesterday|avant-hier)\b", _days_back(first=2, last=2)),
        (
            r"\b(?:last night|la nuit derniere|la nuit passee|hier soir|yesterday (?:evening|night))\b",
            _days_back(first=1, last=0),
        ),
        (r"\b(?:yesterday|hier|la veille)\b", _days_back(first=1, last=1)),
        (
            r"\b(?:today|aujourd'hui|this (?:morning|evening)|tonight|ce (?:matin|soir)|cette nuit)\b",
            _days_back(first=0, last=0),
        ),
        (r"\b(?:last week|la semaine (?:derniere|passee))\b", _days_back(first=13, last=1)),
        (r"\b(?:this week|cette semaine)\b", _days_back(first=6, last=0)),
        (r"\b(?:last month|le mois (?:dernier|passe))\b", _days_back(first=60, last=1)),
        (r"\b" + _COUNT + " " + _UNIT + r" (?:ago|earlier|before)\b", _ago),
        (r"\bil y a " + _COUNT + " " + _UNIT + r"\b", _ago),
        (
            r"\b(?:for|since|over|these|past|last|depuis|pendant|durant|ces|les)(?: the| les| ces| last| past)? "
            + _COUNT
            + "(?: last| past| dernieres?| derniers?)? "
            + _UNIT
            + r"\b",
            _since,
        ),
        (
            r"\b(?:slept|dorment|dormi|bush|brousse|foret|church|eglise|forest)(?: outside| dehors)? "
            + _COUNT
            + " "
            + _UNIT
            + r"\b",
            _since,
        ),
        (
            r"\b(?P<before>night of |nuit d[eu] )?"
            + _WEEKDAY
            + r"\b(?P<after> (?:night|evening|soir|nuit|dans la nuit))?",
            _weekday,
        ),
        (r"\b(?:in|en|au mois d[e'] ?|month of|since|depuis) ?" + _MONTH + _YEAR, _named_month),
        (r"\b(?:in|en|since|depuis|l'annee) (?P<year>(?:19|20)\d\d)\b", _year),
    )
)
