"""Visits as DHIS2 tracker events (`/api/tracker`, docs.dhis2.org, Tracker): counted at the door.

`trackedEntity`, `createdBy`, `notes` and `geometry` say who it was; none of them is read.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator

from ingest import reading
from ingest.cases import measures_of, sex_and_age
from ingest.periods import week_of
from schemas.messages import Message
from schemas.mission import Mission
from schemas.protection import Level, Tlp
from schemas.report import CaseDraft
from schemas.source import Reliability, SourceRules, SourceType

RULES = SourceRules(
    source_type=SourceType.CLINIC,
    level=Level.STRICTLY_CONFIDENTIAL,
    tlp=Tlp.RED,
    purpose="early warning from counts of visits, never from single patients",
    retention_days=365,
    owner="health and gender-based violence coordination",
    legal_basis="data sharing agreement with the health authority: counts only",
    referral_pathway="the clinic itself treats and refers; nobody is contacted because of a count",
    expected_every_days=7,
    reliability=Reliability.B,
    language="en",
)

COUNTED = frozenset({"ACTIVE", "COMPLETED", "VISITED"})


class Value(reading.CamelWire):
    """What was filled in for one data element."""

    data_element: str
    value: str | None = None


class TrackerEvent(reading.CamelWire):
    """One visit."""

    event: reading.Code
    org_unit: reading.Code
    occurred_at: Annotated[datetime, AfterValidator(reading.in_utc)]
    status: str = "ACTIVE"
    deleted: bool = False
    updated_at: reading.OptionalMoment = None
    data_values: tuple[Value, ...] = ()


def read(message: Message, mission: Mission) -> Iterator[reading.ReadRow]:
    """Yield one case for each event; no reason and no account names a row."""
    return reading.read_rows(
        message,
        split=_events,
        read_item=lambda item, notes: _read_event(item, notes, mission),
        identify=lambda item: None,
    )


def _events(document: dict[str, Any]) -> list[object]:
    if "event" in document:
        return [document]
    name = "instances" if "instances" in document else "events"
    return reading.items_of(document, name)


def _read_event(item: object, notes: reading.Notes, mission: Mission) -> reading.ReadRow:
    visit = reading.validated(TrackerEvent, item, notes)
    if all(facility.id != visit.org_unit for facility in mission.facilities):
        notes.append("orgUnit: facilities.csv has no such facility, so its district is not known")
    filled = [value for value in visit.data_values if value.value not in (None, "", "false", "0")]
    codes = [code for value in filled for code in (value.data_element, value.value or "")]
    sex, band = sex_and_age(codes, mission)
    week = week_of(visit.occurred_at.date())
    case = CaseDraft(
        identity=visit.event,
        area=visit.org_unit,
        measures=measures_of((value.data_element for value in filled), mission),
        sex=sex,
        age_band=band,
        period_from=week.first,
        period_to=week.last,
        state="counts" if visit.status in COUNTED and not visit.deleted else "withdrawn",
        order=int(visit.updated_at.timestamp()) if visit.updated_at else 0,
        notes=tuple(notes),
    )
    return reading.ReadRow(row=case, dropped_fields=reading.dropped_fields(visit))
