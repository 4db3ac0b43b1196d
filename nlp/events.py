"""Events: one act or sign, one place, one time, with the words that say so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from nlp.dates.find import find_dates
from nlp.numbers import find_counts, people_counts
from nlp.places.event_place import place_of_hit
from nlp.reading import Reading, Sentence, quote
from nlp.reasons import stated_reasons
from schemas.annotation import (
    ActorMention,
    Assertion,
    Event,
    EventActor,
    EventPlace,
    IndicatorHit,
    PeopleCount,
    PlaceMention,
    Tie,
)
from schemas.base import Moment, day_of, stable_id
from schemas.catalogue import Indicator
from schemas.report import Report, Sex

_STATED = frozenset({Assertion.AFFIRMED, Assertion.HEDGED})
_NOT_OBSERVED = frozenset({"action_taken", "assessment", "future_activities"})
_SENTENCES_BACK = 3


class Sighting(NamedTuple):
    """One stated hit with its indicator, sentence, place and time."""

    hit: IndicatorHit
    indicator: Indicator
    sentence: int
    place: EventPlace | None
    occurred_from: Moment
    occurred_to: Moment
    reason: str | None


def make_events(
    report: Report,
    reading: Reading,
    *,
    mentions: Sequence[PlaceMention],
    stated: Sequence[EventPlace],
    indicators: Mapping[str, Indicator],
) -> tuple[Event, ...]:
    """Return the events of one report, in order of id.

    Only affirmed and hedged signs make events; signs of one kind, place and day make one. Negated signs and context
    stay in the annotation, as do signs under `action taken`, `assessment` and plans, which report no observation.
    """
    hits = [hit for hit in reading.hits if hit.status in _STATED and _is_observation(report, hit)]
    reasons = stated_reasons(report.text, reading, hits, indicators)
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for hit in hits:
        sighting = _sighting(report, reading, hit, indicators[hit.id], mentions, stated, reasons.get(hit))
        groups[_event_id(report, sighting)].append(sighting)
    return tuple(_event(report, reading, event_id, group) for event_id, group in sorted(groups.items()))


def section_of(report: Report, position: int) -> str:
    """Return the name of the section that holds `position`, empty for none."""
    return next((section.name for section in report.sections if section.start <= position < section.end), "")


def _is_observation(report: Report, hit: IndicatorHit) -> bool:
    return section_of(report, hit.start) not in _NOT_OBSERVED


def _sighting(
    report: Report,
    reading: Reading,
    hit: IndicatorHit,
    indicator: Indicator,
    mentions: Sequence[PlaceMention],
    stated: Sequence[EventPlace],
    reason: str | None,
) -> Sighting:
    nearby = _sentences_before(report, reading, hit)
    place = place_of_hit(report.text, hit, [reading.sentences[index] for index in nearby], mentions, stated)
    first, last = _time_of_hit(report, [reading.sentences[index] for index in nearby], hit)
    return Sighting(hit, indicator, nearby[0], place, first, last, reason)


def _sentences_before(report: Report, reading: Reading, hit: IndicatorHit) -> list[int]:
    """Return the hit's sentence and those before it in the same section, nearest first."""
    index = reading.sentence_at(hit.start)
    section = section_of(report, hit.start)
    back = range(index, max(-1, index - _SENTENCES_BACK - 1), -1)
    return [each for each in back if each == index or section_of(report, reading.sentences[each].start) == section]


def _time_of_hit(report: Report, sentences: Sequence[Sentence], hit: IndicatorHit) -> tuple[Moment, Moment]:
    """Return the time named nearest to the hit in its sentence, else in those before, else the report's own."""
    first, last = _report_time(report)
    for sentence in sentences:
        dates = find_dates(report.text[sentence.start : sentence.end], last.date())
        if dates:
            nearest = min(dates, key=lambda each: abs(each.position - (hit.start - sentence.start)))
            return _start_of(nearest.first), _end_of(nearest.last)
    return first, last


