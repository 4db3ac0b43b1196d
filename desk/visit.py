"""What a page is asked, and what it may answer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from desk.sessions import Session
from desk.words import Words
from pipeline.parts import Parts
from pipeline.queues import NameInReport
from schemas.protection import Level, Profile, Tlp, highest_level, strictest_tlp
from schemas.status import UnplacedTotal

LONGEST_TEXT = 2000


class Form(Protocol):
    """The fields of a form; one name may stand for several values."""

    def getlist(self, key: Any) -> list[Any]:
        """Return all values of a name."""


class Found(NamedTuple):
    """The names in doubt and the names without a place, as they were at a moment."""

    at: datetime
    doubtful: list[NameInReport]
    unplaced: list[UnplacedTotal]


class Visit(NamedTuple):
    """One user asking for one page; `memory` holds what takes long to find, by profile."""

    parts: Parts
    session: Session
    profile: Profile
    words: Words
    path: Mapping[str, Any]
    query: Mapping[str, str]
    form: Form
    now: datetime
    memory: dict[str, Found]

    @property
    def user(self) -> str:
        """The name that an answer is kept under."""
        return self.session.user

    def many(self, name: str) -> list[str]:
        """Return the filled-in values of a field."""
        values = [str(value).strip()[:LONGEST_TEXT] for value in self.form.getlist(name)]
        return [value for value in values if value]

    def one(self, name: str, otherwise: str = "") -> str:
        """Return the first filled-in value of a field."""
        return next(iter(self.many(name)), otherwise)

    def needed(self, name: str) -> str:
        """Return the value of a field; raises `Refused` where it was left empty."""
        value = self.one(name)
        if not value:
            raise Refused(422, "empty")
        return value


class Refused(Exception):  # noqa: N818  it is no error of ours
    """The page is not given: the HTTP status, and which of the desk's own sentences says why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


class Marked(Protocol):
    """Anything that carries a level and a sharing mark."""

    @property
    def level(self) -> Level:
        """Its level."""

    @property
    def tlp(self) -> Tlp:
        """Its sharing mark."""


class Shown(NamedTuple):
    """A page: its template and what fills it, and what marks it.

    For the audit log it says which items it shows, and which names were searched for.
    """

    template: str
    fields: dict[str, Any]
    ids: Sequence[str] = ()
    marked: Iterable[Marked] = ()
    searched: Sequence[str] = ()


class Drawn(NamedTuple):
    """A picture."""

    svg: str
    ids: Sequence[str] = ()


class Sent(NamedTuple):
    """The browser is sent on to another page, as it is after every answer."""

    to: str


Answer = Shown | Drawn | Sent


class Marking(NamedTuple):
    """The level and sharing mark on top and bottom of a page."""

    level: Level
    tlp: Tlp


def marking_of(marked: Iterable[Marked], profile: Profile) -> Marking:
    """Return the highest level and narrowest mark of all that is shown (rule D03).

    Where nothing marked is shown it is the profile's highest level, and AMBER+STRICT (rule D19).
    """
    items = list(marked)
    if not items:
        return Marking(highest_level(profile.levels or (Level.UNCLASSIFIED,)), Tlp.AMBER_STRICT)
    return Marking(highest_level(item.level for item in items), strictest_tlp(item.tlp for item in items))


def local_path(asked: str) -> str:
    """Return `asked` where it is a path of the desk, else nothing: nobody is sent elsewhere."""
    is_ours = asked.startswith("/") and not asked.startswith(("//", "/\\")) and asked.isprintable()
    return asked if is_ours else ""
