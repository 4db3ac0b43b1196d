"""The audit log: who read or answered what, when, and for what purpose."""

from typing import Literal

from schemas.base import Item, Moment

Outcome = Literal["shown", "asked", "refused", "failed"]


class Audited(Item):
    """One thing that somebody did: read (`shown`), answered (`asked`), was refused, or tried in vain.

    `ids` are those of the items that were shown or answered about. `searched` holds keyed hashes of names that were
    searched for, never the names: who holds the key can ask whether one name was searched for, and nobody else.
    """

    at: Moment
    who: str
    role: str
    door: str
    what: str
    outcome: Outcome
    purpose: str
    ids: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()


class AuditLine(Audited):
    """A line of the log: its number, the seal of the line before it, and its own seal over all the rest."""

    number: int
    previous: str
    seal: str = ""
