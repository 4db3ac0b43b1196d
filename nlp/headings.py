"""Headings that name a place or a day for the lines under them: `2. Tandjiro`, `Monday 10 February`, `Date: 14 Feb`."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from nlp.dates.find import FoundDate, find_dates
from nlp.folding import fold_words, word_set
from nlp.places.words import CUE_WORDS, LINK_WORDS, TYPE_WORDS, is_direction
from schemas.annotation import PlaceMention

_LINE = re.compile(r"[^\n]+")
_FIELD = re.compile(
    r"\s*(?:dates?|dtg|period covered|period|période|unit location|location|lieu|localité|place|village)\s*:",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"[;!?|\t]|:\s*\w|\.\s*$")
_LABEL = re.compile(r"\s*(?:\(?(?:\d{1,2}|[A-Za-z])\s?[.)]\s*)+")
_USUAL = word_set(
    "sitrep report reports daily weekly monthly overview protection summary incidents incident date dates period "
    "covered team site sector zone secteur rapport compte rendu apercu hebdomadaire quotidien mensuel situation "
    "section area "
    "areas patrol patrouille update bulletin note location unit lieu jour day week semaine signales reported and et "
    "dtg "
    "periode localite place events evenements"
)
_KNOWN = _USUAL | TYPE_WORDS.keys() | LINK_WORDS | CUE_WORDS
_LONGEST = 90
_MOST_OTHER_WORDS = 2


class Heading(NamedTuple):
    """What holds for the lines from `start` on: the places and the time that headings above them name."""

    start: int
    places: tuple[PlaceMention, ...] = ()
    date: FoundDate | None = None


def read_headings(
    text: str, mentions: Sequence[PlaceMention], hit_starts: Sequence[int], reference: date
) -> list[Heading]:
    """Return the headings in order, each with what still holds of those above it; `mentions` are in order of place.

    A heading is a short line without a sign that says little but where or when.
    """
    found = [Heading(0)]
    starts = [each.start for each in mentions]
    for match in _LINE.finditer(text) if "\n" in text else ():
        start, end = match.span()
        if end - start > _LONGEST or bisect_left(hit_starts, start) != bisect_left(hit_starts, end):
            continue
        here = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        places = tuple(each for each in here if not is_direction(text[start : each.start]))
        dates = find_dates(match.group(), reference)
        if (places or dates) and _is_heading(match.group(), start, here, dates):
            above = found[-1]
            found.append(Heading(end, places or above.places, dates[0] if dates else above.date))
    return found


def _is_heading(line: str, start: int, mentions: Sequence[PlaceMention], dates: Sequence[FoundDate]) -> bool:
    if _FIELD.match(line):
        return True
    rest = line[label.end() :] if (label := _LABEL.match(line)) else line
    if _CONTENT.search(rest.rstrip(" *#_")):
        return False
    taken = [(each.start - start, each.end - start) for each in mentions]
    taken += [(each.position, each.end) for each in dates]
    words = (word for word in fold_words(line) if not any(first <= word.start < last for first, last in taken))
    return sum(word.folded not in _KNOWN and not word.folded.isdigit() for word in words) <= _MOST_OTHER_WORDS
