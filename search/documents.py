"""Items as flat documents and back: what is searched lies flat, the item itself in `body`.

Kibana cannot aggregate nested fields, so every item is one document of single values and plain lists.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import singledispatch
from typing import Any, get_args

import h3

from schemas.annotation import Annotation, Event, EventPlace
from schemas.base import day_of
from schemas.index import D, Document
from schemas.linkage import Incident, Link
from schemas.protection import scope_named
from schemas.report import Count, Report
from schemas.route import StopRole
from schemas.source import SourceType
from schemas.status import SourceStatus
from schemas.thread import ThreadMember
from schemas.warning import Area, Evidence, Pattern, Warning
from search.fields import kind_of

CELL_RESOLUTION = 6  # cells of 36 square kilometres on average (h3geo.org, table of cell statistics)


def flatten(document: Document) -> dict[str, Any]:
    """Return the flat document of an item: its declared fields as plain JSON values, and the item's JSON as `body`."""
    made = derived(document)
    fields = kind_of(type(document)).fields
    given = {name: plain(made[name] if name in made else getattr(document, name)) for name in fields}
    filled = {name: value for name, value in given.items() if value not in (None, "", [])}
    return {**filled, "body": document.model_dump_json()}


def restore(kind: type[D], body: str) -> D:
    """Return the item that `flatten` put into `body`."""
    return kind.model_validate_json(body)


def id_of(document: Document) -> str:
    """Return what an item is stored by."""
    return str(getattr(document, kind_of(type(document)).id_field))


def scope_of(document: Document) -> str:
    """Return the scope that an item belongs to: that of its level and audience, or its profile where it is derived."""
    if isinstance(document, Report | Annotation | Event | Count | SourceStatus):
        return scope_named(document.level, document.audience)
    return document.profile


def plain(value: Any) -> Any:
    """Return `value` as JSON has it; moments in UTC to the millisecond, so that they sort as text."""
    match value:
        case datetime():
            return timestamp(value)
        case date():
            return timestamp(datetime.combine(value, time(), UTC))
        case StrEnum():
            return value.value
        case tuple() | list():
            return [plain(part) for part in value]
    return value


def timestamp(moment: datetime) -> str:
    """Return `moment` in UTC to the millisecond, as Elasticsearch keeps it."""
    try:
        return moment.astimezone(UTC).isoformat(timespec="milliseconds")
    except OverflowError:  # within hours of the years 1 and 9999
        return moment.replace(tzinfo=UTC).isoformat(timespec="milliseconds")


@singledispatch
def derived(document: Document) -> dict[str, Any]:
    """Return the fields of an item that are not simply fields of its class."""
    raise TypeError(f"no document is made of {type(document).__name__}")


@derived.register
def _(report: Report) -> dict[str, Any]:
    dated_at = report.occurred_from or report.observed_from or report.reported_at or report.ingested_at
    return {
        "topic": report.provenance.topic,
        "text": f"{report.title}\n{report.text}",
        "dated_at": dated_at,
        "day": day_of(dated_at),
        "ingested_day": day_of(report.ingested_at),
    }


@derived.register
def _(annotation: Annotation) -> dict[str, Any]:
    return {
        "indicators": unique(hit.id for hit in annotation.indicators),
        "place_ids": unique(place.place_id for place in annotation.places if place.place_id),
        "actors": unique(actor.actor_id or actor.text for actor in annotation.actors),
        "model": annotation.versions.model,
        "catalogue": annotation.versions.catalogue,
        "gazetteer": annotation.versions.gazetteer,
    }


@derived.register
def _(source: SourceStatus) -> dict[str, Any]:
    return {"rows": sum(source.rows_by_fate.values()), "rows_quarantined": source.rows_by_fate.get("quarantined", 0)}


