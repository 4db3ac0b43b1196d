"""Patterns and the warnings that are raised from them."""

from enum import StrEnum
from typing import Literal

from schemas.annotation import Answer, Assertion
from schemas.annotation import ToldLanguage as ToldLanguage
from schemas.base import Item, Latitude, Longitude, Moment, Probability
from schemas.protection import Level, Tlp
from schemas.route import Route
from schemas.source import Reliability, SourceType

WarningStatus = Literal["open", "acknowledged", "acted", "closed", "stepped_down"]
LIVE: tuple[WarningStatus, ...] = ("open", "acknowledged", "acted")
"""What a warning is until a person closes it or it is stepped down."""
Outcome = Literal["true", "false", "unknown"]
WhatIssued = Literal["raised", "added", "raised_level", "escalated", "stepped_down"]
WhatDecided = Literal["acknowledged", "acted", "closed", "answered", "explained", "released"]


class AlertLevel(StrEnum):
    """How urgent a warning is, lowest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Area(Item):
    """Where: the circle that holds the signs."""

    name: str
    admin1: str | None = None
    admin2: str | None = None
    place_id: str | None = None
    latitude: Latitude
    longitude: Longitude
    radius_km: float


class Evidence(Item):
    """One sign behind a pattern: what, where, when, the words, and both grades, never merged into one.

    `quote_in` is filled only where the words are ours, as those of a clinic count, never a source's.
    """

    event_id: str | None = None
    count_id: str | None = None
    key: str
    indicators: tuple[str, ...]
    kind: str
    status: Assertion
    quote: str
    quote_in: dict[ToldLanguage, str] = {}
    place_name: str
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    occurred_from: Moment
    occurred_to: Moment
    source_type: SourceType
    originator: str
    reliability: Reliability
    credibility: int
    level: Level
    tlp: Tlp
    weight: float
    stated_reason: str | None = None
    unverified_translation: bool = False
    crsv: Answer = "false"
    trafficking: Answer = "false"


class Pattern(Item):
    """What one detector sees in one area and window; a hypothesis, not a fact. `route` is the way it sees, if any."""

    id: str
    detector: str
    profile: str
    area: Area
    window_from: Moment
    window_to: Moment
    score: Probability
    indicators: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    reasons: tuple[str, ...]
    reasons_in: dict[ToldLanguage, tuple[str, ...]] = {}
    route: Route | None = None
    independent_origins: int
    level: Level
    tlp: Tlp


class Verdict(Item):
    """Whether a warning touches CRSV or trafficking, decided apart, with the reason.

    `answer` is true where an event behind it was decided true, possible where one was decided possible or the signs
    warn of it. It is `indicated` unless false.
    """

    indicated: bool
    answer: Answer = "false"
    reason: str


class HistoryLine(Item):
    """What changed when, in words; `by` whom, and in which decision, where a person changed it."""

    at: Moment
    what: WhatIssued | WhatDecided
    alert_level: AlertLevel
    reason: str
    reason_in: dict[ToldLanguage, str] = {}
    by: str = ""
    decision_id: str | None = None


class Warning(Item):
    """A hedged statement that something may be coming, where, when, and why we think so.

    What was issued and what people decided about it since, together. `updated_at` is when what it says last changed.
    `acknowledged_at` and `acted_at` answer the alert level that it has now: a rise opens it again. `escalated_to` are
    those who were told next, in order, since nobody answered in time; a rise is news to all of them. The open question
    stands until `answer`; `explanation` is what accounts for the signs. A tear line is what a person released of a
    higher profile's warning.
    """

    id: str
    profile: str
    raised_at: Moment
    updated_at: Moment
    area: Area
    window_from: Moment
    window_to: Moment
    alert_level: AlertLevel
    status: WarningStatus
    score: Probability
    statement: str
    evidence: tuple[Evidence, ...]
    reasons: tuple[str, ...]
    reasons_in: dict[ToldLanguage, tuple[str, ...]] = {}
    detectors: tuple[str, ...]
    indicators: tuple[str, ...]
    independent_origins: int
    crsv: Verdict
    trafficking: Verdict
    not_known: tuple[str, ...]
    open_question: str
    probes: tuple[str, ...]
    addressee: str
    referral_note: str
    level: Level
    tlp: Tlp
    acknowledge_by: Moment | None = None
    act_by: Moment | None = None
    acknowledged_at: Moment | None = None
    acted_at: Moment | None = None
    ended_at: Moment | None = None
    outcome: Outcome | None = None
    escalated_to: tuple[str, ...] = ()
    answer: str = ""
    explanation: str = ""
    released_to: tuple[str, ...] = ()
    tear_line: bool = False
    history: tuple[HistoryLine, ...]


class WarningEntry(Item):
    """One line of a warning's history, as appended to the `warnings` topic and never changed.

    `warning` is the whole warning as it stood after this entry.
    """

    id: str
    warning_id: str
    at: Moment
    what: WhatIssued
    reason: str
    warning: Warning


class TearLine(Item):
    """What a person releases of a warning to a lower profile: area, window and level, in whole districts and days."""

    to_profile: str
    area: Area
    window_from: Moment
    window_to: Moment
    alert_level: AlertLevel
    addressee: str


class LifeStep(Item):
    """The warning that a decision is about, as the person saw it, and what they say of it.

    `text` is what was sent, the answer to the open question, or what accounts for the signs.
    """

    warning_id: str
    profile: str
    alert_level: AlertLevel
    text: str = ""
    outcome: Outcome | None = None
    tear_line: TearLine | None = None
