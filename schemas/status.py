"""How the sources are: what came, what became of it, and who has fallen silent."""

from datetime import date
from typing import Literal

from schemas.base import Item, Moment
from schemas.landing import Fate
from schemas.protection import Audience, Level

SourceState = Literal["on_time", "never", "silent", "too_few", "stopped"]


class SourceStop(Item):
    """A source that is not pulled any more, until a person lifts the stop: too many of its rows were refused.

    Its messages wait on the topic. `since` is the time of the last message read. One that a person stopped after an
    incident with data `is_hidden` as well, since then: nothing of it is shown (rule D21).
    """

    topic: str
    since: Moment
    reason: str
    is_hidden: bool = False
    lifted: bool = False


class SourceStatus(Item):
    """One source, in the level of what it sends: how many rows a clinic sent is shown to those who may see the rows.

    `silent_since` is set where nothing came for longer than it is expected to stay away; `rows_in_period` counts what
    came within that time, of which `least_rows` are expected. `last_refusal` says why the last refused row was refused.
    """

    topic: str
    level: Level
    audience: Audience = Audience.STAFF
    state: SourceState
    lag_messages: int
    last_report_at: Moment | None
    expected_every_days: float
    silent_since: Moment | None
    rows_in_period: int
    least_rows: int
    rows_by_fate: dict[Fate, int]
    last_refusal: str | None = None
    last_refusal_at: Moment | None = None
    stop: SourceStop | None = None


class UnplacedTotal(Item):
    """A name that could not be placed: in how many reports, on which topics, the latest day, and one report's key."""

    name: str
    reports: int
    topics: tuple[str, ...]
    latest: date
    example_key: str


class Status(Item):
    """All sources as of `at`, where the run stands, and how many names with evidence of a place have none.

    `unread_languages` counts the reports by language that were not read for places and signs.
    """

    at: Moment
    sources: tuple[SourceStatus, ...]
    unfinished_plan: str | None = None
    refusals: dict[str, int] = {}
    unplaced_names: int = 0
    unread_languages: dict[str, int] = {}
