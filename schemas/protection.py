"""Levels, sharing marks and access profiles: who may see what."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from schemas.base import Item


class Level(StrEnum):
    """Classification of an item (ST/SGB/2007/6), lowest first."""

    UNCLASSIFIED = "unclassified"
    CONFIDENTIAL = "confidential"
    STRICTLY_CONFIDENTIAL = "strictly_confidential"


class Tlp(StrEnum):
    """Traffic light protocol 2.0, widest sharing first."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    RED = "RED"


def highest_level(levels: Iterable[Level]) -> Level:
    """Return the highest of `levels`; a derived item carries the highest of its parts (rule D03)."""
    return max(levels, key=list(Level).index)


def strictest_tlp(marks: Iterable[Tlp]) -> Tlp:
    """Return the narrowest of `marks`."""
    return max(marks, key=list(Tlp).index)


MaskNames = Callable[[str, str], list[tuple[int, int]]]
"""Finds names of persons: takes one paragraph and its language, returns (start, end) in code points."""


class Profile(Item):
    """What a group of users may see; links, incidents and warnings are computed once per profile."""

    name: str
    levels: tuple[Level, ...]


ANALYST = Profile(name="analyst", levels=(Level.UNCLASSIFIED, Level.CONFIDENTIAL))
PROTECTED = Profile(name="protected", levels=tuple(Level))
PROFILES: dict[str, Profile] = {profile.name: profile for profile in (ANALYST, PROTECTED)}
