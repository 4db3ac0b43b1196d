"""Levels, sharing marks and access profiles: who may see what."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Protocol

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


class Audience(StrEnum):
    """Whom an item is for among those who may see its level; advisers and analysts are in every audience."""

    ALL = "all"
    HUMANITARIAN = "humanitarian"
    """Kept apart from the military (rule D34)."""
    MISSION = "mission"
    """Not for partners: it shows where patrols go (rule D35), or may not leave the organisation (rule D19)."""
    STAFF = "staff"
    """For advisers and analysts alone."""


def stated_audience(text: str | None) -> Audience | None:
    """Return the audience that a row states of itself; words that are not known are taken for the narrowest.

    `humanitarian only` (`humanitaire`) is kept apart from the military, `public` and nothing are its source's own.
    """
    said = (text or "").casefold().strip()
    if said in ("", "public", "all", "tous"):
        return None
    return Audience.HUMANITARIAN if said.startswith("humanita") else Audience.STAFF


def narrower(left: Audience, right: Audience) -> Audience:
    """Return the audience of those who are in both."""
    if Audience.ALL in (left, right) or left is right:
        return right if left is Audience.ALL else left
    return Audience.STAFF


def scope_named(level: Level, audience: Audience) -> str:
    """Return the scope in which the index keeps what has this level and audience.

    What is strictly confidential is for one profile alone, whatever its audience.
    """
    return level.value if audience is Audience.ALL or level is Level.STRICTLY_CONFIDENTIAL else audience.value


SCOPES = tuple(dict.fromkeys(scope_named(level, audience) for audience in Audience for level in Level))
"""Every scope of what sources said."""


def highest_level(levels: Iterable[Level]) -> Level:
    """Return the highest of `levels`; a derived item carries the highest of its parts (rule D03)."""
    return max(levels, key=list(Level).index)


def strictest_tlp(marks: Iterable[Tlp]) -> Tlp:
    """Return the narrowest of `marks`."""
    return max(marks, key=list(Tlp).index)


MaskNames = Callable[[str, str, bool], list[tuple[int, int]]]
"""Finds names of persons: takes one paragraph, its language, and whether to mask in doubt; returns (start, end)."""


class Ranked(Protocol):
    """What has a level and an audience."""

    @property
    def level(self) -> Level:
        """Its level."""

    @property
    def audience(self) -> Audience:
        """Whom it is for."""


class Profile(Item):
    """What a group of users may see; links, incidents and warnings are computed once per profile.

    A scope of an audience holds all levels below strictly confidential, so a profile has all of these or none. `tlp`
    marks what it is told that rests on nothing which has a mark of its own.
    """

    name: str
    levels: tuple[Level, ...]
    audiences: tuple[Audience, ...] = tuple(Audience)
    tlp: Tlp = Tlp.AMBER_STRICT

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes of what sources said that the profile may read."""
        own = {scope_named(level, audience) for level in self.levels for audience in self.audiences}
        return tuple(scope for scope in SCOPES if scope in own)

    def sees(self, item: Ranked) -> bool:
        """Tell whether the profile may see `item`."""
        return scope_named(item.level, item.audience) in self.scopes


def published_scopes(profile: Profile) -> list[str]:
    """Return the scopes of the sums of clinic counts that `profile` may read, small ones hidden."""
    return [scope for scope in profile.scopes if scope != Level.STRICTLY_CONFIDENTIAL.value]


OPEN_LEVELS = (Level.UNCLASSIFIED, Level.CONFIDENTIAL)
ANALYST = Profile(name="analyst", levels=OPEN_LEVELS)
PROTECTED = Profile(name="protected", levels=tuple(Level))
MILITARY = Profile(name="military", levels=OPEN_LEVELS, audiences=(Audience.ALL, Audience.MISSION))
PARTNER = Profile(name="partner", levels=OPEN_LEVELS, audiences=(Audience.ALL, Audience.HUMANITARIAN), tlp=Tlp.AMBER)
PROFILES: dict[str, Profile] = {profile.name: profile for profile in (ANALYST, PROTECTED, MILITARY, PARTNER)}
