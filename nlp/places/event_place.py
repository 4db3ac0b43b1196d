"""Where a sign was: the places that the text gives for it, else the report's own."""

import re
from collections.abc import Sequence
from itertools import pairwise

from nlp.event_scope import Scope
from nlp.pieces import Piece
from nlp.places.offsets import is_away
from nlp.places.words import is_direction
from nlp.reading import Sentence
from schemas.annotation import EventPlace, IndicatorHit, PlaceMention
from schemas.geography import distance_km

_WIDE_KM = 15.0
_LEAD_CHARACTERS = 90
_LISTED = re.compile(
    r"\s*(?:,|&|/|\+|\band\b|\bet\b|\bou\b|\bor\b|ainsi que|as well as|\bin\b|\bat\b|à|\bde\b|\bof\b|d['’]|\bthe\b|"
    r"villages?|localités?|le|la|les|\s)+\s*",
    re.IGNORECASE,
)


def places_of_hit(
    scope: Scope, hit: IndicatorHit, sentence: int, piece: Piece, stated: Sequence[EventPlace]
) -> list[EventPlace]:
    """Return the places of a sign, several where the text lists them; empty where none is given.

    A place that is only a direction (`towards X`) comes last. A district named in the text gives way to a stated place
    inside it, which says more.
    """
    own = _own_places(scope, hit, sentence, piece)
    heading = [as_event_place(each) for each in scope.heading_at(scope.sentences[sentence].start).places]
    if len(own) == 1 and own[0].radius_km >= _WIDE_KM:
        inside = [place for place in (*heading, *stated) if own[0].name in (place.admin1, place.admin2)]
        return _default(inside) or own
    return (
        own
        or _default(heading)
        or _default(stated)
        or _carried(scope, scope.sentences_before(sentence)[1])
        or _nearest(hit, scope.mentions_in(scope.sentences[sentence]))
    )


def _own_places(scope: Scope, hit: IndicatorHit, sentence: int, piece: Piece) -> list[EventPlace]:
    """Return the places of the piece, else those of the sentence or its label, else those of the sentences before."""
    if here := _scenes(scope, piece):
        return (
            _nearest_list(scope.text, hit, here) if piece.start <= hit.start < piece.end else _listed(scope.text, here)
        )
    if lead := scope.lead_of(sentence):
        return [as_event_place(lead)]
    pieces = scope.pieces_of(sentence)
    index = pieces.index(piece)
    for other in (*pieces[:index][::-1], *pieces[index + 1 :]):
        if here := _scenes(scope, other):
            return _nearest_list(scope.text, hit, here)
    return _carried(scope, scope.sentences_before(sentence)[0])


def _scenes(scope: Scope, span: Piece | Sentence) -> list[PlaceMention]:
    """Return the places within a span that are no mere direction, without areas that only say where another lies."""
    here = [each for each in scope.mentions_in(span) if not _leads_elsewhere(scope.text, each.start)]
    return without_outer_areas(here)


def _leads_elsewhere(text: str, start: int) -> bool:
    before = text[max(0, start - _LEAD_CHARACTERS) : start]
    return is_direction(before) and not is_away(before)


def without_outer_areas(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Leave out an area that only says where another place lies: `Alpha (district of Bravo)`."""
    outer = {area for each in mentions for area in (each.admin1, each.admin2) if area and area != each.name}
    outer |= {each.admin1 for each in mentions if each.admin1 and each.admin2}
    inner = [each for each in mentions if (each.radius_km or 0) < _WIDE_KM or each.name not in outer]
    return inner or list(mentions)


def _nearest_list(text: str, hit: IndicatorHit, mentions: Sequence[PlaceMention]) -> list[EventPlace]:
    """Return the list of places that stands nearest to the sign, the earlier of two that are equally near."""
    return _distinct(min(_lists(text, mentions), key=lambda each: (_gap(hit, each), each[0].start)))


def _gap(hit: IndicatorHit, listed: Sequence[PlaceMention]) -> int:
    return max(listed[0].start - hit.end, hit.start - listed[-1].end, 0)


def _listed(text: str, mentions: Sequence[PlaceMention]) -> list[EventPlace]:
    """Return the places if they are one list, else the one place that reaches all of them."""
    lists = list(_lists(text, mentions))
    return _distinct(lists[0]) if len(lists) == 1 else _default(_distinct(mentions))


def _lists(text: str, mentions: Sequence[PlaceMention]) -> list[list[PlaceMention]]:
    """Put places together that are told as one list: `Alpha, Bravo and Charlie`."""
    lists = [[mentions[0]]]
    for before, mention in pairwise(mentions):
        if _LISTED.fullmatch(text, before.end, mention.start) and mention.name not in (before.admin1, before.admin2):
            lists[-1].append(mention)
        else:
            lists.append([mention])
    return lists


def _carried(scope: Scope, sentences: Sequence[int]) -> list[EventPlace]:
    """Return the places of the nearest sentence that has any."""
    for each in sentences:
        if here := _scenes(scope, scope.sentences[each]):
            return _listed(scope.text, here)
    return []


def _distinct(mentions: Sequence[PlaceMention]) -> list[EventPlace]:
    places = {(each.latitude, each.longitude): as_event_place(each) for each in reversed(mentions)}
    return list(places.values())[::-1]


def _nearest(hit: IndicatorHit, mentions: Sequence[PlaceMention]) -> list[EventPlace]:
    if not mentions:
        return []
    return [as_event_place(min(mentions, key=lambda each: (_gap(hit, [each]), each.start)))]


def as_event_place(mention: PlaceMention) -> EventPlace:
    """Return the place of a mention that was placed."""
    return EventPlace.model_validate(mention.model_dump(include=set(EventPlace.model_fields)))


def _default(places: Sequence[EventPlace]) -> list[EventPlace]:
    place = default_place(places)
    return [place] if place else []


def default_place(places: Sequence[EventPlace]) -> EventPlace | None:
    """Return the one place of `places`; of several the first, with a radius that reaches all of them."""
    if len({(place.latitude, place.longitude) for place in places}) < 2:
        return places[0] if places else None
    first = places[0]
    reach = max(distance_km(first, place) for place in places)
    reason = f"{first.reason} {len(places)} places are named and it is not said which; the radius reaches all."
    return first.model_copy(update={"radius_km": round(first.radius_km + reach, 1), "reason": reason})
