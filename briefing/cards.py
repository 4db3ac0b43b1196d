"""A warning as the page shows it: its grades, its signs by family, clinic counts apart, and the threads behind it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.families import MARKS, family_of
from briefing.material import Material, open_warnings
from schemas.source import SourceType
from schemas.warning import Evidence, Warning

SIGNS_SHOWN = 4  # of one family, before "and N more" folds the rest away


class SignGroup(NamedTuple):
    """The signs of one family, the weightiest first; `folded` are there but closed until the reader opens them."""

    family: str
    shown: list[Evidence]
    folded: list[Evidence]


class Grades(NamedTuple):
    """How many signs have each grade, the best first: of sources, and of information, never merged into one."""

    source: list[tuple[str, int]]
    information: list[tuple[int, int]]


class Card(NamedTuple):
    """One open warning with its number on the page; `threads` are the ids of incidents."""

    number: int
    warning: Warning
    grades: Grades
    groups: list[SignGroup]
    clinics: list[Evidence]
    threads: list[str]


def cards(material: Material) -> list[Card]:
    """Return a card for each open warning, the most urgent first."""
    incident_of = {event: incident.id for incident in material.incidents for event in incident.events}
    return [
        Card(
            number,
            warning,
            grades(warning.evidence),
            sign_groups(sign for sign in warning.evidence if not _is_clinic(sign)),
            _in_order(sign for sign in warning.evidence if _is_clinic(sign)),
            sorted({incident_of[event] for event in _events_of(warning) & incident_of.keys()}),
        )
        for number, warning in enumerate(open_warnings(material), start=1)
    ]


def grades(signs: Sequence[Evidence]) -> Grades:
    """Return how many of `signs` have each grade, on each of the two axes."""
    return Grades(
        sorted(Counter(sign.reliability.value for sign in signs).items()),
        sorted(Counter(sign.credibility for sign in signs).items()),
    )


def sign_groups(signs: Iterable[Evidence]) -> list[SignGroup]:
    """Return `signs` by family, in the order of the families."""
    by_family: dict[str, list[Evidence]] = defaultdict(list)
    for sign in _in_order(signs):
        by_family[family_of(sign.indicators)].append(sign)
    return [
        SignGroup(family, by_family[family][:SIGNS_SHOWN], by_family[family][SIGNS_SHOWN:])
        for family in MARKS
        if family in by_family
    ]


def _in_order(signs: Iterable[Evidence]) -> list[Evidence]:
    return sorted(signs, key=lambda sign: (-sign.weight, sign.occurred_from, sign.key, sign.quote))


def _is_clinic(sign: Evidence) -> bool:
    return sign.source_type is SourceType.CLINIC


def _events_of(warning: Warning) -> set[str]:
    return {sign.event_id for sign in warning.evidence if sign.event_id}
