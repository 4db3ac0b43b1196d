"""What can be searched of each kind of item: the one declaration that both twins are made from.

The type of a field decides where it goes: `search.mappings` makes Elasticsearch mappings of it, and
`search.embedded_index` a row of terms, of full text or of places.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from schemas.annotation import Annotation, Event
from schemas.errors import StopError
from schemas.index import Document
from schemas.linkage import Incident, Link
from schemas.report import Count, Report
from schemas.status import SourceStatus
from schemas.thread import ThreadMember
from schemas.warning import Pattern, Warning

LONGEST_KEYWORD = 8191  # Lucene holds terms of 32,766 bytes; a code point takes four at most


class FieldType(StrEnum):
    """How a field is searched; the words are Elasticsearch's."""

    KEYWORD = "keyword"
    TEXT = "text"
    DATE = "date"
    GEO_POINT = "geo_point"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"


Fields = Mapping[str, FieldType]


@dataclass(frozen=True)
class Kind:
    """One kind of item: its name in index names, its class, which fields are its id and its scope, and all fields."""

    name: str
    model: type[Document]
    id_field: str
    scope_field: str
    fields: Fields


def fields_of(**names: str) -> dict[str, FieldType]:
    """Return the type of every field, from blank-separated names per type."""
    return {field: FieldType(kind) for kind, fields in names.items() for field in fields.split()}


SOURCE = fields_of(keyword="key source_type originator reliability level tlp")
PLACE = fields_of(keyword="place_id place_name cell admin1 admin2", geo_point="location", float="radius_km")

REPORT = SOURCE | fields_of(
    keyword="report_id version_id topic title language country purpose day ingested_day",
    text="text",
    date="occurred_from occurred_to observed_from observed_to reported_at ingested_at dated_at retention_until",
    boolean="withdrawn language_detected",
)
ANNOTATION = fields_of(
    keyword="report_id version_id key topic lang level indicators place_ids actors model catalogue gazetteer",
    boolean="language_processed",
)
EVENT = (
    SOURCE
    | PLACE
    | fields_of(
        keyword="id report_id version_id topic kind indicators status tie stated_reason day ingested_day actors "
        "actor_names actor_kinds crsv trafficking codes interviewer_sex date_precision date_basis time_of_day lang "
        "keys origins transits destinations heading",
        text="quote",
        date="occurred_from occurred_to reported_at ingested_at",
        integer="severity people_minimum people_maximum",
        boolean="unverified_translation",
    )
)
COUNT = SOURCE | fields_of(
    keyword="id report_id version_id topic facility_id admin2 measure sex age_band purpose day ingested_day",
    date="period_from period_to ingested_at retention_until",
    integer="value",
)
LINK = fields_of(
    keyword="id left right left_key right_key left_report_id right_report_id events report_ids status decision_id "
    "profile level",
    text="reasons",
    float="probability weight",
)
INCIDENT = PLACE | fields_of(
    keyword="id profile events keys report_ids kinds indicators originators day level tlp",
    date="first_at last_at",
    integer="independent_origins",
)
MEMBER = (
    SOURCE
    | PLACE
    | fields_of(
        keyword="id profile incident_id report_id events report_ids kind status indicators day",
        text="quote reasons",
        date="occurred_from",
        integer="credibility",
    )
)
FINDING = PLACE | fields_of(
    keyword="id profile indicators events keys day level tlp",
    text="reasons",
    date="window_from window_to",
    integer="independent_origins",
    float="score",
)
PATTERN = FINDING | fields_of(keyword="detector")
WARNING = FINDING | fields_of(
    keyword="alert_level status outcome detectors addressee escalated_to released_to",
    text="statement open_question answer explanation",
    date="raised_at updated_at acknowledge_by act_by acknowledged_at acted_at ended_at",
    boolean="crsv trafficking tear_line",
)
SOURCE_STATUS = fields_of(
    keyword="topic level state",
    text="last_refusal",
    date="last_report_at silent_since last_refusal_at",
    integer="lag_messages rows_in_period least_rows rows rows_quarantined",
    float="expected_every_days",
)

KINDS = (
    Kind("report", Report, "report_id", "level", REPORT),
    Kind("annotation", Annotation, "report_id", "level", ANNOTATION),
    Kind("event", Event, "id", "level", EVENT),
    Kind("count", Count, "id", "level", COUNT),
    Kind("link", Link, "id", "profile", LINK),
    Kind("incident", Incident, "id", "profile", INCIDENT),
    Kind("member", ThreadMember, "id", "profile", MEMBER),
    Kind("pattern", Pattern, "id", "profile", PATTERN),
    Kind("warning", Warning, "id", "profile", WARNING),
    Kind("source", SourceStatus, "topic", "level", SOURCE_STATUS),
)


@cache
def kind_of(model: type[Document]) -> Kind:
    """Return the kind of items of class `model`."""
    return next(kind for kind in KINDS if kind.model is model)


def check_fields(kind: Kind, fields: Iterable[str]) -> None:
    """Raise `StopError` for a field that `kind` cannot be searched by, which would silently find nothing."""
    for field in fields:
        if field not in kind.fields:
            raise StopError(
                f"a {kind.name} has no field {field!r} to search by; it has {', '.join(sorted(kind.fields))}"
            )