def _report_time(report: Report) -> tuple[Moment, Moment]:
    """Return the time of what is reported: occurred, else observed, else the moment of reporting."""
    first = report.occurred_from or report.observed_from or report.reported_at or report.ingested_at
    last = report.occurred_to or report.occurred_from or report.observed_to or first
    return first, max(first, last)


def _start_of(day: date) -> Moment:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _end_of(day: date) -> Moment:
    return datetime.combine(day, time(23, 59, 59), tzinfo=UTC)


def _event_id(report: Report, sighting: Sighting) -> str:
    return stable_id(
        report.report_id, sighting.indicator.kind, _place_key(sighting.place), day_of(sighting.occurred_from)
    )


def _place_key(place: EventPlace | None) -> str:
    if place is None:
        return ""
    return place.place_id or f"{place.name} {place.latitude:.3f} {place.longitude:.3f}"


def _event(report: Report, reading: Reading, event_id: str, group: Sequence[Sighting]) -> Event:
    first = group[0]
    sentences = [reading.sentences[index] for index in sorted({each.sentence for each in group})]
    affirmed = any(each.hit.status is Assertion.AFFIRMED for each in group)
    start, end = reading.sentences[first.sentence]
    return Event(
        id=event_id,
        report_id=report.report_id,
        version_id=report.version_id,
        key=report.key,
        topic=report.provenance.topic,
        kind=first.indicator.kind,
        indicators=tuple(sorted({each.hit.id for each in group})),
        status=Assertion.AFFIRMED if affirmed else Assertion.HEDGED,
        severity=max(each.indicator.severity for each in group),
        tie=_tie({each.indicator.tie for each in group}),
        stated_reason=next((each.reason for each in group if each.reason), None),
        unverified_translation=any(each.hit.unverified_translation for each in group),
        place=first.place,
        occurred_from=min(each.occurred_from for each in group),
        occurred_to=max(each.occurred_to for each in group),
        actors=_actors(reading.actors, sentences),
        counts=_counts(report.text, group, sentences),
        quote=quote(report.text, start, end, first.hit.start),
        spans=tuple(sorted({(each.hit.start, each.hit.end) for each in group})),
        source_type=report.source_type,
        originator=report.originator,
        reliability=report.reliability,
        interviewer_sex=_interviewer_sex(report),
        level=report.level,
        tlp=report.tlp,
        lang=report.language,
        reported_at=report.reported_at or report.ingested_at,
        ingested_at=report.ingested_at,
    )


def _tie(ties: set[Tie]) -> Tie:
    """Return what several signs are tied to together."""
    ties = ties - {"neither"}
    if not ties:
        return "neither"
    return ties.pop() if len(ties) == 1 else "both"


def _actors(actors: Iterable[ActorMention], sentences: Sequence[Sentence]) -> tuple[EventActor, ...]:
    """Return the groups named in the sentences, each once; an unnamed group by its description."""
    inside = [actor for actor in actors if any(start <= actor.start < end for start, end in sentences)]
    unique = {(actor.actor_id or actor.text.casefold()): actor for actor in reversed(inside)}
    return tuple(
        EventActor(actor_id=actor.actor_id, name=actor.text, kind=actor.kind) for _, actor in sorted(unique.items())
    )


def _counts(text: str, group: Sequence[Sighting], sentences: Sequence[Sentence]) -> tuple[PeopleCount, ...]:
    what = text[group[0].hit.start : group[0].hit.end]
    found = [each for start, end in sentences for each in find_counts(text[start:end])]
    return tuple(dict.fromkeys(people_counts(found, what=what)))


def _interviewer_sex(report: Report) -> Sex | None:
    """Return the interviewers' sex where all contacts agree."""
    sexes = {contact.interviewer_sex for contact in report.contacts if contact.interviewer_sex}
    return sexes.pop() if len(sexes) == 1 else None
