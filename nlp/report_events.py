"""What a report tells of a place and a day without a sign that is read, so that it can still be linked."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from nlp.assertion import is_context
from nlp.event_people import actors_in, counts_in
from nlp.event_scope import Scope
from nlp.pieces import Piece
from nlp.places.event_place import places_of_hit
from nlp.reading import Reading
from nlp.sightings import NoSign, Sighting
from schemas.annotation import Assertion, EventPlace, IndicatorHit
from schemas.geography import distance_km

_WIDEST_KM = 25.0
"""A place known no better than that, a district or a province, puts nothing together."""

_MOST_DAYS = 14

_ELSEWHERE = re.compile(
    r"\b(?:as|like)\s+(?:at|in|on|last|before|the\s+one)\b|\bsame\s+as\b|"
    r"\bcomme\s+(?:à|a|au|aux|en|dans|lors|celle|celui|ceux|la\s+fois)\b|\bmêmes?\s+\w+\s+qu(?:e\b|['’])",
    re.IGNORECASE,
)
"""What is only compared with the matter at hand was somewhere else, and is told by others."""


def unsigned_sightings(
    scope: Scope,
    reading: Reading,
    sentences: Sequence[int],
    stated: Sequence[EventPlace],
    seen: Sequence[Sighting],
    lang: str,
) -> Iterator[Sighting]:
    """Yield what `sentences` without a sign tell, at places and days that no sign of the report is `seen` at."""
    covered = {(each.place, each.when.first.date(), each.when.last.date()) for each in seen}
    for sentence in sentences:
        start, end = scope.sentences[sentence]
        if is_context(scope.text[start:end], lang) or _ELSEWHERE.search(scope.text, start, end):
            continue
        for piece in scope.pieces_of(sentence):
            for sighting in _sightings(scope, reading, sentence, piece, stated):
                if _says_where_and_when(sighting) and not any(_covers(*each, sighting) for each in covered):
                    yield sighting


def _sightings(
    scope: Scope, reading: Reading, sentence: int, piece: Piece, stated: Sequence[EventPlace]
) -> Iterator[Sighting]:
    passage = IndicatorHit(
        id="", status=Assertion.AFFIRMED, start=piece.start, end=piece.end, quote="", reason="no sign is read"
    )
    places = places_of_hit(scope, passage, sentence, piece, stated)
    when = scope.time_of(sentence, piece, piece.start)
    actors = actors_in(reading.actors_in(sentence), scope, sentence, piece)
    counts = counts_in(scope, passage, (), piece, actors, len(places))
    for place in places:
        yield Sighting(passage, NoSign(), sentence, place, when, None, tuple(actors), tuple(counts))


def _says_where_and_when(sighting: Sighting) -> bool:
    place, when = sighting.place, sighting.when
    return place is not None and place.radius_km <= _WIDEST_KM and (when.last - when.first).days <= _MOST_DAYS


def _covers(place: EventPlace | None, first: date, last: date, sighting: Sighting) -> bool:
    """Tell whether what a sign says of place and days may be where and when `sighting` was."""
    if place is None or sighting.place is None:
        return False
    if sighting.when.last.date() < first or last < sighting.when.first.date():
        return False
    return distance_km(place, sighting.place) <= place.radius_km + sighting.place.radius_km
