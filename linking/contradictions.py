"""What the sources of one incident say that cannot both be right, side by side: never averaged or summed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import TypeVar

from linking.blocking import named_groups
from linking.spacetime import Days, days_of
from schemas.annotation import Event, PeopleCount
from schemas.linkage import Contradiction, Side

Stated = TypeVar("Stated")
_STAND_INS = ("reported", "ingested")


def contradictions_of(events: Sequence[Event]) -> tuple[Contradiction, ...]:
    """Return the contradictions between reports of one incident: numbers of people, days, and groups."""
    return (*_of_numbers(events), *_of_days(events), *_of_groups(events))


def _of_numbers(events: Sequence[Event]) -> Iterable[Contradiction]:
    """Yield, per kind of event and of people, numbers whose ranges do not meet."""
    stated: dict[tuple[str, ...], dict[str, set[PeopleCount]]] = defaultdict(lambda: defaultdict(set))
    for event in events:
        for count in event.counts:
            if not count.is_part:
                stated[event.kind, count.unit, count.role, count.sex or ""][event.key].add(count)
    for (kind, *_), by_key in sorted(stated.items()):
        yield from _contradiction("number", kind.replace("_", " "), by_key, _ranges_meet, _said_number)


def _of_days(events: Sequence[Event]) -> Iterable[Contradiction]:
    """Yield days of one kind of event that have none in common; the day of a report that names none says nothing."""
    stated: dict[str, dict[str, set[Days]]] = defaultdict(lambda: defaultdict(set))
    for event in events:
        if event.date_basis not in _STAND_INS:
            stated[event.kind][event.key].add(days_of(event))
    for kind, by_key in sorted(stated.items()):
        yield from _contradiction("day", kind.replace("_", " "), by_key, _days_meet, _said_days)


def _of_groups(events: Sequence[Event]) -> Iterable[Contradiction]:
    """Yield named groups of which no report names any that another does."""
    names = {actor.actor_id: actor.name for event in events for actor in event.actors if actor.actor_id}
    stated: dict[str, set[frozenset[str]]] = defaultdict(set)
    for key in sorted({event.key for event in events}):
        groups = frozenset(group for event in events if event.key == key for group in named_groups(event))
        if groups:
            stated[key].add(groups)

    def said(groups: frozenset[str]) -> str:
        return ", ".join(sorted(names[group] for group in groups))

    yield from _contradiction("group", "", stated, lambda one, other: not one.isdisjoint(other), said)


def _contradiction(
    about: str,
    what: str,
    by_key: dict[str, set[Stated]],
    meet: Callable[[Stated, Stated], bool],
    said: Callable[[Stated], str],
) -> Iterable[Contradiction]:
    """Yield the contradiction between reports of which two have nothing that meets, with all that each says."""
    apart = {
        key
        for one, other in combinations(sorted(by_key), 2)
        if not any(meet(mine, theirs) for mine in by_key[one] for theirs in by_key[other])
        for key in (one, other)
    }
    if not apart:
        return
    keys: dict[str, list[str]] = defaultdict(list)
    for key in sorted(apart):
        keys["; ".join(sorted({said(each) for each in by_key[key]}))].append(key)
    sides = tuple(Side(says=says, keys=tuple(of)) for says, of in sorted(keys.items(), key=lambda item: item[1]))
    yield Contradiction(about=about, what=what, sides=sides)


def _ranges_meet(one: PeopleCount, other: PeopleCount) -> bool:
    return one.minimum <= other.maximum and other.minimum <= one.maximum


def _days_meet(one: Days, other: Days) -> bool:
    return one.first <= other.last and other.first <= one.last


def _said_number(count: PeopleCount) -> str:
    span = str(count.minimum) if count.minimum == count.maximum else f"{count.minimum} to {count.maximum}"
    return f"{span} {count.who}"


def _said_days(days: Days) -> str:
    return days.first.isoformat() if days.number == 1 else f"{days.first} to {days.last}"
