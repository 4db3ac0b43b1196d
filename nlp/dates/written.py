"""Rules for dates that are written out: numbers, names of months, military date-time groups, numbers of weeks."""

import re
from datetime import date, timedelta

from nlp.dates.spans import DateSpan, Rule, day_of_month, month_end, near, not_after, one_day, week_of
from nlp.dates.words import CHRISTMAS_DAYS, DAY, MONTH, MONTH_NAMES, MONTHS, WEEKDAY_NAMES, YEAR, one_of

_SAID_WEEKDAY = rf"(?:(?:{WEEKDAY_NAMES}),? (?:the )?)?"
_ORDINAL = r"(?:st|nd|rd|th|er)?"
_TO = r"(?:-|/|to|au|a|and|et|&|until)"
_FIRST = rf"(?P<first>\d{{1,2}}){_ORDINAL}(?:,? ?\d{{1,2}}{_ORDINAL},?)* ?(?P<first_month>{MONTH_NAMES})?(?![a-z])\.?"
_NOT_DAYS = (
    r"(?! ?(?:km|%|hommes|men|people|women|femmes|girls|filles|boys|children|enfants|persons|personnes|families))"
)
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first": (1, 15), "second": (16, 31),
          "week_1": (1, 7), "week_2": (8, 14), "week_3": (15, 21), "week_4": (22, 31)}  # fmt: skip
_WRITTEN_PARTS = {
    "early": "early|beginning of|start of|debut(?: du mois)?(?: de)?|at the beginning of",
    "mid": "mid|middle of|the middle of|mi|milieu(?: du mois)? de",
    "late": "late|end of|the end of|fin(?: du mois)?(?: de)?",
    "first": "first half of|first fortnight of|premiere quinzaine(?: du mois)? de",
    "week_1": "first week of|premiere semaine d[eu'](?: mois de)?",
    "week_2": "second week of|(?:deuxieme|seconde) semaine d[eu'](?: mois de)?",
    "week_3": "third week of|troisieme semaine d[eu'](?: mois de)?",
    "week_4": "(?:last|fourth) week of|(?:derniere|quatrieme) semaine d[eu'](?: mois de)?",
    "second": "second half of|second fortnight of|(?:deuxieme|seconde) quinzaine(?: du mois)? de",
}
_PART = "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _WRITTEN_PARTS.items()) + ")"
_RAMADAN_OPEN_DAYS = 2  # the calendar is counted, the month begins when the moon is seen


def _numeric(match: re.Match[str], reference: date) -> DateSpan:
    """Read day, month, year; the American order only where no other is possible."""
    day, month = int(match["day"]), int(match["month"])
    return one_day(near(reference, *((day, month) if month > 12 else (month, day)), match["year"]))


def _short_numeric(match: re.Match[str], reference: date) -> DateSpan:
    return one_day(near(reference, int(match["month"]), int(match["day"])))


def _named_day(match: re.Match[str], reference: date) -> DateSpan:
    return one_day(near(reference, MONTHS[match["month"]], int(match["day"]), match["year"]))


def _named_range(match: re.Match[str], reference: date) -> DateSpan:
    month = MONTHS[match["month"]]
    last = near(reference, month, int(match["day"]), match["year"])
    first = near(last, MONTHS[match["first_month"]] if match["first_month"] else month, int(match["first"]))
    if first > last:
        raise ValueError("a range that ends before it begins")
    return DateSpan(first, last)


def _unnamed_night(match: re.Match[str], reference: date) -> DateSpan:
    """Read `dans la nuit du 12 au 13`: the latest such days."""
    last = day_of_month(reference, int(match["day"]))
    return DateSpan(day_of_month(last, int(match["first"])), last)


def _unnamed_day(match: re.Match[str], reference: date) -> DateSpan:
    return one_day(day_of_month(reference, int(match["day"])))


def _month_part(match: re.Match[str], reference: date) -> DateSpan:
    first, last = _PARTS[next(name for name in _PARTS if match[name])]
    month = near(reference, MONTHS[match["month"]], first, match["year"])
    end = min(month_end(month).day, last)
    return not_after(DateSpan(month, month.replace(day=end), "month" if last - first > 10 else "week"), reference)


def _named_month(match: re.Match[str], reference: date) -> DateSpan:
    first = near(reference, MONTHS[match["month"]], 1, match["year"])
    return not_after(DateSpan(first, month_end(first), "month"), reference)


def _year(match: re.Match[str], reference: date) -> DateSpan:
    year = int(match["year"])
    return not_after(DateSpan(date(year, 1, 1), date(year, 12, 31), "year"), reference)


def _numbered_week(match: re.Match[str], reference: date) -> DateSpan:
    """Read `week 7`: of the year stated, else the latest such week that has begun."""
    week, year = int(match["week"]), match["year"]
    monday = date.fromisocalendar(int(year) if year else reference.isocalendar().year, week, 1)
    if not year and monday > reference:
        monday = date.fromisocalendar(reference.year - 1, week, 1)
    return week_of(monday)


