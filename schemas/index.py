"""The index port: what analysts search and detectors count, on Elasticsearch or its embedded twin."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, Protocol, Self, TypeVar

from schemas.annotation import Annotation, Event
from schemas.base import Item, Latitude, Longitude, Moment
from schemas.linkage import Incident, Link
from schemas.report import Count, Report
from schemas.status import SourceStatus
from schemas.thread import ThreadMember
from schemas.warning import Pattern, Warning

Document = Report | Annotation | Event | Count | Link | Incident | ThreadMember | Pattern | Warning | SourceStatus
D = TypeVar("D", Report, Annotation, Event, Count, Link, Incident, ThreadMember, Pattern, Warning, SourceStatus)
Where = Mapping[str, str | Sequence[str]]


class Window(Item):
    """A half-open span of time on one date field: `since` <= field < `until`."""

    field: str
    since: Moment | None = None
    until: Moment | None = None


class Query(Item):
    """What an analyst asks; all parts hold together. `text` is matched in English and French, accents folded.

    `where` names fields of events as the index has them (`status`, `interviewer_sex`, `time_of_day`, `crsv`, ...) with
    the values of which one must hold.
    """

    text: str = ""
    since: Moment | None = None
    until: Moment | None = None
    near_latitude: Latitude | None = None
    near_longitude: Longitude | None = None
    within_km: float | None = None
    indicators: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    reliability: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = {}
    limit: int = 20


class Hit(Item):
    """One report found, with the events in it that answer the query.

    `credibility` is the best of their incidents, where it was asked for; `earlier` are events of sexual violence that
    came before nearby, where they were asked for.
    """

    report: Report
    events: tuple[Event, ...]
    distance_km: float | None = None
    credibility: int | None = None
    earlier: tuple[Event, ...] = ()


class CubeRow(Item):
    """One cell of a count cube: the values of the grouping fields, in their order, and how many documents."""

    group: tuple[str, ...]
    documents: int


class KeyCount(Item):
    """A blocking key, and how many events have it."""

    key: str
    events: int


Grouping = Literal[
    "place_id",
    "cell",
    "admin2",
    "day",
    "ingested_day",
    "indicators",
    "kind",
    "source_type",
    "originator",
    "topic",
    "facility_id",
]


class Index(Protocol):
    """Documents by kind (their class) and scope: a level for what sources said, a profile's name for what is derived.

    An index is made on first use per kind and scope. A scope that was never written answers as empty. What was put or
    deleted is seen by reads after `refresh`, at the latest. Every method raises `RetryableError` where the service does
    not answer.
    """

    def make(self) -> None:
        """Make the index of every kind and scope, for tools that ask by name before anything is written."""

    def put(self, documents: Iterable[Document]) -> None:
        """Insert `documents`, or replace those of the same id in the same kind and scope."""

    def delete(self, kind: type[Document], scope: str, ids: Iterable[str]) -> None:
        """Delete by id; ids that are not there are passed over."""

    def get(self, kind: type[D], scopes: Iterable[str], ids: Iterable[str]) -> dict[str, D]:
        """Return the documents of `ids` that are there."""

    def find(
        self, kind: type[D], scopes: Iterable[str], where: Where | None = None, window: Window | None = None
    ) -> Iterator[D]:
        """Yield, in order of id, the documents whose keyword fields hold (one of) the values of `where`."""

    def candidates(self, scopes: Iterable[str], keys: Iterable[str], cap: int) -> dict[str, list[str]]:
        """Return the ids of events per blocking key, at most `cap` + 1 a key, so that an over-common key shows."""

    def common_keys(self, scopes: Iterable[str], *, more_than: int, most: int) -> list[KeyCount]:
        """Return the blocking keys of more than so many events, the most common first; `most` bounds how many."""

    def keys_beginning(self, scopes: Iterable[str], beginning: str) -> list[str]:
        """Return the blocking keys that begin so, in order."""

    def cube(
        self,
        kind: type[Document],
        scopes: Iterable[str],
        by: Sequence[Grouping],
        window: Window,
        where: Where | None = None,
    ) -> list[CubeRow]:
        """Count documents by the fields `by` within `window`, in order of group.

        A document of many values counts in each.
        """

    def search(self, scopes: Iterable[str], query: Query) -> list[Hit]:
        """Return the reports that answer `query`, best first; by distance where a place is given."""

    def refresh(self) -> None:
        """Make all that was written visible to reads."""

    def aside(self) -> Self:
        """Return an empty index to build anew beside this one, unseen by anybody; what an earlier one left is deleted.

        One at a time: it may take the place of this one, or be closed and left.
        """

    def become(self, aside: Self) -> None:
        """Let all that is in `aside` take the place of all that is here, at one moment; others may read meanwhile.

        Cut off before that moment, everything is as it was. `aside` is to be closed and not used any more.
        """

    def expunge(self) -> None:
        """Take what was deleted out of the index's own files too."""

    def close(self) -> None:
        """Give back connections and files."""
