"""Visits as DHIS2 tracker events (`/api/tracker`, docs.dhis2.org, Tracker): counted at the door.

`trackedEntity`, `createdBy`, `notes` and `geometry` say who it was; none of them is read.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from ingest import reading
from ingest.cases import Lists, VisitDay, lists_of, measures_of, note_unknown_facility, sex_and_age
from ingest.periods import week_of
from ingest.safeguards import CLINIC_SAFEGUARDS
from schemas.errors import RefusedError
from schemas.messages import Message
from schemas.mission import Mission
from schemas.protection import Audience, Level, Tlp
from schemas.report import CaseDraft, CaseState
from schemas.source import Reliability, SourceRules, SourceType

RULES = SourceRules(
    source_type=SourceType.CLINIC,
    level=Level.STRICTLY_CONFIDENTIAL,
    tlp=Tlp.RED,
    audience=Audience.STAFF,
    purpose="early warning from counts of visits, never from single patients",
    retention_days=365,
    owner="health and gender-based violence coordination",
    legal_basis="data sharing agreement with the health authority: counts only",
    impact_assessment="DPIA of the mission folder",
    sharing_protocol="information sharing protocol of the mission folder",
    referral_pathway="the clinic itself treats and refers; nobody is contacted because of a count",
    safeguards=CLINIC_SAFEGUARDS,
    expected_every_days=7,
    reliability=Reliability.B,
    language="en",
)

COUNTED = frozenset({"ACTIVE", "COMPLETED", "VISITED"})
NOTHING = frozenset({"", "false", "0"})

Status = Literal["ACTIVE", "COMPLETED", "VISITED", "SCHEDULE", "OVERDUE", "SKIPPED"]


def _text(value: object) -> object:
    """Write a truth value as DHIS2 does."""
    return str(value).lower() if isinstance(value, bool) else value


class Value(reading.CamelWire):
    """What was filled in for one data element."""

    data_element: str
    value: Annotated[str | None, BeforeValidator(_text)] = None


class TrackerEvent(reading.CamelWire):
    """One visit."""

    event: reading.Code
    org_unit: reading.Code
    occurred_at: VisitDay | None = None
    scheduled_at: VisitDay | None = None
    status: Status = "ACTIVE"
    deleted: bool = False
    updated_at: reading.OptionalMoment = None
    data_values: tuple[Value, ...] = ()


def read(message: Message, mission: Mission) -> Iterator[reading.ReadRow]:
    """Yield one case for each event; no reason and no account names a row."""
    lists, sent_on = lists_of(mission), message.kafka_at.date()
    return reading.read_rows(
        message,
        split=_events,
        read_item=lambda item, notes: _read_event(item, notes, lists, sent_on),
        identify=lambda item: None,
    )


def _events(document: dict[str, Any]) -> list[object]:
    """Return the events; before DHIS2 2.41 the list is called `instances`."""
    if "event" in document:
        return [document]
    return reading.items_of(document, "instances" if "instances" in document else "events")


def _read_event(item: object, notes: reading.Notes, lists: Lists, sent_on: date) -> reading.ReadRow:
    visit = reading.validated(TrackerEvent, item, notes)
    note_unknown_facility("orgUnit", visit.org_unit, lists, notes)
    filled = [value for value in visit.data_values if value.value and value.value.lower() not in NOTHING]
    sex, band = sex_and_age([code for value in filled for code in (value.data_element, value.value or "")], lists)
    week = week_of(_day(visit, sent_on))
    case = CaseDraft(
        identity=visit.event,
        area=visit.org_unit,
        measures=measures_of((value.data_element for value in filled), lists),
        sex=sex,
        age_band=band,
        period_from=week.first,
        period_to=week.last,
        state=_state(visit),
        order=int(visit.updated_at.timestamp()) if visit.updated_at else 0,
        notes=tuple(notes),
    )
    return reading.ReadRow(row=case, dropped_fields=reading.dropped_fields(visit))


def _day(visit: TrackerEvent, sent_on: date) -> date:
    """Return the day of the visit; one that did not take place counts nowhere and may have none."""
    if visit.occurred_at is None and _state(visit) == "counts":
        raise RefusedError("occurredAt: is missing; the clinic must give the day of the visit")
    return visit.occurred_at or visit.scheduled_at or sent_on


def _state(visit: TrackerEvent) -> CaseState:
    """Count a visit that took place; one scheduled, skipped, overdue or deleted is not one."""
    return "counts" if visit.status in COUNTED and not visit.deleted else "withdrawn"
