"""Who may see and decide what: one table."""

from collections.abc import Container
from typing import NamedTuple

from schemas.protection import PROFILES, Profile

NOTHING = Profile(name="nothing", levels=())
"""The profile of a role that sees no report, or whose own profile this mission does not compute."""


class Role(NamedTuple):
    """A role: the access profile that it sees, and its rights."""

    profile: str
    rights: frozenset[str]


RIGHTS = """
right       analyst  protection_adviser  military_reader  humanitarian_partner  data_engineer  operator
reports     x        x                   x                -                     -              -
judge       x        x                   -                -                     -              -
place       x        x                   -                -                     -              -
warnings    x        x                   x                x                     -              -
act         x        x                   x                -                     -              -
answer      x        x                   x                -                     -              -
explain     x        x                   -                -                     -              -
release     -        x                   -                -                     -              -
catalogue   x        x                   -                -                     x              -
approve     -        x                   -                -                     -              -
sources     x        x                   -                -                     x              x
"""
"""reports: read threads. judge: links, threads, credibility. place: what a name stands for. warnings: read them.
act: acknowledge, act on, close a warning. answer: its open question. explain: what accounts for it. release: tell a
lower profile. catalogue: read proposed changes. approve: them. sources: see how the sources are."""

SEES = {
    "analyst": "analyst",
    "protection_adviser": "protected",
    "military_reader": "military",
    "humanitarian_partner": "partner",
    "data_engineer": NOTHING.name,
    "operator": NOTHING.name,
}


def _roles() -> dict[str, Role]:
    (_, *names), *rows = (line.split() for line in RIGHTS.strip().splitlines())
    return {
        name: Role(SEES[name], frozenset(right for right, *marks in rows if marks[column] == "x"))
        for column, name in enumerate(names)
    }


ROLES = _roles()


def profile_of(role: str, computed: Container[str] = PROFILES) -> Profile:
    """Return the profile that `role` sees; nothing where it is none of the profiles that the mission has `computed`."""
    name = ROLES[role].profile
    return PROFILES.get(name, NOTHING) if name in computed else NOTHING


def may(role: str, right: str) -> bool:
    """Tell whether `role` has `right`; an empty right is everyone's."""
    return not right or right in ROLES[role].rights
