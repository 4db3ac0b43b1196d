"""Reports in the press as the events that linking takes: what their titles say, and what the coarse setting adds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from evaluation.reports import plain_report
from evaluation.ucdp_items import Cited, Coarse
from linking.prepare import prepare_events
from nlp.annotate import annotate
from nlp.dates.find import find_dates
from nlp.numbers import find_counts, people_counts
from schemas.annotation import ActorMention, AnnotatedReport, Assertion, Event, EventActor, EventPlace
from schemas.base import stable_id
from schemas.catalogue import Catalogue
from schemas.mission import Mission
from schemas.report import Report

CELL_RADIUS_KM = 5.0
"""In a cell of 0.1 degree 80 % of all points lie within 5.6 km of its centre; places of one event share their cell."""

_KIND = "violence"
_SEVERITY = 5
_GOVERNMENT, _CIVILIANS = "Government of ", "Civilians"


def text_events(items: Sequence[Cited], *, catalogue: Catalogue, gazetteer: Path | None) -> list[Event]:
    """Return one event for each report, in their order, ready to be linked: title, outlet and day of publication.

    The title is read as the annotate stage reads any text: signs, places, numbers of people, dates. Without a date the
    day of publication stands in, as for any report. UCDP holds deaths alone, so a title without a sign is violence too.
    """
    reports = [_report(item) for item in items]
    answers = annotate(reports, mission=Mission(), catalogue=catalogue, gazetteer_path=gazetteer)
    events = (_event(*each) for each in zip(items, reports, answers, strict=True))
    return _prepared(items, events)


def coarse_events(items: Sequence[Cited], events: Sequence[Event]) -> list[Event]:
    """Return `events` (of `text_events`) at the cell, with the sides and the type of violence that UCDP gives."""
    return _prepared(items, (_with_coarse(event, item.coarse) for event, item in zip(events, items, strict=True)))


def _prepared(items: Sequence[Cited], events: Iterable[Event]) -> list[Event]:
    pairs = zip(items, events, strict=True)
    return [ready for item, event in pairs for ready in prepare_events([event], item.title)]


def _report(item: Cited) -> Report:
    name = stable_id(item.outlet, item.published.isoformat(), item.title)
    at = datetime.combine(item.published, time(12), tzinfo=UTC)
    fields = {"reported_at": at, "ingested_at": at, "originator": item.outlet}
    return plain_report(name, item.title, language="en").model_copy(update=fields)


def _event(item: Cited, report: Report, answer: AnnotatedReport) -> Event:
    read = max(answer.events, key=lambda event: (event.severity, event.id), default=None)
    event = read or _bare_event(item, report, answer)
    return event.model_copy(update={"severity": _SEVERITY, "place": event.place or _first_place(answer)})


def _bare_event(item: Cited, report: Report, answer: AnnotatedReport) -> Event:
    """Return the event of a title in which no sign was read."""
    dates = find_dates(item.title, item.published)
    first, last = (dates[0].first, dates[0].last) if dates else (item.published, item.published)
    return Event(
        id=stable_id("event", report.report_id), report_id=report.report_id, version_id=report.version_id,
        key=report.key, topic=report.provenance.topic, kind=_KIND, indicators=(), status=Assertion.AFFIRMED,
        severity=_SEVERITY, tie="neither", place=None, occurred_from=_at(first, time.min),
        occurred_to=_at(last, time(23, 59, 59)), date_basis="text" if dates else "reported",
        date_precision=dates[0].precision if dates else "day",
        actors=tuple(_actor(mention) for mention in answer.annotation.actors),
        counts=tuple(people_counts(find_counts(item.title), what="")), quote=item.title, spans=((0, len(item.title)),),
        source_type=report.source_type, originator=report.originator, reliability=report.reliability,
        level=report.level, tlp=report.tlp, lang=report.language, reported_at=report.ingested_at,
        ingested_at=report.ingested_at,
    )  # fmt: skip


def _actor(mention: ActorMention) -> EventActor:
    return EventActor(actor_id=mention.actor_id, name=mention.text, kind=mention.kind)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=UTC)


def _first_place(answer: AnnotatedReport) -> EventPlace | None:
    places = (each for each in answer.annotation.places if each.latitude is not None and each.longitude is not None)
    first = next(places, None)
    if first is None:
        return None
    return EventPlace(
        place_id=first.place_id, name=first.name or first.text, latitude=first.latitude or 0.0,
        longitude=first.longitude or 0.0, radius_km=first.radius_km or 0.0, admin1=first.admin1, admin2=first.admin2,
        reason=first.reason,
    )  # fmt: skip


def _with_coarse(event: Event, coarse: Coarse) -> Event:
    cell = f"cell {coarse.cell.latitude:.1f} {coarse.cell.longitude:.1f}"
    place = EventPlace(
        place_id=cell, name=cell, latitude=coarse.cell.latitude, longitude=coarse.cell.longitude,
        radius_km=CELL_RADIUS_KM, reason="the cell of 0.1 degree",
    )  # fmt: skip
    actors = tuple(_actors(coarse))
    return event.model_copy(update={"place": place, "actors": actors, "kind": f"{_KIND}_{coarse.violence[:1]}"})


def _actors(coarse: Coarse) -> Iterator[EventActor]:
    for side in (coarse.side_a, coarse.side_b):
        kind = "state_force" if side.startswith(_GOVERNMENT) else "non_state_armed_group"
        yield EventActor(actor_id=side, name=side, kind="civilian" if side == _CIVILIANS else kind)
