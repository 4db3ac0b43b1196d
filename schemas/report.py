"""Reports: what a source said, before (`Draft`) and after (`Report`) protection, and counts."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.base import Item, Latitude, Longitude, Moment
from schemas.protection import Audience, Level, Tlp
from schemas.source import Reliability, SourceType

Sex = Literal["F", "M"]
AgeBand = Literal["0-11", "12-17", "18-25", "26-40", "41-60", "61+"]
Measure = Literal[
    "attendance",
    "pep_started",
    "emergency_contraception",
    "under18_pregnancy",
    "sti",
    "late_presenters_72h",
    "gbv_sexual_violence",
    "gbv_other",
]
CaseState = Literal["counts", "withdrawn", "refused_for_consent"]


class StatedPlace(Item):
    """A place in a field of its own, as the source gave it; anything may be missing."""

    name: str | None = None
    pcode: str | None = None
    grid: str | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    admin1: str | None = None
    admin2: str | None = None
    last_visited: date | None = None


class Contact(Item):
    """A conversation on patrol: who, as a group, never by name."""

    group: str
    count: int | None = None
    interviewer_sex: Sex | None = None


class Section(Item):
    """A named part of a report's text: code points `start` to `end` of the masked text."""

    name: str
    start: int
    end: int


class Draft(BaseModel):
    """One report as a source's reader yields it, unmasked: it lives in memory between reading and protection only.

    `identity` is the natural identity of formats.md (`TS-ALPHA:PTRL/0412`). `sections` are (name, text) in reading
    order; `observations` marks the names of those that report what was seen (others are actions or assessments).
    `order` sorts versions of one report, later wins; the Kafka timestamp decides between equals.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    identity: str
    sections: tuple[tuple[str, str], ...] = Field(repr=False)
    title: str = Field(default="", repr=False)
    language: str | None = None
    originator: str = ""
    order: int = 0
    withdrawn: bool = False
    level: Level | None = None
    audience: Audience | None = None
    stated_places: tuple[StatedPlace, ...] = ()
    country: str | None = None
    contacts: tuple[Contact, ...] = ()
    occurred_from: Moment | None = None
    occurred_to: Moment | None = None
    observed_from: Moment | None = None
    observed_to: Moment | None = None
    reported_at: Moment | None = None
    notes: tuple[str, ...] = ()


class CountDraft(BaseModel):
    """One clinic count as a source's reader yields it; counts of one `identity` are replaced cell by cell.

    `cell` names the value within its set (`dataElement:categoryOptionCombo`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    identity: str
    cell: str
    facility_id: str
    measure: Measure
    sex: Sex | None = None
    age_band: AgeBand | None = None
    period_from: date
    period_to: date
    value: Annotated[int, Field(ge=0)]
    order: int = 0
    notes: tuple[str, ...] = ()


class CaseDraft(BaseModel):
    """One person's visit or incident as a source's reader yields it: it counts at the door and goes no further.

    `identity` is the row's own (an encounter's or incident's id); only a keyed hash of it is kept. `area` names the
    facility (its id in facilities.csv), or the second-level area where rows name none. A later row of one identity
    replaces the earlier: a visit `withdrawn` (cancelled, entered in error, only planned) or `refused_for_consent`
    stops counting.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    identity: str = Field(repr=False)
    area: str
    measures: tuple[Measure, ...]
    sex: Sex | None = None
    age_band: AgeBand | None = None
    period_from: date
    period_to: date
    state: CaseState = "counts"
    order: int = 0
    notes: tuple[str, ...] = ()


class Refused(BaseModel):
    """One row that cannot be used; `reason` names the field and what to mend, never the value."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    reason: str
    identity: str | None = None


Row = Draft | CountDraft | CaseDraft | Refused


class Provenance(Item):
    """Where a row came from.

    Of a message that was refused and sent again, `kafka_at` is the time of the first, `replays` where its raw value
    lies, and `replayed_at` when it was sent again.
    """

    topic: str
    partition: int
    offset: int
    row: int
    kafka_at: Moment
    replays: str | None = None
    replayed_at: Moment | None = None


class Protected(Item):
    """What every landed item carries of its source."""

    key: str
    provenance: Provenance
    source_type: SourceType
    originator: str
    reliability: Reliability
    level: Level
    tlp: Tlp
    audience: Audience = Audience.STAFF
    purpose: str
    retention_until: date
    order: int = 0
    notes: tuple[str, ...] = ()


class Report(Protected):
    """One version of one report, masked. All spans are Unicode code points of `text`.

    `ingested_at` is the Kafka timestamp, so that a replay gives the same report.
    """

    report_id: str
    version_id: str
    title: str
    text: str
    sections: tuple[Section, ...] = ()
    language: str
    language_detected: bool = False
    withdrawn: bool = False
    stated_places: tuple[StatedPlace, ...] = ()
    country: str | None = None
    contacts: tuple[Contact, ...] = ()
    occurred_from: Moment | None = None
    occurred_to: Moment | None = None
    observed_from: Moment | None = None
    observed_to: Moment | None = None
    reported_at: Moment | None = None
    ingested_at: Moment
    masked: dict[str, int] = {}


class Count(Protected):
    """One clinic count: a report of a number, not of prevalence (rule D29).

    `value` None means that it is hidden because it is small; `level` is strictly confidential where it is not.
    """

    id: str
    report_id: str
    version_id: str
    facility_id: str
    admin2: str | None
    measure: Measure
    sex: Sex | None = None
    age_band: AgeBand | None = None
    period_from: date
    period_to: date
    value: int | None
    ingested_at: Moment


class Case(Protected):
    """One counted visit or incident in the batch store: a keyed hash and the cells it counts in, nothing of the person.

    It never reaches the index; `key` is empty, because no one may ask for it by name (rule D06).
    """

    id: str
    version_id: str
    area: str
    admin2: str | None
    measures: tuple[Measure, ...] = ()
    sex: Sex | None = None
    age_band: AgeBand | None = None
    period_from: date
    period_to: date
    state: CaseState
