"""Cuts a sentence where another place or time begins: `in Alpha men looted, in Bravo girls were taken`."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from nlp.dates.find import FoundDate
from nlp.folding import fold_words, word_set
from nlp.numbers import find_counts
from nlp.people_words import PEOPLE
from schemas.annotation import PlaceMention

_WIDE_KM = 15.0
_JOINT = (
    r"(?:and|et|while|whereas|then|but|puis|mais|tandis qu(?:e|['’])|alors qu(?:e|['’])|ou|or|as well as|ainsi que)"
)
_LEADS = r"(?:(?:in|at|on|à|a|au|aux|dans|en|le|la|les|by|for|the|since|depuis|during|qu['’]|village|de|of|d['’])\s*)"
_OPENS = re.compile(rf"(?:,\s*(?:{_JOINT}\s*)?|\s{_JOINT}\s+)(?P<leads>{_LEADS}*)$", re.IGNORECASE)
_STOP = re.compile(r"[;•]")
_NAMED_BY = re.compile(r"\s*(?:\([^()]{0,30}\)\s*)?[:–—]")
_REACH = 40
_SMALL_WORDS = word_set(
    "in at on a au aux dans en le la les by for the since depuis during and et then puis while of de d du des also "
    "aussi near pres around vers night nuit about environ one un une again encore as well"
)
_MOST_OTHER_WORDS = 0


class Piece(NamedTuple):
    """A part of a sentence, within which a place or a time belongs to a sign."""

    start: int
    end: int


def cut_sentence(
    text: str, start: int, end: int, mentions: Sequence[PlaceMention], dates: Sequence[FoundDate]
) -> list[Piece]:
    """Return the pieces of a sentence: a semicolon ends one, and so does a second place or time with a word before."""
    cuts = {match.end() for match in _STOP.finditer(text, start, end)}
    marks = sorted([(each.start, each) for each in mentions] + [(each.position, each) for each in dates], key=_position)
    seen_place: PlaceMention | None = None
    seen_date = False
    opened = start
    for position, mark in marks:
        if any(opened < cut <= position for cut in cuts):
            opened, seen_place, seen_date = max(cut for cut in cuts if cut <= position), None, False
        is_place = isinstance(mark, PlaceMention)
        again = _is_another(seen_place, mark) if isinstance(mark, PlaceMention) else seen_date
        if again and (cut := _opening(text, opened, position, is_place=is_place)):
            cuts.add(cut)
            opened, seen_place, seen_date = cut, None, False
        seen_place = mark if isinstance(mark, PlaceMention) else seen_place
        seen_date = seen_date or not is_place
    edges = [start, *sorted(cuts), end]
    return [Piece(first, last) for first, last in pairwise(edges) if first < last]


def _position(mark: tuple[int, object]) -> int:
    return mark[0]


def _is_another(seen: PlaceMention | None, mention: PlaceMention) -> bool:
    """Tell whether a place is a second one, and not the district around the first."""
    if seen is None or (mention.radius_km or 0) >= _WIDE_KM:
        return False
    return mention.name not in (seen.admin1, seen.admin2) and mention.latitude != seen.latitude


def _opening(text: str, opened: int, position: int, *, is_place: bool) -> int | None:
    """Return where the piece begins that a place or time opens, None where it only goes on with a list."""
    lead = _OPENS.search(text, max(opened, position - _REACH), position)
    if lead is None or (is_place and not lead["leads"]):
        return None
    return lead.start() + 1 if lead.start() > opened else None


def lead_place(text: str, start: int, end: int, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the place that a line begins with as a label (`Alpha, 9 Feb: ...`), or that a row of a table has."""
    if not mentions:
        return None
    first = mentions[0]
    if "|" in text[start:end] or "\t" in text[start:end]:
        return first
    before = text[start : first.start].strip(" \t-*•–.)(#0123456789")
    after = text[first.end : min(end, first.end + _REACH)]
    label = re.match(r"[^.;:]{0,36}?\s*(?::|–|—)", after)
    return first if len(before) <= 1 and label else None


def goes_on(text: str, piece: Piece, taken: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a piece says no more than where, when and how many, and so goes on with the sign before it."""
    part = text[piece.start : piece.end]
    spans = [*taken, *((piece.start + each.position, piece.start + each.end) for each in find_counts(part))]
    left = [
        word.folded
        for word in fold_words(part)
        if not any(first <= piece.start + word.start < last for first, last in spans)
    ]
    return sum(not _is_small(word) for word in left) <= _MOST_OTHER_WORDS


def _is_small(word: str) -> bool:
    return word in _SMALL_WORDS or word in PEOPLE or word.isdigit()
