"""Rules for dates that are told from the day of the report: `yesterday`, `three days ago`, `depuis deux nuits`."""

import re
from datetime import date, timedelta

from nlp.dates.spans import DateSpan, Reader, Rule, latest_weekday, month_end, not_after, one_day, precision_of, week_of
from nlp.dates.words import COUNT, UNIT, UNIT_DAYS, WEEKDAY, WEEKDAY_NAMES, WEEKDAYS, count_of

_LAST = r"(?:last|past|previous|preceding|dernieres?|derniers?|passees?|ecoulees?|ecoules?)"
_NIGHT = r"(?P<after> (?:night|evening|soir|nuit|dans la nuit|au soir|a la nuit))?"
_NIGHT_OF = r"(?P<before>(?:night|evening) of |nuit d[eu] )?"
_SHORTEST_LAST = 2  # `last Thursday` said on a Friday is not yesterday (design)
_FEW_DAYS = 6


def _days_back(*, first: int, last: int) -> Reader:
    """Return a reader of fixed words such as `yesterday`: so many days back, first to last."""
    return lambda match, reference: DateSpan(reference - timedelta(days=first), reference - timedelta(days=last))


def _recent(match: re.Match[str], reference: date) -> DateSpan:
    days = _FEW_DAYS * max(1, UNIT_DAYS[match["unit"]])
    return DateSpan(reference - timedelta(days=days), reference, "week" if days <= _FEW_DAYS else "month")


def _last_week(match: re.Match[str], reference: date) -> DateSpan:
    return week_of(reference - timedelta(days=7))


def _week_before_last(match: re.Match[str], reference: date) -> DateSpan:
    return week_of(reference - timedelta(days=14))


def _this_week(match: re.Match[str], reference: date) -> DateSpan:
    return not_after(week_of(reference), reference)


def _week_start(match: re.Match[str], reference: date) -> DateSpan:
    monday = week_of(reference).first
    return not_after(DateSpan(monday, monday + timedelta(days=2), "week"), reference)


def _last_month(match: re.Match[str], reference: date) -> DateSpan:
    last = reference.replace(day=1) - timedelta(days=1)
    return DateSpan(last.replace(day=1), last, "month")


def _this_month(match: re.Match[str], reference: date) -> DateSpan:
    return not_after(DateSpan(reference.replace(day=1), month_end(reference), "month"), reference)


def _month_start(match: re.Match[str], reference: date) -> DateSpan:
    first = reference.replace(day=1)
    return not_after(DateSpan(first, first.replace(day=10), "week"), reference)


def _last_year(match: re.Match[str], reference: date) -> DateSpan:
    return DateSpan(date(reference.year - 1, 1, 1), date(reference.year - 1, 12, 31), "year")


def _weekend(match: re.Match[str], reference: date) -> DateSpan:
    sunday = latest_weekday(reference, 6)
    return DateSpan(sunday - timedelta(days=1), sunday)


def _ago(match: re.Match[str], reference: date) -> DateSpan:
    """Read `two weeks ago`: half a unit open on both sides."""
    return told_back(match, reference)


def told_back(match: re.Match[str], from_day: date, *, forwards: bool = False) -> DateSpan:
    """Return the time that a count of units lies before `from_day`, or after it."""
    (least, most), unit = count_of(match["count"]), UNIT_DAYS[match["unit"]]
    slack, sign = unit // 2, 1 if forwards else -1
    ends = sorted((least * unit * sign, most * unit * sign))
    first, last = (from_day + timedelta(days=each) for each in (ends[0] - slack, ends[1] + slack))
    return DateSpan(first, last, precision_of(max(unit, (most - least) * unit)))


def _since(match: re.Match[str], reference: date) -> DateSpan:
    most, unit = count_of(match["count"])[1], UNIT_DAYS[match["unit"]]
    return DateSpan(reference - timedelta(days=most * unit), reference, precision_of(unit))


def _past_unit(match: re.Match[str], reference: date) -> DateSpan:
    days = UNIT_DAYS[match["unit"]]
    return DateSpan(reference - timedelta(days=days), reference, precision_of(days))


def _weekday(match: re.Match[str], reference: date) -> DateSpan:
    """Read a weekday as the latest one up to the report's day; its night reaches into the next day."""
    wanted = WEEKDAYS[match["weekday"]]
    back = timedelta(days=_SHORTEST_LAST if match["last"] or match["dernier"] else 0)
    day = latest_weekday(reference - back, wanted)
    if match["week_before"] or match["before_week"]:
        day = week_of(reference - timedelta(days=7)).first + timedelta(days=wanted)
    is_night = match["before"] or match["after"]
    return DateSpan(day, day + timedelta(days=1 if is_night and day < reference else 0))


