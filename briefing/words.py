"""The page's own words in each language, and dates, spans and counts written in them."""

from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Language = Literal["en", "fr"]
Words = dict[str, Any]


@cache
def load_words(language: Language) -> Words:
    """Return the page's words in `language`; both languages have the same keys."""
    text = files("briefing").joinpath("words.yaml").read_text(encoding="utf-8")
    words: Words = yaml.safe_load(text)[language]
    return words


def day_text(moment: date, words: Words) -> str:
    """Return the day of `moment`, with its month as a word: `2 Mar 2026`."""
    return f"{short_day_text(moment, words)} {moment.year}"


def short_day_text(moment: date, words: Words) -> str:
    """Return the day of `moment` without its year: `2 Mar`."""
    return f"{moment.day} {words['months'][moment.month - 1]}"


def moment_text(moment: datetime, words: Words) -> str:
    """Return `moment` to the minute with its offset from UTC: `2 Mar 2026 06:00 UTC`."""
    return f"{day_text(moment, words)} {moment:%H:%M %Z}"


def span_text(start: datetime, end: datetime, words: Words) -> str:
    """Return the days from `start` to `end`, or the one day that both are."""
    if start.date() == end.date():
        return day_text(start, words)
    first = short_day_text(start, words) if start.year == end.year else day_text(start, words)
    return f"{first} – {day_text(end, words)}"


def days_between(start: datetime, end: datetime) -> int:
    """Return the whole days from `start` to `end`."""
    return (end - start) // timedelta(days=1)


def counted(number: float, forms: list[str], language: Language) -> str:
    """Return the form of `forms` (one, many) for `number`, with the number in it; French has one below two."""
    one = number < 2 if language == "fr" else number == 1
    return forms[0 if one else 1].format(n=int(number) if number == int(number) else number)


def late_text(late: timedelta, words: Words, language: Language) -> str:
    """Return how late something is, in whole hours up to two days, then in days."""
    unit, length = ("hours", timedelta(hours=1)) if late < timedelta(days=2) else ("days", timedelta(days=1))
    return counted(late // length, words["late"][unit], language)
