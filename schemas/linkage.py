"""Links between events, incidents made of them, and what people decided."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import Field

from schemas.annotation import EventPlace, PeopleCount, ToldLanguage
from schemas.base import Item, Moment, Probability
from schemas.corrections import Correction
from schemas.protection import Level, Tlp
from schemas.warning import LifeStep

LinkStatus = Literal["linked", "possible", "confirmed", "rejected"]


class MatchLevel(Item):
    """How often a level of a comparison is seen among pairs that are one incident (m), and among those that are not."""

    m: Probability
    u: Probability


class MatchWeights(Item):
    """The estimated levels of every comparison, with what they were estimated on.

    `prior` is the share of pairs that are one incident among those that share a blocking key.
    """

    version: str
    estimated_on: str
    matches: int
    others: int
    prior: Probability
    levels: dict[str, dict[str, MatchLevel]]


class Reason(Item):
    """One comparison of two events: its sentence for the analyst and its match weight in bits."""

    comparison: str
    sentence: str
    sentence_in: dict[ToldLanguage, str] = {}
    weight: float


class Link(Item):
    """A pair of events of different reports that may speak of one incident; `left` < `right`."""

    id: str
    left: str
    right: str
    left_key: str
    right_key: str
    left_report_id: str
    right_report_id: str
    probability: Probability
    weight: float
    reasons: tuple[Reason, ...]
    status: LinkStatus
    decision_id: str | None = None
    profile: str
    level: Level

    def told(self, language: ToldLanguage) -> list[str]:
        """Return the sentences of the reasons in `language`."""
        return [reason.sentence_in.get(language, reason.sentence) for reason in self.reasons]


class Origin(Item):
    """Reports of one incident that go back to one origin: the same originator, or near-copies of one text."""

    keys: tuple[str, ...]
    originators: tuple[str, ...]
    reason: str
    reason_in: dict[ToldLanguage, str] = {}


class StatedNumber(Item):
    """A number as one source gave it; contradictions stand side by side, never averaged."""

    key: str
    count: PeopleCount


class Credibility(Item):
    """How credible the information is: Admiralty 1 to 6, apart from how reliable its sources are (A to F).

    Proposed, never as 1, with the reason; or set by a person in the decision `decision_id`.
    """

    grade: Annotated[int, Field(ge=1, le=6)]
    reason: str
    reason_in: dict[ToldLanguage, str] = {}
    decision_id: str | None = None


class Side(Item):
    """One of the things that contradict each other, with the keys of the reports that say it."""

    says: str
    keys: tuple[str, ...]


class Contradiction(Item):
    """What cannot all be right, side by side; `what` is the kind of event, the thing or the harm that it is about."""

    about: Literal["number", "day", "group", "side", "age", "harm", "denial"]
    what: str
    sides: tuple[Side, ...]


class Incident(Item):
    """Events that are linked, computed from current events, links and decisions alone.

    `id` is the smallest event id; any former id is the id of an event that belongs to some incident now.
    """

    id: str
    profile: str
    events: tuple[str, ...]
    keys: tuple[str, ...]
    report_ids: tuple[str, ...]
    kinds: tuple[str, ...]
    indicators: tuple[str, ...]
    place: EventPlace | None
    first_at: Moment
    last_at: Moment
    independent_origins: int
    origins: tuple[Origin, ...]
    numbers: tuple[StatedNumber, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    credibility: Credibility
    level: Level
    tlp: Tlp


LifeKind = Literal["acknowledge", "act", "close", "answer", "explain", "release"]
DecisionKind = Literal["confirm", "reject", "split", "merge", "grade", "exclude", "place", "undo"] | LifeKind


class NamedEvent(Item):
    """An event as it was when a decision named it, so that the one that takes its place in its report is known."""

    id: str
    report_id: str
    kind: str
    quote: str


class Decision(Item):
    """What a person decided, kept on the `decisions` topic for ever; every decision can be undone.

    confirm and reject name two events. split takes `left`, with the events in `beside`, out of the incident of `right`,
    named with its other members of that moment in `others`; merge says that all of both sides are one incident. grade
    sets the credibility of the incident of `left` to `grade`. exclude takes the blocking key `key` out of use, or all
    that begin so (`name:lapor:*`). place says what a name stands for in `correction`. acknowledge, act, close, answer,
    explain and release are about the warning in `step`. undo names the decision it takes back, and the warning that
    this is about. `events` are all events that it names, as they were then. `at` is by the wall clock, by which
    decisions have their order; in a replay `clock_at` is how far the messages' clock had come.
    """

    id: str
    kind: DecisionKind
    left: str | None = None
    right: str | None = None
    others: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    grade: Annotated[int, Field(ge=1, le=6)] | None = None
    key: str | None = None
    events: tuple[NamedEvent, ...] = ()
    correction: Correction | None = None
    step: LifeStep | None = None
    undoes: str | None = None
    by: str
    at: Moment
    clock_at: Moment | None = None
    why: str = ""

    @property
    def moment(self) -> Moment:
        """When it was taken, by the clock that warnings go by."""
        return self.clock_at or self.at


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that were not taken back, each once, in the order in which they were taken.

    The order is that of the decisions' own times, so the log may be read from several partitions.
    """
    log = sorted({decision.id: decision for decision in decisions}.values(), key=lambda each: (each.at, each.id))
    taken_back = _taken_back(log)
    return [decision for decision in log if decision.id not in taken_back]


def _taken_back(log: Sequence[Decision]) -> set[str]:
    """Return the ids of the decisions that an undo takes back, unless a later undo takes back that undo."""
    taken_back: set[str] = set()
    for decision in reversed(log):
        if decision.undoes is not None and decision.id not in taken_back:
            taken_back.add(decision.undoes)
    return taken_back
