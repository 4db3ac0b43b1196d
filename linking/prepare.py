"""What linking reads out of a report's text for each of its events, once, before anything is compared."""

import re
from collections.abc import Iterable, Sequence

from linking.blocking import keys
from linking.citing import cited, references
from linking.claims import claims_in
from linking.details import outline
from linking.rarity import rarity_bits
from linking.signature import signature
from schemas.annotation import Event

_ONE_STORY_LETTERS = 800
"""A report up to this long whose events are all at one place tells one story; of a longer one its lines count."""

_LABEL = re.compile(r"(?<![^\W\d])[^\W\d]++:(?=\s*\d)")
"""The name of a field before a figure (`affected: 5`) says what kind of table it is, not what happened."""

_LEAST_BITS = 5.0
_LONGEST_OUTLINE = 150


def prepare_events(events: Iterable[Event], text: str, *, place_names: Iterable[str] = ()) -> tuple[Event, ...]:
    """Return the events of one report with all that linking compares, and with their blocking keys.

    `place_names` are what its place fields say: where an event could not be placed, the name itself is compared.
    """
    listed = tuple(events)
    if not listed:
        return ()
    shared = {
        "signature": signature(text),
        "cites": cited(text),
        "references": references(text, listed[0].reported_at.date()),
    }
    named = " ".join(place_names)
    passages = {event.id: _passage(event, listed, text) for event in listed}
    told = (
        event.model_copy(
            update={
                **shared,
                "outline": _outline(passages[event.id], event, named),
                "claims": claims_in(passages[event.id], event.lang),
            }
        )
        for event in listed
    )
    return tuple(event.model_copy(update={"keys": keys(event)}) for event in told)


def _outline(passage: str, event: Event, named: str) -> tuple[str, ...]:
    """Return what the passage of `event` tells of, without what nearly every report tells of."""
    told = _LABEL.sub(" ", passage if event.place else f"{named}\n{passage}")
    found = outline(told, event.lang)
    return tuple(detail for detail in found if rarity_bits(detail) >= _LEAST_BITS)[:_LONGEST_OUTLINE]


def _passage(event: Event, events: Sequence[Event], text: str) -> str:
    """Return the part of `text` that tells of `event`: a short report of one place, else the lines of its signs."""
    places = {each.place and (each.place.place_id or each.place.name) for each in events}
    if len(places) == 1 and len(text) <= _ONE_STORY_LETTERS:
        return text
    lines = {_line_at(start, text) for start, _ in event.spans}
    return "\n".join(text[start:end] for start, end in sorted(lines))


def _line_at(position: int, text: str) -> tuple[int, int]:
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return start, end if end >= 0 else len(text)
