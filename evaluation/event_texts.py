"""Field texts with the events that a reader sees in them, and how near the annotate stage comes to these.

The signs are given, so that what is measured is the place, time, actors and people of each, not the finding of signs.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from evaluation.halves import Half, in_half
from evaluation.reports import plain_report
from nlp.annotate import Readers, answer, read_report
from schemas.annotation import Assertion, Event, IndicatorHit
from schemas.catalogue import Indicator
from schemas.mission import Mission
from schemas.report import Report, StatedPlace

_PEOPLE = re.compile(
    r"(?P<least>\d+)(?:-(?P<most>\d+))?(?: (?P<sex>[FM]))?(?: (?P<unit>household))?"
    r"(?: (?P<young>\d+)(?:-(?P<old>\d+)|(?P<more>\+))?)?"
)

_AS_LETTERS = str.maketrans("0123456789-", "abcdefghij_")


class Told(NamedTuple):
    """One event as a reader sees it, in the form in which what was read is compared with it."""

    sign: str
    place: str
    first: date
    last: date
    actors: frozenset[str]
    people: frozenset[tuple[object, ...]]
    reason: str | None


class EventText(NamedTuple):
    """One field text with its events and the words that carry them."""

    report: Report
    events: tuple[Told, ...]
    hits: tuple[IndicatorHit, ...]


def read_event_texts(file: Path, half: Half) -> list[EventText]:
    """Return the texts of a YAML file that fall in `half` by their id."""
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [_text(entry) for entry in entries if in_half(entry["id"], half)]


def _text(entry: dict[str, Any]) -> EventText:
    report = plain_report(entry["id"], entry["text"], language=entry["lang"]).model_copy(
        update={
            "reported_at": datetime.combine(entry["reported"], time(18), tzinfo=UTC),
            "stated_places": (StatedPlace(name=entry["at"]),) if "at" in entry else (),
        }
    )
    told = tuple(_told(entry, event) for event in entry["events"])
    return EventText(report, told, tuple(dict.fromkeys(_hits(entry))))


def _told(entry: dict[str, Any], event: dict[str, Any]) -> Told:
    when = str(event["when"]).split("..")
    first, last = (date.fromisoformat(each) for each in (when[0], when[-1]))
    people = frozenset(_people(str(each)) for each in event.get("people", ()))
    actors = frozenset(each.casefold() for each in event.get("by", ()))
    return Told(event["sign"], event["place"], first, last, actors, people, event.get("reason"))


def _people(written: str) -> tuple[object, ...]:
    match = _PEOPLE.fullmatch(written)
    if match is None:
        raise ValueError(f"{written!r} is not of the form `10-15 F 18+`")
    young, old = match["young"], match["old"] or match["young"]
    youngest = int(young) if young and young != "0" else None
    oldest = int(old) if old and not match["more"] else None
    return (
        int(match["least"]),
        int(match["most"] or match["least"]),
        match["sex"],
        youngest,
        oldest,
        bool(match["unit"]),
    )


def _hits(entry: dict[str, Any]) -> Iterator[IndicatorHit]:
    for event in entry["events"]:
        if not event.get("goes_on"):
            start = entry["text"].index(event["words"])
            yield IndicatorHit(
                id=event["sign"], status=Assertion.AFFIRMED, start=start, end=start + len(event["words"]),
                quote=event["words"], reason="given",
            )  # fmt: skip


def read_events(texts: Sequence[EventText], readers: Readers) -> list[tuple[Told, ...]]:
    """Return the events that are read in each text, its signs being given."""
    found = []
    given = {hit.id: _sign(hit.id) for text in texts for hit in text.hits}
    for text in texts:
        reading = read_report(text.report, readers)._replace(hits=text.hits)
        events = answer(text.report, reading, readers._replace(indicators=given)).events
        found.append(tuple(as_told(event, sign) for event in events for sign in event.indicators))
    return found


def _sign(sign_id: str) -> Indicator:
    """Return a sign that is a kind of event of its own, whatever the catalogue holds today."""
    return Indicator(
        id=sign_id, name={"en": sign_id}, definition=sign_id, kind=sign_id.lower().translate(_AS_LETTERS), severity=3,
        tie="both",
        sources=("patrol",), patterns={}, basis="given",
    )  # fmt: skip


def as_told(event: Event, sign: str) -> Told:
    """Return an event in the form that is compared; those who did it do not count among the people."""
    people = frozenset(
        (each.minimum, each.maximum, each.sex, each.youngest, each.oldest, each.unit == "household")
        for each in event.counts
        if each.role == "affected"
    )
    actors = frozenset((each.actor_id or each.name).casefold() for each in event.actors)
    place = event.place.name if event.place else ""
    return Told(sign, place, event.occurred_from.date(), event.occurred_to.date(), actors, people, event.stated_reason)


class EventScore(NamedTuple):
    """Shares: events found and right by sign and place; of those, the share with each of their other sides right."""

    told: int
    recall: float
    precision: float
    time: float
    actors: float
    people: float
    reason: float


def score(texts: Sequence[EventText], found: Sequence[Sequence[Told]]) -> EventScore:
    """Return how near what was read comes to what a reader sees; an event is found where sign and place are right."""
    pairs, told, read = [], 0, 0
    for text, events in zip(texts, found, strict=True):
        matched = list(_matched(text.events, list(events)))
        pairs += matched
        told, read = told + len(text.events), read + len(events)
    return EventScore(
        told, len(pairs) / max(1, told), len(pairs) / max(1, read),
        _share((left.first, left.last) == (right.first, right.last) for left, right in pairs),
        _share(left.actors <= right.actors for left, right in pairs if left.actors),
        _share(left.people == right.people for left, right in pairs if left.people or right.people),
        _share(left.reason == right.reason for left, right in pairs if left.reason or right.reason),
    )  # fmt: skip


def _matched(told: Iterable[Told], read: list[Told]) -> Iterator[tuple[Told, Told]]:
    """Pair events of one sign and place, those of the same first day before others."""
    for event in told:
        same = [each for each in read if (each.sign, each.place) == (event.sign, event.place)]
        if same:
            best = min(same, key=lambda each: abs(each.first - event.first))
            read.remove(best)
            yield event, best


def _share(right: Iterable[bool]) -> float:
    values = list(right)
    return sum(values) / max(1, len(values))


def plain_events(texts: Sequence[EventText], mission: Mission) -> list[tuple[Told, ...]]:
    """Return what a plain reader makes of the signs: the place named nearest in the text, the day of the report."""
    return [tuple(dict.fromkeys(_plain(text, hit, mission) for hit in text.hits)) for text in texts]


def _plain(text: EventText, hit: IndicatorHit, mission: Mission) -> Told:
    named = [
        (abs(match.start() - hit.start), place.name)
        for place in mission.places
        for match in re.finditer(re.escape(place.name), text.report.text)
    ]
    day = (text.report.reported_at or text.report.ingested_at).date()
    return Told(hit.id, min(named)[1] if named else "", day, day, frozenset(), frozenset(), None)
