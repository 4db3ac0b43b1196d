"""Clinic logs as FHIR R4 Encounters, single or in a Bundle with its Patients: counted at the door.

The shapes are HL7's (hl7.org/fhir/R4/encounter.html), as far as a count needs them. The library `fhir.resources` 8 has
R5, R4B and STU3 but not R4, refuses what it does not know where we drop it, and is 27 MB. R5 renamed the fields, so it
is refused by name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import WrapValidator

from ingest import reading
from ingest.cases import Lists, VisitDay, age_band, lists_of, measures_of, note_unknown_facility
from ingest.periods import week_of
from ingest.safeguards import CLINIC_SAFEGUARDS
from schemas.errors import RefusedError
from schemas.messages import Message
from schemas.mission import Mission
from schemas.protection import Audience, Level, Tlp
from schemas.report import CaseDraft, CaseState, Sex
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

MOST_FIELDS = 100
COUNTED = frozenset({"arrived", "triaged", "in-progress", "onleave", "finished"})
SEXES: dict[str, Sex] = {"female": "F", "male": "M"}
R5_NAMES = ("actualPeriod", "plannedStartDate", "plannedEndDate", "reason", "admission", "subjectStatus")
R5_STATES = ("completed", "discharged", "discontinued", "on-hold")
ORGANIZATION = re.compile(r"(?:\S*/)?Organization/([A-Za-z0-9.-]{1,64})(?:/_history/\S*)?", re.ASCII)
"""A reference (hl7.org/fhir/R4/references.html) to a clinic, never to a person."""

Status = Literal[
    "planned",
    "arrived",
    "triaged",
    "in-progress",
    "onleave",
    "finished",
    "cancelled",
    "entered-in-error",
    "unknown",
]


class Reference(reading.CamelWire):
    """A pointer to another resource, such as `Organization/example-clinic`."""

    reference: str | None = None


class Coding(reading.CamelWire):
    """One code."""

    code: str | None = None


class Concept(reading.CamelWire):
    """One concept, in one or more codes."""

    coding: tuple[Coding, ...] = ()


class Span(reading.CamelWire):
    """When the visit began."""

    start: VisitDay | None = None


class Meta(reading.CamelWire):
    """Which version of the resource this is, and when it was made."""

    last_updated: reading.OptionalMoment = None
    version_id: Annotated[reading.Revision | None, WrapValidator(reading.none_with_note)] = None


class Encounter(reading.CamelWire):
    """One visit."""

    resource_type: Literal["Encounter"]
    id: reading.Code
    status: Status
    period: Span = Span()
    service_provider: Reference
    subject: Reference = Reference()
    reason_code: tuple[Concept, ...] = ()
    meta: Meta = Meta()


class Patient(reading.CamelWire):
    """What a count needs of a patient; the rest of the resource is not read."""

    gender: Annotated[str | None, WrapValidator(reading.none_with_note)] = None
    birth_date: reading.OptionalDate = None


class Visit(NamedTuple):
    """An Encounter as it came, and the Patients of its Bundle by what a reference may call them."""

    encounter: object
    patients: Mapping[str, dict[str, Any]]


def read(message: Message, mission: Mission) -> Iterator[reading.ReadRow]:
    """Yield one case for each Encounter; no reason and no account names a row."""
    lists, sent_on = lists_of(mission), message.kafka_at.date()
    return reading.read_rows(
        message,
        split=_visits,
        read_item=lambda item, notes: _read_visit(item, notes, lists, sent_on),
        identify=lambda item: None,
    )


def _visits(document: dict[str, Any]) -> list[object]:
    """Return every Encounter of the document; an entry without a resource is a row that is refused."""
    if document.get("resourceType") != "Bundle":
        return [Visit(document, {})]
    entries = [entry if isinstance(entry, dict) else {} for entry in reading.items_of(document, "entry")]
    resources = [entry.get("resource") for entry in entries]
    patients = _patients(entries)
    visits: list[object] = [Visit(found, patients) for found in resources if found is None or _is_a("Encounter", found)]
    if not visits:
        raise RefusedError("entry: the Bundle holds no Encounter; send the visits too")
    return visits


def _patients(entries: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found = [(entry, entry["resource"]) for entry in entries if _is_a("Patient", entry.get("resource"))]
    if any(len(patient) > MOST_FIELDS for _, patient in found):
        raise RefusedError(f"Patient: has more than {MOST_FIELDS} fields; send it as FHIR R4 has it")
    by_id = {f"Patient/{patient.get('id')}": patient for _, patient in found}
    return by_id | {str(entry["fullUrl"]): patient for entry, patient in found if "fullUrl" in entry}


def _is_a(kind: str, resource: object) -> bool:
    return isinstance(resource, dict) and resource.get("resourceType") == kind


def _read_visit(item: object, notes: reading.Notes, lists: Lists, sent_on: date) -> reading.ReadRow:
    document, patients = item if isinstance(item, Visit) else (item, {})
    _refuse_r5(document)
    visit = reading.validated(Encounter, document, notes)
    patient = reading.validated(Patient, patients.get(visit.subject.reference or "", {}), notes)
    area = _clinic(visit)
    note_unknown_facility("serviceProvider", area, lists, notes)
    day = _day(visit, sent_on)
    week = week_of(day)
    case = CaseDraft(
        identity=visit.id,
        area=area,
        measures=measures_of(_codes(visit), lists),
        sex=SEXES.get(patient.gender or ""),
        age_band=age_band(patient.birth_date, day),
        period_from=week.first,
        period_to=week.last,
        state=_state(visit),
        order=_order(visit.meta),
        notes=tuple(notes),
    )
    dropped = {*reading.dropped_fields(visit), *(f"patient.{name}" for name in reading.dropped_fields(patient))}
    return reading.ReadRow(row=case, dropped_fields=tuple(sorted(dropped)))


def _refuse_r5(document: object) -> None:
    if not isinstance(document, dict):
        return
    is_r5 = isinstance(document.get("class"), list) or document.get("status") in R5_STATES
    if is_r5 or any(name in document for name in R5_NAMES):
        raise RefusedError("the Encounter is of FHIR R5; send it as R4 (class as one code, period, reasonCode)")


def _clinic(visit: Encounter) -> str:
    named = ORGANIZATION.fullmatch(visit.service_provider.reference or "")
    if named is None:
        raise RefusedError("serviceProvider.reference: must name the clinic, like Organization/example-clinic")
    return named[1]


def _day(visit: Encounter, sent_on: date) -> date:
    """Return the day of the visit; one that did not take place counts nowhere and may have none."""
    if visit.period.start is None and visit.status in COUNTED:
        raise RefusedError("period.start: is missing; the clinic must give the day of the visit")
    return visit.period.start or sent_on


def _order(meta: Meta) -> int:
    """Return the second in which this version was made, or else its number."""
    return int(meta.last_updated.timestamp()) if meta.last_updated else meta.version_id or 0


def _state(visit: Encounter) -> CaseState:
    """Count a visit that began; one only planned, cancelled or entered in error is not one."""
    return "counts" if visit.status in COUNTED else "withdrawn"


def _codes(visit: Encounter) -> list[str]:
    return [coding.code for reason in visit.reason_code for coding in reason.coding if coding.code]
