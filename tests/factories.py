"""Small valid items for tests; people, villages and reporters are invented (country XX).

Every builder takes the fields to set as keywords; `name` makes a second, different item of the same kind.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from schemas.annotation import (
    ActorMention,
    Annotation,
    Assertion,
    Event,
    EventActor,
    EventPlace,
    IndicatorHit,
    PeopleCount,
    PlaceMention,
    Versions,
)
from schemas.base import stable_id
from schemas.linkage import Credibility, Incident, Link, Origin, Reason, StatedNumber
from schemas.protection import Audience, Level, Tlp
from schemas.report import Case, Count, Provenance, Report, StatedPlace
from schemas.route import RouteStop, StopRole
from schemas.source import Reliability, SourceType
from schemas.status import SourceStatus
from schemas.thread import ThreadMember
from schemas.warning import AlertLevel, Area, Evidence, HistoryLine, Pattern, Verdict, Warning

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
TOPIC = "patrol-notes"
TEXT = "Three women of Kanvi-Est said that armed men on motorbikes took two girls near the river at night."


def moment(day: float = 0) -> datetime:
    """Return the moment `day` days after the start of the tests' calendar, Monday 2 March 2026."""
    return START + timedelta(days=day)


def report_id_of(name: str = "one") -> str:
    """Return the id of the report that the builders make under `name`."""
    return stable_id(TOPIC, name)


def make_provenance(**fields: Any) -> Provenance:
    """Return where a row came from."""
    return Provenance(**{"topic": TOPIC, "partition": 0, "offset": 0, "row": 0, "kafka_at": START, **fields})


def make_report(name: str = "one", **fields: Any) -> Report:
    """Return one masked patrol note."""
    defaults: dict[str, Any] = {
        "key": f"{TOPIC}:{name}",
        "provenance": make_provenance(),
        "source_type": SourceType.PATROL,
        "originator": "TS-ALPHA",
        "reliability": Reliability.B,
        "audience": Audience.ALL,
        "level": Level.CONFIDENTIAL,
        "tlp": Tlp.AMBER,
        "purpose": "early warning",
        "retention_until": date(2027, 3, 2),
        "report_id": report_id_of(name),
        "version_id": stable_id(TOPIC, name, "1"),
        "title": "Patrol to Kanvi-Est",
        "text": TEXT,
        "language": "en",
        "stated_places": (StatedPlace(name="Kanvi-Est", latitude=11.2, longitude=2.9),),
        "occurred_from": START,
        "occurred_to": START,
        "reported_at": START,
        "ingested_at": START,
    }
    return Report(**defaults | fields)


def make_count(name: str = "one", **fields: Any) -> Count:
    """Return one clinic count; the report it comes from is that of `name`."""
    defaults: dict[str, Any] = {
        "key": f"clinic-counts:{name}",
        "provenance": make_provenance(topic="clinic-counts"),
        "source_type": SourceType.CLINIC,
        "originator": "CLINIC-7",
        "reliability": Reliability.A,
        "audience": Audience.ALL,
        "level": Level.CONFIDENTIAL,
        "tlp": Tlp.AMBER,
        "purpose": "early warning",
        "retention_until": date(2027, 3, 2),
        "id": stable_id("count", name),
        "report_id": report_id_of(name),
        "version_id": stable_id(TOPIC, name, "1"),
        "facility_id": "FAC-7",
        "admin2": "Kanvi",
        "measure": "attendance",
        "sex": "F",
        "period_from": date(2026, 3, 2),
        "period_to": date(2026, 3, 8),
        "value": 12,
        "ingested_at": START,
    }
    return Count(**defaults | fields)


def make_case(name: str = "one", **fields: Any) -> Case:
    """Return a counted visit, named by `name`."""
    defaults: dict[str, Any] = {
        "id": stable_id("case", name),
        "version_id": stable_id("case version", name),
        "key": "",
        "provenance": make_provenance(topic="clinic-fhir"),
        "source_type": SourceType.CLINIC,
        "originator": "",
        "reliability": Reliability.B,
        "level": Level.STRICTLY_CONFIDENTIAL,
        "tlp": Tlp.RED,
        "purpose": "tests",
        "retention_until": date(2026, 1, 1),
        "area": "ouEXAMPLE01",
        "admin2": "Kanvi",
        "measures": ("attendance",),
        "period_from": date(2025, 2, 3),
        "period_to": date(2025, 2, 9),
        "state": "counts",
    }
    return Case(**(defaults | fields))


