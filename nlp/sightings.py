"""What an event is made of: one stated sign, or a passage in which none was read, at one place and time."""

from typing import NamedTuple

from nlp.event_time import EventTime
from schemas.annotation import REPORT_KIND, ActorMention, EventPlace, IndicatorHit, PeopleCount, Tie
from schemas.catalogue import Indicator


class NoSign(NamedTuple):
    """What stands for the indicator where no sign was read: so mild that nothing is ever warned of it."""

    kind: str = REPORT_KIND
    severity: int = 1
    tie: Tie = "neither"


class Sighting(NamedTuple):
    """One stated hit at one place and time, with its indicator, the sentence, and who takes part."""

    hit: IndicatorHit
    indicator: Indicator | NoSign
    sentence: int
    place: EventPlace | None
    when: EventTime
    reason: str | None
    actors: tuple[ActorMention, ...]
    counts: tuple[PeopleCount, ...]
