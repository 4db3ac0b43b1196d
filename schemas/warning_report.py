"""What became of the warnings of one profile: how soon they were answered, and how many came true."""

from schemas.base import Item, Moment, Probability
from schemas.warning import AlertLevel


class Share(Item):
    """A share of counted cases with the limits that hold it in 95 of 100 such counts (Wilson 1927)."""

    count: int
    of: int
    share: Probability
    low: Probability
    high: Probability


class ResponseTime(Item):
    """How long it took until warnings were answered, those that still wait included (Kaplan and Meier 1958).

    `asked` counts every raise and every rise of level, for each asks for an answer. A time is None where so many still
    wait that nobody can say it yet.
    """

    answer: str
    alert_level: AlertLevel | None
    asked: int
    answered: int
    median_hours: float | None
    ninety_percent_hours: float | None


class Unanswered(Item):
    """A warning that nobody has acknowledged."""

    warning_id: str
    area: str
    alert_level: AlertLevel
    asked_at: Moment
    waits_hours: float
    is_late: bool
    escalated_to: tuple[str, ...]


class DetectorRecord(Item):
    """What became of the warnings that a detector had a part in, all (`month` is None) or those raised in one month.

    `precision` is the share that came true among those closed as true or false; `unknown` and `not_closed` stand apart.
    """

    detector: str
    month: str | None
    warnings: int
    true: int
    false: int
    unknown: int
    not_closed: int
    precision: Share | None


class WarningReport(Item):
    """The record of warnings as of a moment; nothing in it is kept apart, all is read from messages and decisions."""

    profile: str
    at: Moment
    raised: int
    by_status: dict[str, int]
    escalations: int
    responses: tuple[ResponseTime, ...]
    unacknowledged: tuple[Unanswered, ...]
    detectors: tuple[DetectorRecord, ...]
