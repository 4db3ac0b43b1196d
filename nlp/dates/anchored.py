"""Rules for dates that count from a time named before: `two days later`, `le lendemain`, `that night`."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from nlp.dates.relative import told_back
from nlp.dates.spans import DateSpan, Rule
from nlp.dates.words import COUNT, UNIT

_AnchoredReader = Callable[[re.Match[str], date, DateSpan | None], DateSpan]


def _needed(anchor: DateSpan | None) -> DateSpan:
    if anchor is None:
        raise ValueError("no time was named before")
    return anchor


def _days_on(days: int) -> _AnchoredReader:
    """Return a reader of words that are so many days from the time before."""

    def read(match: re.Match[str], reference: date, anchor: DateSpan | None) -> DateSpan:
        day = _needed(anchor).last if days > 0 else _needed(anchor).first
        return DateSpan(day + timedelta(days=days), day + timedelta(days=days), _needed(anchor).precision)

    return read


def _day_before(match: re.Match[str], reference: date, anchor: DateSpan | None) -> DateSpan:
    """Read `la veille`: the day before the time named, else before the day of the report."""
    day = (anchor.first if anchor else reference) - timedelta(days=1)
    return DateSpan(day, day)


def _same(match: re.Match[str], reference: date, anchor: DateSpan | None) -> DateSpan:
    return _needed(anchor)


def _later(match: re.Match[str], reference: date, anchor: DateSpan | None) -> DateSpan:
    return told_back(match, _needed(anchor).last, forwards=True)


def _earlier(match: re.Match[str], reference: date, anchor: DateSpan | None) -> DateSpan:
    return told_back(match, anchor.first if anchor else reference)


def _since_then(match: re.Match[str], reference: date, anchor: DateSpan | None) -> DateSpan:
    first = _needed(anchor).first
    return DateSpan(first, max(first, reference), _needed(anchor).precision)


ANCHORED: tuple[Rule, ...] = (
    (r"\b(?:the )?(?:next|following) (?:day|night|morning|evening)\b|\bthe day after\b(?! tomorrow)|"
     r"\b(?:le|du) lendemain\b|\b(?:le jour|la nuit|le matin) suivante?\b", _days_on(1)),
    (r"\bsurlendemain\b", _days_on(2)),
    (r"\bla veille\b|\bthe (?:day|night|evening) before\b(?! (?:yesterday|last))", _day_before),
    (r"\b(?:the |that )same (?:day|night|morning|evening|week)\b|\bthat (?:day|night|morning|evening)\b|"
     r"\b(?:le|la) meme (?:jour|nuit|soir|semaine)\b|\bce (?:jour|soir|matin)-la\b|\bcette nuit-la\b", _same),
    (rf"\b{COUNT} {UNIT} (?:later|after|afterwards|plus tard|apres)\b", _later),
    (rf"\b{COUNT} {UNIT} (?:earlier|before|prior|previously|auparavant|plus tot|avant)\b", _earlier),
    (r"\bsince (?:then|that (?:day|night))\b|\bsince(?=\s*[.;,)]|\s*$)|\bdepuis(?=\s*[.;,)]|\s*$)|"
     r"\bdepuis (?:lors|cette (?:date|nuit)|ce (?:jour|moment))\b", _since_then),
)  # fmt: skip
