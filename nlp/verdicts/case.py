"""What a verdict on one event rests on: its own signs and words, and what its report says of the same place."""

from collections.abc import Sequence
from typing import NamedTuple

from nlp.code_lists import holds, shown_by
from schemas.annotation import Assertion, Event
from schemas.codes import Code, CodeLists, ConflictLink

ADULT = 18


class Case(NamedTuple):
    """One event with its company: the other events of its report at the same place, or at none that is known.

    A report tells a matter in several sentences, so who did it and what it was for often stand beside the act. What is
    about another place is another matter.
    """

    event: Event
    company: tuple[Event, ...]
    lists: CodeLists

    @property
    def own(self) -> frozenset[str]:
        """The event's own signs."""
        return frozenset(self.event.indicators)

    @property
    def is_affirmed(self) -> bool:
        """Whether the event is stated without reserve."""
        return self.event.status is Assertion.AFFIRMED

    def signs(self, *, affirmed_only: bool) -> frozenset[str]:
        """Return the signs of event and company, hedged ones too or not."""
        events = [each for each in (self.event, *self.company) if not affirmed_only or _is_affirmed(each)]
        return frozenset(sign for each in events for sign in each.indicators)

    def quotes(self) -> tuple[str, ...]:
        """Return the words of the event."""
        return (self.event.quote, *(count.who for count in self.event.counts))


def cases(events: Sequence[Event], lists: CodeLists) -> list[Case]:
    """Return the case of each event of one report."""
    return [
        Case(event, tuple(other for other in events if other is not event and _same_place(event, other)), lists)
        for event in events
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
    kinds = {actor.kind for event in (case.event, *case.company) for actor in event.actors}
    signs = case.signs(affirmed_only=True) | case.own
    return (
        not kinds.isdisjoint(link.actors)
        or not signs.isdisjoint(link.signs)
        or holds(link.words, case.quotes(), case.event.lang)
    )


def _is_affirmed(event: Event) -> bool:
    return event.status is Assertion.AFFIRMED


def _same_place(event: Event, other: Event) -> bool:
    if event.place is None or other.place is None:
        return True
    return (event.place.place_id, event.place.name) == (other.place.place_id, other.place.name)