@derived.register
def _(event: Event) -> dict[str, Any]:
    befallen = [count for count in event.counts if count.role == "affected"]
    return {
        **place_fields(event.place, shown=event.source_type is not SourceType.CLINIC),
        "day": day_of(event.occurred_from),
        "ingested_day": day_of(event.ingested_at),
        **{f"{role}s": names_on_route(event, role) for role in get_args(StopRole)},
        "actors": unique(actor.actor_id or actor.name for actor in event.actors),
        "actor_names": unique(actor.name for actor in event.actors),
        "actor_kinds": unique(actor.kind for actor in event.actors if actor.kind),
        "crsv": event.crsv.answer if event.crsv else None,
        "trafficking": event.trafficking.answer if event.trafficking else None,
        "people_minimum": stored_integer(max((count.minimum for count in befallen), default=None)),
        "people_maximum": stored_integer(max((count.maximum for count in befallen), default=None)),
    }


@derived.register
def _(count: Count) -> dict[str, Any]:
    return {
        "topic": count.provenance.topic,
        "day": count.period_from.isoformat(),
        "ingested_day": day_of(count.ingested_at),
        "value": stored_integer(count.value),
    }


@derived.register
def _(link: Link) -> dict[str, Any]:
    return {
        "events": [link.left, link.right],
        "report_ids": unique([link.left_report_id, link.right_report_id]),
        "reasons": [reason.sentence for reason in link.reasons],
    }


@derived.register
def _(incident: Incident) -> dict[str, Any]:
    return {
        **place_fields(incident.place),
        "originators": unique(name for origin in incident.origins for name in origin.originators),
        "day": day_of(incident.first_at),
    }


@derived.register
def _(member: ThreadMember) -> dict[str, Any]:
    return {
        **place_fields(member.place, shown=member.source_type is not SourceType.CLINIC),
        "day": day_of(member.occurred_from),
    }


@derived.register
def _(pattern: Pattern) -> dict[str, Any]:
    return finding_fields(pattern)


@derived.register
def _(warning: Warning) -> dict[str, Any]:
    return {
        **finding_fields(warning),
        "crsv": None if warning.tear_line else warning.crsv.indicated,
        "trafficking": None if warning.tear_line else warning.trafficking.indicated,
    }


def names_on_route(event: Event, role: StopRole) -> list[str]:
    """Return the names of the places that an event gives one role on a way."""
    return unique(stop.name for stop in event.route if stop.role == role)


def finding_fields(finding: Pattern | Warning) -> dict[str, Any]:
    """Return what patterns and warnings derive alike: where, from what day, and on which events and reports."""
    evidence: Sequence[Evidence] = finding.evidence
    return {
        **place_fields(finding.area),
        "day": day_of(finding.window_from),
        "events": unique(sign.event_id for sign in evidence if sign.event_id),
        "keys": unique(sign.key for sign in evidence),
    }


def place_fields(place: EventPlace | Area | None, *, shown: bool = True) -> dict[str, Any]:
    """Return where an item is; what is not `shown` is told by its district alone (rule D12)."""
    fields: dict[str, Any] = dict.fromkeys(("place_id", "place_name", "cell", "location", "radius_km"))
    if place is None:
        return fields | {"admin1": None, "admin2": None}
    if shown:
        fields["place_id"], fields["place_name"], fields["radius_km"] = place.place_id, place.name, place.radius_km
        fields["location"] = {"lat": place.latitude, "lon": place.longitude}
        fields["cell"] = h3.latlng_to_cell(place.latitude, place.longitude, CELL_RESOLUTION)
    return fields | {"admin1": place.admin1, "admin2": place.admin2}


def stored_integer(number: int | None) -> int | None:
    """Return `number` held within the 32 bits of Elasticsearch's integers; the body keeps it whole."""
    return None if number is None else max(-(2**31), min(number, 2**31 - 1))


def unique(values: Iterable[str]) -> list[str]:
    """Return the distinct values, sorted."""
    return sorted(set(values))
