"""How credible an incident is (Admiralty 1 to 6), from who says it independently; how reliable a source is stays apart.

The rules are the analysts' (section 5.2): hedged words are never better than 3, the machine never says 1, and without
anything to compare with it cannot be judged.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from schemas.annotation import Assertion, Event
from schemas.linkage import Contradiction, Credibility, Origin

PROBABLY_TRUE, POSSIBLY_TRUE, CANNOT_BE_JUDGED = 2, 3, 6


class Graded(NamedTuple):
    """What a person set, by whom, in which decision."""

    grade: int
    by: str
    decision_id: str


Grades = Mapping[str, Graded]
NO_GRADES: Grades = MappingProxyType({})


def credibility_of(
    events: Sequence[Event], origins: Sequence[Origin], contradictions: Sequence[Contradiction], grades: Grades
) -> Credibility:
    """Return what a person set for one of the events, the latest decision first, else what is proposed."""
    ours = [grades[event.id] for event in events if event.id in grades]
    if ours:
        last = max(ours, key=lambda graded: list(grades.values()).index(graded))
        return Credibility(grade=last.grade, reason=f"set by {last.by}", decision_id=last.decision_id)
    return _proposed(events, origins, contradictions)


def _proposed(
    events: Sequence[Event], origins: Sequence[Origin], contradictions: Sequence[Contradiction]
) -> Credibility:
    if len(origins) == 1:
        return Credibility(grade=CANNOT_BE_JUDGED, reason="one origin alone: nothing independent to compare with")
    agreed = f"{len(origins)} independent origins tell of it"
    if all(event.status is not Assertion.AFFIRMED for event in events):
        return Credibility(grade=POSSIBLY_TRUE, reason=f"{agreed}, all in hedged words")
    if not _affirmed_twice(events, origins):
        return Credibility(grade=POSSIBLY_TRUE, reason=f"{agreed}, only one of them without hedging")
    if contradictions:
        about = " and ".join(sorted({each.about for each in contradictions}))
        return Credibility(grade=POSSIBLY_TRUE, reason=f"{agreed}, and contradict each other in {about}")
    return Credibility(grade=PROBABLY_TRUE, reason=f"{agreed} and do not contradict each other")


def _affirmed_twice(events: Sequence[Event], origins: Sequence[Origin]) -> bool:
    affirmed = {event.key for event in events if event.status is Assertion.AFFIRMED}
    return sum(not affirmed.isdisjoint(origin.keys) for origin in origins) > 1