def make_annotation(name: str = "one", **fields: Any) -> Annotation:
    """Return what was read out of the report of `name`."""
    place = PlaceMention(
        text="Kanvi-Est",
        start=15,
        end=24,
        place_id="XX-1",
        name="Kanvi-Est",
        latitude=11.2,
        longitude=2.9,
        radius_km=2.0,
        admin1="Nord",
        admin2="Kanvi",
        score=0.9,
        reason="the only place of this name",
    )
    sign = IndicatorHit(id="ABD-01", status=Assertion.AFFIRMED, start=0, end=98, quote=TEXT, reason="took two girls")
    defaults: dict[str, Any] = {
        "report_id": report_id_of(name),
        "version_id": stable_id(TOPIC, name, "1"),
        "key": f"{TOPIC}:{name}",
        "topic": TOPIC,
        "lang": "en",
        "language_processed": True,
        "places": (place,),
        "indicators": (sign,),
        "actors": (ActorMention(text="armed men", start=35, end=44, kind="non_state_armed_group"),),
        "audience": Audience.ALL,
        "level": Level.CONFIDENTIAL,
        "versions": Versions(model="m1", catalogue="c1", gazetteer="g1"),
    }
    return Annotation(**defaults | fields)


def make_place(**fields: Any) -> EventPlace:
    """Return the place of an event."""
    defaults: dict[str, Any] = {
        "place_id": "XX-1",
        "name": "Kanvi-Est",
        "latitude": 11.2,
        "longitude": 2.9,
        "radius_km": 2.0,
        "admin1": "Nord",
        "admin2": "Kanvi",
        "reason": "the only place of this name",
    }
    return EventPlace(**defaults | fields)


def make_stop(role: StopRole = "origin", **fields: Any) -> RouteStop:
    """Return a place on a way."""
    defaults = {"place_id": "XX-1", "name": "Kanvi-Est", "latitude": 11.2, "longitude": 2.9, "admin2": "Kanvi"}
    return RouteStop(**{"role": role, **defaults, **fields})


def make_event(name: str = "one", **fields: Any) -> Event:
    """Return one event of the report of `name`; give `id` for a second event of one report."""
    defaults: dict[str, Any] = {
        "id": stable_id("event", name),
        "report_id": report_id_of(name),
        "version_id": stable_id(TOPIC, name, "1"),
        "key": f"{TOPIC}:{name}",
        "topic": TOPIC,
        "kind": "abduction",
        "indicators": ("ABD-01",),
        "status": Assertion.AFFIRMED,
        "severity": 4,
        "tie": "both",
        "place": make_place(),
        "occurred_from": START,
        "occurred_to": START,
        "date_basis": "occurred",
        "actors": (EventActor(name="armed men", kind="non_state_armed_group"),),
        "counts": (PeopleCount(minimum=2, maximum=2, who="girls", what="taken"),),
        "quote": TEXT,
        "spans": ((0, len(TEXT)),),
        "source_type": SourceType.PATROL,
        "originator": "TS-ALPHA",
        "reliability": Reliability.B,
        "audience": Audience.ALL,
        "level": Level.CONFIDENTIAL,
        "tlp": Tlp.AMBER,
        "lang": "en",
        "reported_at": START,
        "ingested_at": START,
    }
    return Event(**defaults | fields)


def make_link(left: str = "one", right: str = "two", **fields: Any) -> Link:
    """Return the link between the events that `make_event` makes under the names `left` and `right`."""
    first, second = sorted([left, right], key=lambda name: stable_id("event", name))
    defaults: dict[str, Any] = {
        "id": stable_id("link", first, second),
        "left": stable_id("event", first),
        "right": stable_id("event", second),
        "left_key": f"{TOPIC}:{first}",
        "right_key": f"{TOPIC}:{second}",
        "left_report_id": report_id_of(first),
        "right_report_id": report_id_of(second),
        "probability": 0.9,
        "weight": 3.2,
        "reasons": (Reason(comparison="place", sentence="Both name Kanvi-Est.", weight=3.2),),
        "status": "linked",
        "profile": "analyst",
        "level": Level.CONFIDENTIAL,
    }
    return Link(**defaults | fields)


def make_incident(name: str = "one", **fields: Any) -> Incident:
    """Return the incident of the one event that `make_event` makes under `name`."""
    count = PeopleCount(minimum=2, maximum=2, who="girls", what="taken")
    key = f"{TOPIC}:{name}"
    defaults: dict[str, Any] = {
        "id": stable_id("event", name),
        "profile": "analyst",
        "events": (stable_id("event", name),),
        "keys": (key,),
        "report_ids": (report_id_of(name),),
        "kinds": ("abduction",),
        "indicators": ("ABD-01",),
        "place": make_place(),
        "first_at": START,
        "last_at": START,
        "independent_origins": 1,
        "origins": (Origin(keys=(key,), originators=("TS-ALPHA",), reason="one originator"),),
        "numbers": (StatedNumber(key=key, count=count),),
        "credibility": Credibility(grade=6, reason="one origin alone: nothing independent to compare with"),
        "level": Level.CONFIDENTIAL,
        "tlp": Tlp.AMBER,
    }
    return Incident(**defaults | fields)


