"""What a verdict on one event rests on: its own signs and words, and what its report says of the same place."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from nlp.code_lists import holds, shown_by
from schemas.annotation import Assertion, Event
from schemas.codes import Code, CodeLists, ConflictLink

ADULT = 18
_MOST_QUOTES = 20


class Said(NamedTuple):
    """What several events of one report say together, kept small so that long reports are read in linear time."""

    signs: frozenset[str] = frozenset()
    affirmed: frozenset[str] = frozenset()
    actor_kinds: frozenset[str] = frozenset()
    quotes: tuple[str, ...] = ()

    def and_also(self, other: "Said") -> "Said":
        """Return what both say."""
        return Said(
            self.signs | other.signs,
            self.affirmed | other.affirmed,
            self.actor_kinds | other.actor_kinds,
            (*self.quotes, *other.quotes)[:_MOST_QUOTES],
        )


class Case(NamedTuple):
    """One event with what its report says of the same place, or of none that is known, the event included.

    A report tells a matter in several sentences, so who did it and what it was for often stand beside the act. What is
    about another place is another matter.
    """

    event: Event
    said: Said
    lists: CodeLists

    @property
    def own(self) -> frozenset[str]:
        """The event's own signs."""
        return frozenset(self.event.indicators)

    @property
    def is_affirmed(self) -> bool:
        """Whether the event is stated without reserve."""
        return self.event.status is Assertion.AFFIRMED

    def quotes(self) -> tuple[str, ...]:
        """Return the words of the event."""
        return (self.event.quote, *(count.who for count in self.event.counts))


def cases(events: Sequence[Event], lists: CodeLists) -> list[Case]:
    """Return the case of each event of one report."""
    by_place: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda each: (each.spans, each.id)):
        by_place[_place_key(event)].append(event)
    said = {key: _said(together) for key, together in by_place.items()}
    everywhere, nowhere = _said(events), said.get("", Said())
    return [
        Case(event, said[_place_key(event)].and_also(nowhere) if event.place else everywhere, lists) for event in events
    ]


def links_of(case: Case) -> list[ConflictLink]:
    """Return the ways in which a link to the conflict shows."""
    return [link for link in case.lists.conflict_links if _is_linked(case, link)]


def is_child(case: Case) -> bool:
    """Tell whether the event is about somebody under 18; nothing is assumed of sex."""
    children = case.lists.children
    counted = any(count.role == "affected" and (count.oldest or ADULT) < ADULT for count in case.event.counts)
    by_sign = not case.own.isdisjoint(children.signs)
    return by_sign or counted or holds(children.words, case.quotes(), case.event.lang)


def own_codes(case: Case, codes: Sequence[Code]) -> list[Code]:
    """Return the codes that the event's own signs show."""
    return shown_by(codes, case.own, case.quotes(), case.event.lang)


def _is_linked(case: Case, link: ConflictLink) -> bool:
    return (
        not case.said.actor_kinds.isdisjoint(link.actors)
        or not (case.said.affirmed | case.own).isdisjoint(link.signs)
        or holds(link.words, case.quotes(), case.event.lang)
    )


def _said(events: Sequence[Event]) -> Said:
    affirmed = (event for event in events if event.status is Assertion.AFFIRMED)
    ordered = sorted(events, key=lambda each: (each.spans, each.id))
    return Said(
        frozenset(sign for event in events for sign in event.indicators),
        frozenset(sign for event in affirmed for sign in event.indicators),
        frozenset(actor.kind for event in events for actor in event.actors if actor.kind),
        tuple(event.quote for event in ordered[:_MOST_QUOTES]),
    )


def _place_key(event: Event) -> str:
    place = event.place
    return "" if place is None else f"{place.place_id or ''} {place.name} {place.latitude} {place.longitude}"
