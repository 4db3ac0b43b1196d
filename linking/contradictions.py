"""What the sources of one incident say that cannot both be right, side by side: never averaged or summed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from linking.blocking import named_groups
from linking.comparisons.groups import sides
from linking.details import outline
from linking.spacetime import Days, days_of
from schemas.annotation import REPORT_KIND, Event, PeopleCount
from schemas.linkage import Contradiction, Side

Value = TypeVar("Value")
Stated = dict[tuple[str, ...], dict[str, set[Value]]]
_STAND_INS = ("observed", "reported", "ingested")


def contradictions_of(events: Sequence[Event]) -> tuple[Contradiction, ...]:
    """Return the contradictions between reports of one incident: numbers, days, groups, ages, harm, and denials."""
    return (*_of_numbers(events), *_of_days(events), *_of_groups(events), *_of_claims(events), *_of_denials(events))


def _of_numbers(events: Sequence[Event]) -> Iterable[Contradiction]:
    """Yield, per kind of event and of people, numbers whose ranges do not meet.

    What a report tells without a sign is compared where it counts people called the same: girls, filles.
    """
    stated: Stated[PeopleCount] = defaultdict(lambda: defaultdict(set))
    called: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for event, count in _counts(events):
        if event.is_sign:
            topic: tuple[str, ...] = event.kind, count.unit, count.role, count.sex or ""
            stated[topic][event.key].add(count)
            called[topic].update(_called(event, count))
    for event, count in _counts(events):
        for other, names in called.items():
            if not event.is_sign and other[1:3] == (count.unit, count.role) and _called(event, count) & names:
                stated[other][event.key].add(count)
    for (kind, *_), by_key in sorted(stated.items()):
        yield from _contradiction("number", kind.replace("_", " "), by_key, _ranges_meet, _said_number)


def _counts(events: Iterable[Event]) -> Iterator[tuple[Event, PeopleCount]]:
    return ((event, count) for event in events for count in event.counts if not count.is_part)


def _called(event: Event, count: PeopleCount) -> set[str]:
    return set(outline(count.who, event.lang))


def _of_days(events: Sequence[Event]) -> Iterable[Contradiction]:
    """Yield days of one kind of event that have none in common; the day on which it was seen or told says nothing.

    What is told without a sign may be of any kind.
    """
    dated = [event for event in events if event.date_basis not in _STAND_INS]
    for kind in sorted({event.kind for event in dated if event.is_sign} or {REPORT_KIND}):
        stated: dict[str, set[Days]] = defaultdict(set)
        for event in dated:
            if event.kind == kind or not event.is_sign:
                stated[event.key].add(days_of(event))
        yield from _contradiction("day", kind.replace("_", " "), stated, _days_meet, _said_days)


def _of_groups(events: Sequence[Event]) -> Iterable[Contradiction]:
    """Yield named groups of which no report names any that another does, else soldiers here and rebels there."""
    names = {actor.actor_id: actor.name for event in events for actor in event.actors if actor.actor_id}

    def said(ids: frozenset[str]) -> str:
        return ", ".join(sorted(names.get(each, each) for each in ids))

    found = tuple(_contradiction("group", "", _by_report(events, named_groups), _overlap, said))
    yield from found or _contradiction("side", "", _by_report(events, sides), _overlap, said)


def _of_claims(events: Sequence[Event]) -> Iterable[Contradiction]:
    """Yield ages, numbers of things and harm where each of two reports claims one alone, and not the same."""
    stated: Stated[str] = defaultdict(lambda: defaultdict(set))
    for event in events:
        for claim in event.claims:
            stated[claim.about, claim.what][event.key].add(claim.says)
    for (about, what), by_key in sorted(stated.items()):
        alone = {key: said for key, said in by_key.items() if len(said) == 1}
        if about in ("age", "number", "harm"):
            yield from _contradiction(about, what, alone, str.__eq__, str)


def _of_denials(events: Sequence[Event]) -> Iterable[Contradiction]:
    """Yield what one report says is not so and others tell."""
    denied = {event.key: claim.says for event in events for claim in event.claims if claim.about == "denial"}
    if denied:
        stated = {event.key: {denied.get(event.key, "tells of it")} for event in events}
        yield from _contradiction("denial", "", stated, str.__eq__, str)


def _by_report(events: Sequence[Event], named: Callable[[Event], set[str]]) -> dict[str, set[frozenset[str]]]:
    """Return what all events of each report name together, for reports that name any."""
    of_report: dict[str, set[str]] = defaultdict(set)
    for event in events:
        of_report[event.key] |= named(event)
    return {key: {frozenset(found)} for key, found in of_report.items() if found}


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one.isdisjoint(other)


def _contradiction(
    about: str,
    what: str,
    by_key: dict[str, set[Value]],
    meet: Callable[[Value, Value], bool],
    said: Callable[[Value], str],
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
