"""Hours and parts of the day: `at 0630`, `vers 18 h`, `at dusk`, `nuitamment`."""

import re
from typing import NamedTuple

from nlp.folding import fold
from schemas.annotation import TimeOfDay

_CLOCK = re.compile(
    r"\b(?:(?P<h1>[01]?\d|2[0-3])[:h](?P<m1>[0-5]\d)(?:hrs?|z)?\b"
    r"|(?:at |around |about |vers )?(?P<h2>[01]\d|2[0-3])(?P<m2>[0-5]\d) ?(?:hrs?|hours|h|z)\b"
    r"|\bat (?P<h3>[01]\d|2[0-3])(?P<m3>[0-5]\d)\b"
    r"|\b(?P<h4>[01]?\d|2[0-3]) ?(?P<half>am|pm|a\.m\.|p\.m\.|o'clock|heures?\b|h\b)(?! de (?:marche|route|moto|"
    r"pirogue)))"
)
_DTG = re.compile(r"\b\d\d ?(?P<h1>[01]\d|2[0-3])(?P<m1>[0-5]\d) ?[a-z]? ?(?:jan|feb|fev|mar|apr|avr|may|mai|jun|"
    r"jul|aug|aou|"
                  r"sep|oct|nov|dec)")  # fmt: skip
_DURATION = re.compile(r"\b(?:for|during|within|after|pendant|apres|durant|en)\s*$")
_PARTS: dict[TimeOfDay, str] = {
    "night": r"at night|by night|night|overnight|midnight|nuit|nuitamment|minuit|nocturnes?",
    "morning": r"dawn|daybreak|sunrise|morning|aube|petit matin|matin|matinee",
    "evening": r"dusk|sunset|nightfall|evening|crepuscule|tombee de la nuit|soir|soiree|coucher du soleil",
    "day": r"midday|noon|afternoon|daylight|midi|apres-midi|en plein jour|en journee",
}
_PART = re.compile(
    r"\b(?P<evening_first>tombee de la nuit)\b|"
    + "|".join(rf"\b(?P<{part}>{words})\b" for part, words in _PARTS.items())
)
_NOT_WHEN = re.compile(r"\b(?:pass(?:e|ent|ed|er)? la|spen[dt]s? the|slept? (?:there )?|deux|trois|two|three|\d) ?$")


class FoundHour(NamedTuple):
    """An hour or part of the day, and where in the folded sentence it stands; `hour` is None for a part alone."""

    part: TimeOfDay
    hour: int | None
    minute: int
    position: int


def find_hours(sentence: str) -> list[FoundHour]:
    """Return the hours that a sentence names, else the parts of the day, in order of place."""
    folded = fold(sentence)
    clocks = [*_clocks(folded)]
    return clocks or [
        _part(match) for match in _PART.finditer(folded) if not _NOT_WHEN.search(folded, 0, match.start())
    ]


def _clocks(folded: str) -> list[FoundHour]:
    if not any(character.isdigit() for character in folded):
        return []
    matches = [match for pattern in (_DTG, _CLOCK) for match in pattern.finditer(folded)]
    found = (_clock(match) for match in matches if not _is_duration(folded, match))
    return sorted((each for each in found if each.hour is not None and each.hour < 24), key=lambda each: each.position)


def _is_duration(folded: str, match: re.Match[str]) -> bool:
    """`For 3 hours` says how long, not when."""
    half = match.groupdict().get("half") or ""
    return half.startswith("h") and _DURATION.search(folded[: match.start()]) is not None


def _clock(match: re.Match[str]) -> FoundHour:
    groups = match.groupdict()
    hour = next(int(value) for name, value in groups.items() if name.startswith("h") and name != "half" and value)
    minute = next((int(value) for name, value in groups.items() if name.startswith("m") and value), 0)
    half = groups.get("half") or ""
    hour += 12 if half.startswith("p") and hour < 12 else 0
    hour -= 12 if half.startswith("a") and hour == 12 else 0
    return FoundHour(part_of(hour), hour, minute, match.start())


def part_of(hour: int) -> TimeOfDay:
    """Return the part of the day of an hour: night from 20 to 5 (design)."""
    return "night" if hour >= 20 or hour < 5 else "morning" if hour < 11 else "day" if hour < 17 else "evening"


def _part(match: re.Match[str]) -> FoundHour:
    if match["evening_first"]:
        return FoundHour("evening", None, 0, match.start())
    part = next(part for part in _PARTS if match[part])
    return FoundHour(part, None, 0, match.start())
