"""Finds the times that a sentence names. Own rules: field expressions need the report's day, and cost microseconds."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from nlp.dates.anchored import ANCHORED
from nlp.dates.relative import RELATIVE
from nlp.dates.spans import DateSpan, Rule
from nlp.dates.words import MONTH_NAMES, UNIT_DAYS, WEEKDAY_NAMES, one_of
from nlp.dates.written import WRITTEN
from nlp.folding import fold
from schemas.annotation import DatePrecision

_FUTURE = re.compile(r"\b(?:next|coming|prochaine?|will|planned|prevue?s?)\b")
_FUTURE_REACH = 12
_WORDS = (
    "today", "yesterday", "overnight", "tonight", "morning", "evening", "afternoon", "night", "week", "month", "year",
    "day", "later", "since", "aujourd", "hier", "veille", "lendemain", "nuit", "matin", "soir", "apres-midi", "semaine",
    "mois", "jour", "annee", "depuis", "noel", "nouvel an", "sylvestre", "christmas", "ramadan",
)  # fmt: skip
_SINCE = re.compile(r"\b(?:since|depuis|as of|a partir d[eu]|from)(?: the| le| la| l'| last| at least| au moins)*\s*$")
_ONWARDS = re.compile(r"\s*(?:onwards?|to date|until now|till now|jusqu'(?:a present|ici|a maintenant))\b")
_SINCE_REACH = 24


class FoundDate(NamedTuple):
    """A time that a text names: first and last day, how exactly, and where in the folded sentence it stands."""

    first: date
    last: date
    position: int
    end: int
    precision: DatePrecision


class _Compiled(NamedTuple):
    """A rule with the hint without which it cannot match: most sentences hold few hints, so most rules rest."""

    hint: str
    pattern: re.Pattern[str]
    read: Callable[..., DateSpan]
    is_bound: bool


_HINTS = {
    "month": re.compile(rf"(?:{MONTH_NAMES})(?![a-z])"),
    "weekday": re.compile(rf"\b(?:{WEEKDAY_NAMES})"),
    "unit": re.compile(rf"\b(?:{one_of(UNIT_DAYS)})(?:s|es)?\b"),
    "digit": re.compile(r"\d"),
}


def _compiled(rules: tuple[Rule, ...], *, is_bound: bool) -> Iterator[_Compiled]:
    for pattern, read in rules:
        groups = (hint for hint in ("month", "weekday", "unit") if f"(?P<{hint}>" in pattern)
        hint = next(groups, "digit" if r"\d" in pattern else "word")
        numeric_month = hint == "month" and MONTH_NAMES not in pattern
        yield _Compiled("digit" if numeric_month else hint, re.compile(pattern), read, is_bound)


_RULES = (
    *_compiled(ANCHORED, is_bound=True),
    *_compiled(WRITTEN, is_bound=False),
    *_compiled(RELATIVE, is_bound=False),
)


def find_dates(sentence: str, reference: date, anchor: DateSpan | None = None) -> list[FoundDate]:
    """Return the times named in `sentence`, in order of place; `reference` is the day the report speaks from.

    Words such as `the next day` count from the time named before them in the sentence, else from `anchor`, the one
    named in what was read before. Times after the day that follows `reference` are plans and left out, as are days
    that do not exist. A day without a year is the one nearest to `reference`.
    """
    latest = reference + timedelta(days=1)
    return [each for each in _in_order(fold(sentence), reference, anchor) if each.first <= latest]


def counts_from_before(sentence: str) -> bool:
    """Tell whether a sentence has words such as `the next day`, which count from a time named before."""
    folded = fold(sentence)
    hints = _hints(folded)
    return any(rule.is_bound and rule.hint in hints and rule.pattern.search(folded) for rule in _RULES)


def _in_order(folded: str, reference: date, anchor: DateSpan | None) -> Iterator[FoundDate]:
    """Yield the times by place, each of which the words that follow it may count from."""
    for match, rule in sorted(_matches(folded), key=lambda each: each[0].start()):
        if rule.is_bound:
            span = _read(rule.read, match, reference, anchor)
        else:
            span = None if _is_to_come(match) else _read(rule.read, match, reference)
        if span is not None:
            span = _until_now(match, span, reference)
            anchor = span
            yield FoundDate(span.first, span.last, match.start(), match.end(), span.precision)


def _matches(folded: str) -> Iterator[tuple[re.Match[str], _Compiled]]:
    """Yield what the rules match; of overlapping matches the first rule's stands."""
    hints = _hints(folded)
    taken: list[tuple[int, int]] = []
    for rule in _RULES:
        for match in rule.pattern.finditer(folded) if rule.hint in hints else ():
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield match, rule


def _hints(folded: str) -> set[str]:
    hints = {hint for hint, pattern in _HINTS.items() if pattern.search(folded)}
    return hints | {"word"} if any(word in folded for word in _WORDS) else hints


def _is_to_come(match: re.Match[str]) -> bool:
    around = match.string[max(0, match.start() - _FUTURE_REACH) : match.end() + _FUTURE_REACH]
    return _FUTURE.search(around) is not None


def _read(read: Callable[..., DateSpan], match: re.Match[str], *days: object) -> DateSpan | None:
    """Read a match; a day that does not exist gives nothing."""
    try:
        return read(match, *days)
    except (ValueError, OverflowError):
        return None


def _until_now(match: re.Match[str], span: DateSpan, reference: date) -> DateSpan:
    """`Since Monday` and `from Monday onwards` reach to the day of the report."""
    before = match.string[max(0, match.start() - _SINCE_REACH) : match.start()]
    cue = _SINCE.search(before)
    is_open = cue is not None and not cue.group().lstrip().startswith("from")
    if is_open or (cue is not None and _ONWARDS.match(match.string, match.end())):
        return span._replace(last=max(span.last, reference))
    return span
