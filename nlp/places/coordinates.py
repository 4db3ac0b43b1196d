"""Coordinates as people write them in reports: decimal degrees, degrees and minutes, degrees, minutes and seconds."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from schemas.geography import Position

_DEGREE_KM = 111.2
_HALF_UNIT = 0.71  # half of the last digit north and half east, together

_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_MINUTES = r"\d{1,2}(?:[.,]\d+)?"
_AXIS = rf"({_NUMBER})(?:\s*[°º]\s*|\s+)?(?:({_MINUTES})\s*['’′]?\s*(?:({_MINUTES})\s*(?:[\"”″]|''|’’)?)?)?"
_BEHIND = re.compile(rf"(?<![\w.,]){_AXIS}\s*([NS])\b[\s,;/]*{_AXIS}\s*([EWO])\b")
_BEFORE = re.compile(rf"\b([NS])\s?{_AXIS}[\s,;/]*([EWO])\s?{_AXIS}(?![\w])")
_SIGNED = r"(-?\d{1,3}(?:[.,]\d+)?)\s*°?"
_LABELLED = re.compile(
    rf"\blat(?:itude)?\.?[\s:=]*{_SIGNED}[\s,;/]*(?:et\s+|and\s+)?lon(?:g|gitude)?\.?[\s:=]*{_SIGNED}", re.IGNORECASE
)
_DECIMAL = re.compile(r"(?<![\d.,-])(-?\d{1,2}\.\d{3,8})°?\s*[,;/]\s*(-?\d{1,3}\.\d{3,8})°?(?![\d.]*\d)")
_FRENCH_DECIMAL = re.compile(r"(?<![\d.,-])(-?\d{1,2},\d{4,8})°?\s*[;/\s]\s*(-?\d{1,3},\d{4,8})°?(?![\d,]*\d)")


class Fix(NamedTuple):
    """A position in a text: characters `start` to `end`, exact to `precision_km` as it is written."""

    start: int
    end: int
    position: Position
    precision_km: float


def find_coordinates(text: str) -> Iterator[Fix]:
    """Yield the coordinates of a text in their order; those that lie nowhere on the globe are left out."""
    if not any(character.isdigit() for character in text):
        return
    found = [fix for form, read in _FORMS for match in form.finditer(text) if (fix := read(match))]
    end = 0
    for fix in sorted(found, key=lambda each: (each.start, -each.end)):
        if fix.start >= end:
            yield fix
            end = fix.end


def _hemispheres_behind(match: re.Match[str]) -> Fix | None:
    *north, north_mark, east, east_minutes, east_seconds, east_mark = match.groups()
    return _fix(match, north, north_mark, [east, east_minutes, east_seconds], east_mark)


def _hemispheres_before(match: re.Match[str]) -> Fix | None:
    north_mark, *rest = match.groups()
    return _fix(match, rest[:3], north_mark, rest[4:], rest[3])


def _plain(match: re.Match[str]) -> Fix | None:
    return _fix(match, [match[1]], "", [match[2]], "")


_FORMS = (
    (_BEHIND, _hemispheres_behind),
    (_BEFORE, _hemispheres_before),
    (_LABELLED, _plain),
    (_DECIMAL, _plain),
    (_FRENCH_DECIMAL, _plain),
)


def _fix(
    match: re.Match[str], north: list[str | None], north_mark: str, east: list[str | None], east_mark: str
) -> Fix | None:
    """Return the fix of a latitude and a longitude in degrees, minutes and seconds; None off the globe.

    Whole degrees alone (`12 N 15 E`) are too coarse to be a place, and more often something else.
    """
    latitude, longitude = _degrees(north), _degrees(east)
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    precision = max(_precision_degrees(north), _precision_degrees(east))
    if precision >= 1:
        return None
    signed = Position(latitude * (-1 if north_mark == "S" else 1), longitude * (-1 if east_mark in ("W", "O") else 1))
    return Fix(*match.span(), signed, round(precision * _DEGREE_KM * _HALF_UNIT, 3))


def _degrees(parts: list[str | None]) -> float | None:
    numbers = [float(part.replace(",", ".")) for part in parts if part]
    if any(number >= 60 for number in numbers[1:]):
        return None
    return float(sum(number / 60.0**power for power, number in enumerate(numbers)))


def _precision_degrees(parts: list[str | None]) -> float:
    """Return the last digit's worth of what is written: of `4.25` a hundredth, of 4°15' a sixtieth of a degree."""
    written = [part for part in parts if part]
    decimals = len(written[-1].replace(",", ".").partition(".")[2])
    return float(60.0 ** (1 - len(written)) * 10.0**-decimals)