def make_member(name: str = "one", **fields: Any) -> ThreadMember:
    """Return the event that `make_event` makes under `name`, as a member of an incident with that of `two`."""
    event = make_event(name)
    taken = "id key report_id kind status indicators place occurred_from quote source_type originator reliability level"
    defaults: dict[str, Any] = {
        **{field: getattr(event, field) for field in (*taken.split(), "tlp")},
        "profile": "analyst",
        "incident_id": stable_id("event", "one"),
        "events": (stable_id("event", "one"), stable_id("event", "two")),
        "report_ids": (report_id_of(), report_id_of("two")),
        "reasons": (f"{TOPIC}:two: Both name Kanvi-Est.",),
        "credibility": 6,
    }
    return ThreadMember(**defaults | fields)


def make_area(**fields: Any) -> Area:
    """Return the circle that holds the signs."""
    defaults: dict[str, Any] = {
        "name": "Kanvi-Est",
        "admin1": "Nord",
        "admin2": "Kanvi",
        "place_id": "XX-1",
        "latitude": 11.2,
        "longitude": 2.9,
        "radius_km": 20.0,
    }
    return Area(**defaults | fields)


def make_evidence(name: str = "one", **fields: Any) -> Evidence:
    """Return the event that `make_event` makes under `name`, as a sign behind a pattern."""
    event = make_event(name)
    defaults: dict[str, Any] = {
        "event_id": event.id,
        "key": event.key,
        "indicators": event.indicators,
        "kind": event.kind,
        "status": event.status,
        "quote": event.quote,
        "place_name": "Kanvi-Est",
        "latitude": 11.2,
        "longitude": 2.9,
        "occurred_from": event.occurred_from,
        "occurred_to": event.occurred_to,
        "source_type": event.source_type,
        "originator": event.originator,
        "reliability": event.reliability,
        "credibility": 3,
        "level": event.level,
        "tlp": event.tlp,
        "weight": 1.0,
    }
    return Evidence(**defaults | fields)


def make_pattern(name: str = "one", **fields: Any) -> Pattern:
    """Return what a detector saw."""
    defaults: dict[str, Any] = {
        "id": stable_id("pattern", name),
        "detector": "precursors",
        "profile": "analyst",
        "area": make_area(),
        "window_from": START,
        "window_to": moment(14),
        "score": 0.6,
        "indicators": ("ABD-01",),
        "evidence": (make_evidence(name),),
        "reasons": ("Two signs within 14 days and 20 km.",),
        "independent_origins": 1,
        "level": Level.CONFIDENTIAL,
        "tlp": Tlp.AMBER,
    }
    return Pattern(**defaults | fields)


def make_warning(name: str = "one", **fields: Any) -> Warning:
    """Return an open warning."""
    defaults: dict[str, Any] = {
        "id": stable_id("warning", name),
        "profile": "analyst",
        "raised_at": moment(14),
        "updated_at": moment(14),
        "area": make_area(),
        "window_from": START,
        "window_to": moment(14),
        "alert_level": AlertLevel.MEDIUM,
        "status": "open",
        "score": 0.6,
        "statement": "Signs that may come before abductions around Kanvi-Est.",
        "evidence": (make_evidence(name),),
        "reasons": ("Two signs within 14 days and 20 km.",),
        "detectors": ("precursors",),
        "indicators": ("ABD-01",),
        "independent_origins": 1,
        "crsv": Verdict(indicated=True, reason="an abduction of girls"),
        "trafficking": Verdict(indicated=False, reason="no sign of movement for gain"),
        "not_known": ("who the armed men are",),
        "open_question": "Are there other reasons why people left?",
        "probes": ("Ask when the market closes.",),
        "addressee": "duty officer of the joint operations centre",
        "referral_note": "Refer survivors to the GBV focal point.",
        "level": Level.CONFIDENTIAL,
        "tlp": Tlp.AMBER,
        "history": (HistoryLine(at=moment(14), what="raised", alert_level=AlertLevel.MEDIUM, reason="two signs"),),
    }
    return Warning(**defaults | fields)


def make_source(topic: str = "patrol-notes", **fields: Any) -> SourceStatus:
    """Return how one source is, on time unless said otherwise."""
    defaults: dict[str, Any] = {
        "audience": Audience.ALL,
        "level": Level.CONFIDENTIAL,
        "state": "on_time",
        "lag_messages": 0,
        "last_report_at": moment(2),
        "expected_every_days": 1.0,
        "silent_since": None,
        "rows_in_period": 3,
        "least_rows": 0,
        "rows_by_fate": {"indexed": 3},
    }
    return SourceStatus(topic=topic, **defaults | fields)
