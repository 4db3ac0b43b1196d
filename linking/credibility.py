"""How credible an incident is (Admiralty 1 to 6), from who says it independently; how reliable a source is stays apart.

The rules are the analysts' (section 5.2): hedged words are never better than 3, the machine never says 1, and without
anything to compare with it cannot be judged.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from schemas.annotation import Assertion, Event, ToldLanguage
from schemas.linkage import Contradiction, Credibility, Origin

PROBABLY_TRUE, POSSIBLY_TRUE, CANNOT_BE_JUDGED = 2, 3, 6
FRENCH_ABOUT = {
    "number": "le nombre", "day": "le jour", "group": "le groupe", "side": "le camp", "age": "l’âge",
    "harm": "le dommage", "denial": "le démenti",
}  # fmt: skip


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
        french: dict[ToldLanguage, str] = {"fr": f"fixée par {last.by}"}
        return Credibility(grade=last.grade, reason=f"set by {last.by}", reason_in=french, decision_id=last.decision_id)
    return _proposed(events, origins, contradictions)


def _proposed(
    events: Sequence[Event], origins: Sequence[Origin], contradictions: Sequence[Contradiction]
) -> Credibility:
    if len(origins) == 1:
        alone = "one origin alone: nothing independent to compare with"
        seule = "une seule origine : rien d’indépendant à quoi comparer"
        return Credibility(grade=CANNOT_BE_JUDGED, reason=alone, reason_in={"fr": seule})
    grade, said, dit = _of_several(events, origins, contradictions)
    agreed, d_accord = (
        f"{len(origins)} independent origins tell of it",
        f"{len(origins)} origines indépendantes en parlent",
    )
    return Credibility(grade=grade, reason=f"{agreed}{said}", reason_in={"fr": f"{d_accord}{dit}"})


def _of_several(
    events: Sequence[Event], origins: Sequence[Origin], contradictions: Sequence[Contradiction]
) -> tuple[int, str, str]:
    """Return the grade where several independent origins tell of it, and how they do, in English and in French."""
    if all(event.status is not Assertion.AFFIRMED for event in events):
        return POSSIBLY_TRUE, ", all in hedged words", ", toutes avec réserve"
    if not _affirmed_twice(events, origins):
        return POSSIBLY_TRUE, ", only one of them without hedging", ", une seule sans réserve"
    if contradictions:
        about = sorted({each.about for each in contradictions})
        french = " et ".join(FRENCH_ABOUT[each] for each in about)
        return (
            POSSIBLY_TRUE,
            f", and contradict each other in {' and '.join(about)}",
            f" et se contredisent sur {french}",
        )
    return PROBABLY_TRUE, " and do not contradict each other", " et ne se contredisent pas"


def _affirmed_twice(events: Sequence[Event], origins: Sequence[Origin]) -> bool:
    affirmed = {event.key for event in events if event.status is Assertion.AFFIRMED}
    return sum(not affirmed.isdisjoint(origin.keys) for origin in origins) > 1
