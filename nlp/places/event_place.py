"""Where a sign was: the nearest place that the text gives for it, else the report's own."""

from collections.abc import Sequence

from nlp.places.offsets import is_away
from nlp.places.words import is_direction
from nlp.reading import Sentence
from schemas.annotation import EventPlace, IndicatorHit, PlaceMention
from schemas.geography import distance_km

_WIDE_KM = 15.0
_LEAD_CHARACTERS = 90


def place_of_hit(
    text: str,
    hit: IndicatorHit,
    sentences: Sequence[Sentence],
    mentions: Sequence[PlaceMention],
    stated: Sequence[EventPlace],
) -> EventPlace | None:
    """Return the place of a sign; `sentences` is its own and those before it, nearest first.

    A place that is only a direction (`towards X`) comes last. A district named in the text gives way to a stated place
    inside it, which says more.
    """
    own = _own_place(text, hit, sentences, mentions)
    if own and own.radius_km >= _WIDE_KM:
        inside = [place for place in stated if own.name in (place.admin1, place.admin2)]
        return default_place(inside) or own
    return own or default_place(stated) or _nearest(hit, _within(sentences[:1], mentions))


def _own_place(
    text: str, hit: IndicatorHit, sentences: Sequence[Sentence], mentions: Sequence[PlaceMention]
) -> EventPlace | None:
    """Return the nearest place of the hit's own sentence, else all of the nearest sentence before that has any."""
    for index, sentence in enumerate(sentences):
        here = [
            each
            for each in _within([sentence], mentions)
            if not _leads_elsewhere(text[max(0, each.start - _LEAD_CHARACTERS) : each.start])
        ]
        here = _without_outer_areas(here)
        if here:
            return _nearest(hit, here) if index == 0 else default_place([_as_event_place(each) for each in here])
    return None


def _leads_elsewhere(before: str) -> bool:
    return is_direction(before) and not is_away(before)


def _within(sentences: Sequence[Sentence], mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    return [
        each
        for each in mentions
        if each.latitude is not None and any(start <= each.start < end for start, end in sentences)
    ]


def _without_outer_areas(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Leave out an area that only says where another place lies: `Alpha (district of Bravo)`."""
    outer = {area for each in mentions for area in (each.admin1, each.admin2) if area and area != each.name}
    outer |= {each.admin1 for each in mentions if each.admin1 and each.admin2}
    inner = [each for each in mentions if (each.radius_km or 0) < _WIDE_KM or each.name not in outer]
    return inner or list(mentions)


def _nearest(hit: IndicatorHit, mentions: Sequence[PlaceMention]) -> EventPlace | None:
    """Return the place named nearest to the hit, the earlier of two that are equally near."""
    if not mentions:
        return None
    return _as_event_place(
        min(mentions, key=lambda each: (max(each.start - hit.end, hit.start - each.end, 0), each.start))
    )


def _as_event_place(mention: PlaceMention) -> EventPlace:
    return EventPlace.model_validate(mention.model_dump(include=set(EventPlace.model_fields)))


def default_place(places: Sequence[EventPlace]) -> EventPlace | None:
    """Return the one place of `places`; of several the first, with a radius that reaches all of them."""
    if len({(place.latitude, place.longitude) for place in places}) < 2:
        return places[0] if places else None
    first = places[0]
    reach = max(distance_km(first, place) for place in places)
    reason = f"{first.reason} {len(places)} places are named and it is not said which; the radius reaches all."
    return first.model_copy(update={"radius_km": round(first.radius_km + reach, 1), "reason": reason})