def _week_of_day(match: re.Match[str], reference: date) -> DateSpan:
    return week_of(near(reference, MONTHS[match["month"]], int(match["day"]), match["year"]))


def _feast(match: re.Match[str], reference: date) -> DateSpan:
    return one_day(near(reference, *CHRISTMAS_DAYS[match.group().strip()]))


def _ramadan(match: re.Match[str], reference: date) -> DateSpan:
    """Read Ramadan as the latest one that has begun, by the arithmetic Islamic calendar, two days open at both ends."""
    year = (reference.year - 622) * 33 // 32 + 2
    begun = max(day for each in range(year - 3, year + 1) if (day := _first_of_ramadan(each)) <= reference)
    slack = timedelta(days=_RAMADAN_OPEN_DAYS)
    return not_after(DateSpan(begun - slack, begun + timedelta(days=29) + slack, "month"), reference)


def _first_of_ramadan(year: int) -> date:
    days = 354 * (year - 1) + (3 + 11 * year) // 30 + 236  # 236 days before the ninth month (tabular, civil epoch)
    return date(622, 7, 19) + timedelta(days=days)


WRITTEN: tuple[Rule, ...] = (
    (r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", _numeric),
    (r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)\d\d|\d\d)\b(?!\.\d)", _numeric),
    (r"\b(?:le|on|du|dated?|since|depuis) (?P<day>\d{1,2})/(?P<month>\d{1,2})\b(?!/)", _short_numeric),
    (rf"\b(?P<day>\d\d) ?\d{{4}}[a-z]? ?{MONTH} ?(?P<year>(?:20)?\d\d)?\b", _named_day),
    (rf"\b(?P<day>\d{{1,2}})-?{MONTH}-?(?P<year>(?:20)?\d\d)\b", _named_day),
    (rf"\b(?:week|semaine) (?:of|du|beginning|commencing)(?: the)? (?:(?:{WEEKDAY_NAMES}) )?"
     rf"{DAY} {MONTH}{YEAR}", _week_of_day),
    (rf"\b{_FIRST} ?{_TO} ?(?:le |the )?{_SAID_WEEKDAY}{DAY} ?(?:of |de )?{MONTH}{YEAR}", _named_range),
    (rf"\b{MONTH} (?P<first>\d{{1,2}}){_ORDINAL}(?P<first_month>)? ?(?:-|to|and) ?{DAY}\b{_NOT_DAYS}{YEAR}",
     _named_range),
    (rf"\b{_SAID_WEEKDAY}{DAY} ?(?:of |de )?{MONTH}{YEAR}", _named_day),
    (rf"\b{_SAID_WEEKDAY}{MONTH} {DAY}\b{_NOT_DAYS}{YEAR}", _named_day),
    (r"\b(?:nuit|night)(?: du| of(?: the)?| from(?: the)?) (?P<first>\d{1,2})(?:st|nd|rd|th|er)? ?"
     r"(?:au|to(?: the)?|-|/) ?(?P<day>\d{1,2})(?:st|nd|rd|th)?\b", _unnamed_night),
    (r"\bbetween the (?P<first>\d{1,2})(?:st|nd|rd|th) and(?: the)? (?P<day>\d{1,2})(?:st|nd|rd|th)\b", _unnamed_night),
    (r"\ble (?P<day>\d{1,2})(?:er)?(?= courant| du mois| de ce mois|\s*[,.;:)]|\s*$)", _unnamed_day),
    (r"\b(?:on|since|by|night of) the (?P<day>\d{1,2})(?:st|nd|rd|th)\b"
     r"(?! (?:floor|battalion|brigade|division|regiment|street|time|day|week|month|year))", _unnamed_day),
    (rf"\b{_PART}[ -]?{MONTH}{YEAR}", _month_part),
    (rf"\b(?:in|en|during|courant|au mois d[e'] ?|mois d[e'] ?|month of|since|depuis|last|between) ?"
     rf"{MONTH}{YEAR}", _named_month),
    (rf"\b{MONTH} (?:dernier|(?P<year>(?:19|20)\d\d))\b", _named_month),
    (r"\b(?P<year>(?:19|20)\d\d)-?w(?P<week>\d{1,2})\b", _numbered_week),
    (r"\b(?:epi(?:demiological)? |iso )?(?:weeks?|wk|semaine|sem)[ .]*(?:no|n°|number)?[ .]*(?P<week>\d{1,2})\b"
     r"(?:[ /,-]*(?:of |de )?(?P<year>20\d\d)\b)?", _numbered_week),
    (r"\b[ws](?P<week>\d\d)\b(?:[ /-]*(?P<year>20\d\d)\b)?", _numbered_week),
    (rf"\b(?:{one_of(CHRISTMAS_DAYS)})\b", _feast),
    (r"\bramadan\b", _ramadan),
    (r"\b(?:in|en|since|depuis|l'annee) (?P<year>(?:19|20)\d\d)\b", _year),
)  # fmt: skip
