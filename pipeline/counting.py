"""How many of the reports found say what: counts of reports, never of people or of what happens."""

from collections import Counter
from collections.abc import Callable, Iterable

from schemas.annotation import Event
from schemas.base import day_of
from schemas.index import Hit

NOT_STATED = "not stated"
_PURPOSES = {
    "purpose:sexual_exploitation": "own_use",
    "purpose:servitude": "own_use",
    "purpose:forced_labour": "portering",
    "purpose:slavery": "sale",
    "purpose:use_by_armed_group": "recruitment",
    "purpose:organ_removal": "organ_removal",
}
"""What people are taken for, in the words of the field, by the code of the Palermo Protocol's purpose."""
_RANSOM = "TIP-02"


def purposes(event: Event) -> set[str]:
    """Return what an event says people are taken for; several at once may hold."""
    stated = {_PURPOSES[code] for code in (event.trafficking.codes if event.trafficking else ()) if code in _PURPOSES}
    return stated | ({"ransom"} if _RANSOM in event.indicators else set()) or {NOT_STATED}


COUNTED: dict[str, Callable[[Event], set[str]]] = {
    "purpose": purposes,
    "sign": lambda event: set(event.indicators),
    "district": lambda event: {(event.place.admin2 if event.place else None) or NOT_STATED},
    "month": lambda event: {day_of(event.occurred_from)[:7]},
    "interviewer": lambda event: {event.interviewer_sex or NOT_STATED},
}
"""What reports can be counted by."""


def count_reports(hits: Iterable[Hit], by: str) -> dict[str, int]:
    """Return how many of the reports hold each value, in order of values; a report counts once in each."""
    values = (value for hit in hits for value in {each for event in hit.events for each in COUNTED[by](event)})
    return dict(sorted(Counter(values).items()))