def _weekday_range(match: re.Match[str], reference: date) -> DateSpan:
    last = latest_weekday(reference, WEEKDAYS[match["weekday"]])
    first = latest_weekday(last, WEEKDAYS[match["first"]])
    night = timedelta(days=1 if match["after"] and last < reference else 0)
    return DateSpan(first, last + night)


def _today(match: re.Match[str], reference: date) -> DateSpan:
    return one_day(reference)


RELATIVE: tuple[Rule, ...] = (
    (r"\b(?:day before yesterday|avant-hier)\b", _days_back(first=2, last=2)),
    (r"\b(?:night before last|avant-derniere nuit)\b", _days_back(first=2, last=1)),
    (r"\b(?:last night|overnight|la nuit derniere|la nuit passee|hier (?:soir|dans la nuit|nuit)|"
     r"yesterday (?:evening|night)|(?:in |during )?the night (?:just )?past)\b", _days_back(first=1, last=0)),
    (r"\b(?:yesterday|hier)\b", _days_back(first=1, last=1)),
    (r"\b(?:today|aujourd'hui|this (?:morning|evening|afternoon)|tonight|ce (?:matin|soir|jour)|cet apres-midi|"
     r"cette (?:nuit|apres-midi))\b(?!-la)", _today),
    (r"\b(?:week before last)\b", _week_before_last),
    (rf"\b(?P<first>{WEEKDAY_NAMES})(?: (?:night|evening|soir|morning|matin))? ?(?:-|/|to|and|et|au?|until) ?"
     rf"{WEEKDAY}\b{_NIGHT}",
     _weekday_range),
    (rf"\b{_NIGHT_OF}(?P<week_before>(?:last week|la semaine derniere),? (?:on )?)(?P<last>)(?P<dernier>)"
     rf"{WEEKDAY}\b{_NIGHT}(?P<before_week>)", _weekday),
    (rf"\b{_NIGHT_OF}(?P<week_before>)(?P<last>last |past )?{WEEKDAY}\b(?P<dernier> (?:dernier|passe))?{_NIGHT}"
     r"(?P<before_week>,? (?:of )?last week|,? (?:de )?la semaine (?:derniere|passee))?", _weekday),
    (r"\b(?:last week|(?:la |de la )?semaine (?:derniere|passee|ecoulee))\b", _last_week),
    (r"\b(?:this week|earlier in the week|cette semaine)\b", _this_week),
    (r"\b(?:last month|(?:le |du )?mois (?:dernier|passe|ecoule))\b", _last_month),
    (r"\b(?:early|earlier|beginning of|start of|debut) (?:this month|(?:of )?the month|(?:de ce|du) mois)\b",
     _month_start),
    (r"\b(?:early|beginning of|start of|(?:en )?debut (?:de|de la)) (?:the |this |cette )?(?:week|semaine)\b",
     _week_start),
    (r"\b(?:this month|ce mois(?:-ci)?)\b", _this_month),
    (r"\b(?:last year|(?:l'annee|l'an) (?:derniere?|passee?))\b", _last_year),
    (r"\b(?:last |this |past |le |the )?week-?end\b(?: dernier| passe)?", _weekend),
    (rf"\b{COUNT} {UNIT} ago\b", _ago),
    (rf"\b(?:il y a|voila|voici|ca fait)(?: environ| deja| a peine| maintenant)? {COUNT} {UNIT}\b", _ago),
    (rf"\b(?:for|since|over|these|past|last|depuis|pendant|durant|ces|les)"
     rf"(?: about| environ| plus d[e']| pres d[e']| au moins| more than| nearly| over)*(?: the| les| ces| last|"
     rf" past)* ?{COUNT}"
     rf"(?: {_LAST})? {UNIT}\b(?! ago)", _since),
    (rf"\b(?:in|during|within|dans|au cours d[eu]s?|lors des)(?: the| les)? {_LAST} {COUNT} {UNIT}\b", _since),
    (rf"\b(?:dans|au cours d[eu]s?|lors des)(?: les)? {COUNT} {_LAST} {UNIT}\b", _since),
    (rf"\b(?:slept|dorment|dormi|sleep|sleeping|bush|brousse|foret|church|eglise|forest)(?: outside| dehors)? "
     rf"{COUNT} {UNIT}\b", _since),
    (rf"\b{COUNT} {UNIT} (?:now|already|running|in a row|straight|deja|de suite|d'affilee|maintenant|"
     r"consecutive?s?)\b", _since),
    (rf"\b(?:the|this|over the|in the|la|cette) {_LAST} {UNIT}\b", _past_unit),
    (rf"\b(?:in |over |these )?(?:the )?(?:recent|last few|past few) {UNIT}\b", _recent),
    (rf"\b(?:ces|les|des) (?:tout )?(?:derniers?|dernieres?) {UNIT}\b", _recent),
)  # fmt: skip
