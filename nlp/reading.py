"""What the spaCy pipeline found in one report, with offsets in the whole text, free of spaCy."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from spacy.tokens import Doc, Span

from nlp.actor_names import bearer_on
from nlp.places.found import FoundPlace
from nlp.sentences import sentence_bounds
from schemas.annotation import ActorMention, Assertion, IndicatorHit
from schemas.mission import Actor

LONGEST_PARAGRAPH = 10_000
LONGEST_QUOTE = 300


class Sentence(NamedTuple):
    """One sentence; offsets in code points of the report's text."""

    start: int
    end: int


class Reading(NamedTuple):
    """Everything found in one report's text; the places of its title stand before it, at offsets below 0."""

    sentences: tuple[Sentence, ...] = ()
    places: tuple[FoundPlace, ...] = ()
    hits: tuple[IndicatorHit, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    title_places: tuple[FoundPlace, ...] = ()

    def actors_in(self, sentence: int) -> tuple[ActorMention, ...]:
        """Return the groups named or described in a sentence."""
        start, end = self.sentences[sentence] if self.sentences else (0, 0)
        first = bisect_left(self.actors, start, key=lambda actor: actor.start)
        return self.actors[first : bisect_left(self.actors, end, key=lambda actor: actor.start)]

    def sentence_at(self, position: int) -> int:
        """Return the index of the sentence that holds `position`."""
        return max(0, bisect_right(self.sentences, position, key=lambda sentence: sentence.start) - 1)


def paragraphs(text: str, limit: int = LONGEST_PARAGRAPH) -> list[tuple[int, str]]:
    """Cut `text` into parts of at most `limit` characters with their offsets, at a line break or space if it can be."""
    parts = []
    start = 0
    while len(text) - start > limit:
        end = _last_break(text, start, start + limit)
        parts.append((start, text[start:end]))
        start = end
    return [*parts, (start, text[start:])]


def _last_break(text: str, start: int, end: int) -> int:
    for mark in ("\n", ". ", " "):
        found = text.rfind(mark, start + 1, end)
        if found > 0:
            return found + len(mark)
    return end


def read_docs(parts: Sequence[tuple[int, Doc]], *, day: date, actors: Mapping[str, Actor]) -> Reading:
    """Put the docs of one report together: its paragraphs, and its title, of which only the places count.

    A name stands for the group that bore it on `day`.
    """
    title, parts = [each for each in parts if each[0] < 0], [each for each in parts if each[0] >= 0]
    return Reading(
        sentences=tuple(each for offset, doc in parts for each in _sentences(offset, doc)),
        places=tuple(each for offset, doc in parts for each in _places(offset, doc)),
        title_places=tuple(each for offset, doc in title for each in _places(offset, doc)),
        hits=tuple(each for offset, doc in parts for each in _hits(offset, doc)),
        actors=tuple(
            _actor(offset, span, bearer_on(day, span.label_, actors))
            for offset, doc in parts
            for span in doc.spans["actors"]
        ),
    )


def _sentences(offset: int, doc: Doc) -> Iterator[Sentence]:
    text = doc.text
    return (Sentence(offset + start, offset + end) for start, end in sentence_bounds(doc) if text[start:end].strip())


def _places(offset: int, doc: Doc) -> Iterator[FoundPlace]:
    return (place._replace(start=offset + place.start, end=offset + place.end) for place in doc._.places)


def _hits(offset: int, doc: Doc) -> Iterator[IndicatorHit]:
    spans = doc.spans["indicators"]
    text = doc.text if spans else ""
    sentences = sentence_bounds(doc) if spans else []
    for span in spans:
        start, end = sentences[max(0, bisect_right(sentences, (span.start_char, len(text))) - 1)]
        yield _hit(offset, span, quote(text, start, end, span.start_char))


def _hit(offset: int, span: Span, said: str) -> IndicatorHit:
    return IndicatorHit(
        id=span.label_,
        status=Assertion(span._.status),
        start=offset + span.start_char,
        end=offset + span.end_char,
        quote=said,
        reason=span._.reason,
    )


def _actor(offset: int, span: Span, actor: Actor | None) -> ActorMention:
    return ActorMention(
        text=span.text,
        start=offset + span.start_char,
        end=offset + span.end_char,
        actor_id=actor.id if actor else None,
        kind=actor.kind if actor else None,
    )


def quote(text: str, start: int, end: int, around: int) -> str:
    """Return the sentence `start` to `end`, or of a long one the 300 characters around a position."""
    if end - start > LONGEST_QUOTE:
        start = max(start, min(around - LONGEST_QUOTE // 2, end - LONGEST_QUOTE))
        end = min(end, start + LONGEST_QUOTE)
    return text[start:end].strip()
