"""Events: one act or sign, one place, one time, with the words that say so."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from nlp.event_people import actors_in, counts_in, event_actors
from nlp.event_scope import Scope, section_of
from nlp.places.event_place import places_of_hit
from nlp.reading import Reading, Sentence, quote
from nlp.reasons import stated_reasons
from nlp.report_events import unsigned_sightings
from nlp.routes import heading_in, route_in
from nlp.sightings import Sighting
from schemas.annotation import (
    ActorMention,
    Assertion,
    Event,
    EventPlace,
    IndicatorHit,
    PlaceMention,
    Tie,
)
from schemas.base import day_of, stable_id
from schemas.catalogue import Indicator
from schemas.report import Report, Sex

_STATED = frozenset({Assertion.AFFIRMED, Assertion.HEDGED})
_OF_TRAFFICKING = frozenset({"trafficking", "both"})
_NOT_OBSERVED = frozenset({"action_taken", "assessment", "future_activities"})


def make_events(
    report: Report,
    reading: Reading,
    *,
    mentions: Sequence[PlaceMention],
    stated: Sequence[EventPlace],
    indicators: Mapping[str, Indicator],
) -> tuple[Event, ...]:
    """Return the events of one report, in order of id.

    Only affirmed and hedged signs make events; signs of one kind, place and day make one, a sign of several places one
    at each. Negated signs and context stay in the annotation, as do signs under `action taken`, `assessment` and
    plans, which report no observation.
    """
    hits = [hit for hit in reading.hits if hit.status in _STATED and _is_observation(report, hit.start)]
    scope = Scope(report, reading, mentions)
    seen = list(_signed_sightings(report, reading, scope, hits, stated, indicators))
    silent = _silent_sentences(report, reading)
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in (*seen, *unsigned_sightings(scope, reading, silent, stated, seen, report.language)):
        groups[_event_id(report, sighting)].append(sighting)
    return tuple(_event(report, reading, scope, event_id, group) for event_id, group in sorted(groups.items()))


def _by_sentence(reading: Reading, hits: Sequence[IndicatorHit]) -> Iterator[tuple[int, list[IndicatorHit]]]:
    ordered = sorted(hits, key=lambda hit: hit.start)
    for sentence, here in groupby(ordered, key=lambda hit: reading.sentence_at(hit.start)):
        yield sentence, list(here)


def _signed_sightings(
    report: Report,
    reading: Reading,
    scope: Scope,
    hits: Sequence[IndicatorHit],
    stated: Sequence[EventPlace],
    indicators: Mapping[str, Indicator],
) -> Iterator[Sighting]:
    reasons = stated_reasons(report.text, reading, hits, indicators) if hits else {}
    for sentence, here in _by_sentence(reading, hits):
        actors = reading.actors_in(sentence)
        for hit in here:
            yield from _sightings(scope, hit, indicators[hit.id], sentence, here, actors, stated, reasons.get(hit))


def _silent_sentences(report: Report, reading: Reading) -> list[int]:
    """Return the sentences that report an observation and hold no sign, not even a negated one."""
    signed = {reading.sentence_at(hit.start) for hit in reading.hits}
    numbered = enumerate(reading.sentences)
    return [number for number, (start, _) in numbered if number not in signed and _is_observation(report, start)]


def _is_observation(report: Report, position: int) -> bool:
    return section_of(report, position) not in _NOT_OBSERVED


def _sightings(
    scope: Scope,
    hit: IndicatorHit,
    indicator: Indicator,
    sentence: int,
    hits: Sequence[IndicatorHit],
    groups: Sequence[ActorMention],
    stated: Sequence[EventPlace],
    reason: str | None,
) -> Iterator[Sighting]:
    """Yield one of the `hits` of a sentence once for each place told for it, here and in pieces that go on with it."""
    own = scope.piece_of(hit, sentence)
    is_last = not any(hit.start < other.start < own.end for other in hits)
    for piece in (own, *(scope.pieces_going_on(sentence, own) if is_last else ())):
        places: Sequence[EventPlace | None] = places_of_hit(scope, hit, sentence, piece, stated) or (None,)
        when = scope.time_of(sentence, piece, hit.start if piece == own else piece.start)
        actors = actors_in(groups, scope, sentence, own)
        counts = counts_in(scope, hit, hits, piece, actors, len(places))
        for place in places:
            yield Sighting(hit, indicator, sentence, place, when, reason, tuple(actors), tuple(counts))


def _event_id(report: Report, sighting: Sighting) -> str:
    return stable_id(report.report_id, sighting.indicator.kind, _place_key(sighting.place), day_of(sighting.when.first))


def _place_key(place: EventPlace | None) -> str:
    if place is None:
        return ""
    return place.place_id or f"{place.name} {place.latitude:.3f} {place.longitude:.3f}"


def _event(report: Report, reading: Reading, scope: Scope, event_id: str, group: Sequence[Sighting]) -> Event:
    first = group[0]
    tie = _tie({each.indicator.tie for each in group})
    affirmed = any(each.hit.status is Assertion.AFFIRMED for each in group)
    start, end = reading.sentences[first.sentence]
    return Event(
        id=event_id,
        report_id=report.report_id,
        version_id=report.version_id,
        key=report.key,
        topic=report.provenance.topic,
        kind=first.indicator.kind,
        indicators=tuple(sorted({each.hit.id for each in group} - {""})),
        status=Assertion.AFFIRMED if affirmed else Assertion.HEDGED,
        severity=max(each.indicator.severity for each in group),
        tie=tie,
        stated_reason=next((each.reason for each in group if each.reason), None),
        unverified_translation=any(each.hit.unverified_translation for each in group),
        place=first.place,
        **(_way(scope, reading.sentences[first.sentence]) if tie in _OF_TRAFFICKING else {}),
        occurred_from=min(each.when.first for each in group),
        occurred_to=max(each.when.last for each in group),
        date_precision=first.when.precision,
        date_basis=first.when.basis,
        time_of_day=next((each.when.part for each in group if each.when.part), None),
        observed_from=report.observed_from,
        observed_to=report.observed_to,
        actors=event_actors(actor for each in group for actor in each.actors),
        counts=tuple(dict.fromkeys(count for each in group for count in each.counts)),
        quote=quote(report.text, start, end, first.hit.start),
        spans=tuple(sorted({(each.hit.start, each.hit.end) for each in group})),
        source_type=report.source_type,
        originator=report.originator,
        reliability=report.reliability,
        interviewer_sex=_interviewer_sex(report),
        level=report.level,
        audience=report.audience,
        tlp=report.tlp,
        lang=report.language,
        reported_at=report.reported_at or report.ingested_at,
        ingested_at=report.ingested_at,
    )


def _way(scope: Scope, sentence: Sentence) -> dict[str, Any]:
    """Return the places on a way and the direction that a sentence tells."""
    start, end = sentence
    return {
        "route": route_in(scope.text, scope.mentions_in(sentence), start),
        "heading": heading_in(scope.text, start, end),
    }


def _tie(ties: set[Tie]) -> Tie:
    """Return what several signs are tied to together."""
    ties = ties - {"neither"}
    if not ties:
        return "neither"
    return ties.pop() if len(ties) == 1 else "both"


def _interviewer_sex(report: Report) -> Sex | None:
    """Return the interviewers' sex where all contacts agree."""
    sexes = {contact.interviewer_sex for contact in report.contacts if contact.interviewer_sex}
    return sexes.pop() if len(sexes) == 1 else None
