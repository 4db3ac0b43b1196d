"""Clinic logs as FHIR R4 Encounters, single or in a Bundle with its Patients: counted at the door.

The shapes are HL7's (hl7.org/fhir/R4/encounter.html), as far as a count needs them: `fhir.resources` validates all of
FHIR and would read a patient's name only for us to drop it. R5 renamed the fields, so it is refused by name.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator

from ingest import reading
from ingest.cases import age_band, measures_of
from ingest.periods import week_of
from schemas.errors import RefusedError
from schemas.messages import Message
from schemas.mission import Mission
from schemas.protection import Level, Tlp
from schemas.report import CaseDraft, CaseState, Sex
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

COUNTED = frozenset({"arrived", "triaged", "in-progress", "onleave", "finished"})
SEXES: dict[str, Sex] = {"female": "F", "male": "M"}
R5_NAMES = ("actualPeriod", "plannedStartDate", "reason")

Moment = Annotated[datetime, AfterValidator(reading.in_utc)]


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

    start: Moment


class Meta(reading.CamelWire):
    """When this version of the resource was made."""

    last_updated: reading.OptionalMoment = None


class Encounter(reading.CamelWire):
    """One visit."""

    resource_type: Literal["Encounter"]
    id: reading.Code
    status: str
    period: Span
    service_provider: Reference
    subject: Reference = Reference()
    reason_code: tuple[Concept, ...] = ()
    meta: Meta = Meta()


class Patient(reading.CamelWire):
    """What a count needs of a patient; the rest of the resource is not read."""

    gender: str | None = None
    birth_date: reading.OptionalDate = None


def read(message: Message, mission: Mission) -> Iterator[reading.ReadRow]:
    """Yield one case for each Encounter; no reason and no account names a row."""
    return reading.read_rows(
        message,
        split=_encounters,
        read_item=lambda item, notes: _read_encounter(item, notes, mission),
        identify=lambda item: None,
    )


def _encounters(document: dict[str, Any]) -> list[object]:
    """Return every Encounter of the document, each with the Patients of its Bundle."""
    if document.get("resourceType") != "Bundle":
        return [(document, {})]
    entries = reading.items_of(document, "entry")
    resources: list[Any] = [entry.get("resource") if isinstance(entry, dict) else None for entry in entries]
    patients = {f"Patient/{found.get('id')}": found for found in resources if _is_a("Patient", found)}
    visits: list[object] = [(found, patients) for found in resources if found is None or _is_a("Encounter", found)]
    if not visits:
        raise RefusedError("entry: the Bundle holds no Encounter; send the visits too")
    return visits


def _is_a(kind: str, resource: object) -> bool:
    return isinstance(resource, dict) and resource.get("resourceType") == kind


def _read_encounter(item: object, notes: reading.Notes, mission: Mission) -> reading.ReadRow:
    document, patients = item if isinstance(item, tuple) else (item, {})
    _refuse_r5(document)
    visit = reading.validated(Encounter, document, notes)
    area = (visit.service_provider.reference or "").rsplit("/", 1)[-1]
    if not area:
        raise RefusedError("serviceProvider.reference: must name the clinic")
    if all(facility.id != area for facility in mission.facilities):
        notes.append("serviceProvider: facilities.csv has no such facility, so its district is not known")
    day = visit.period.start.date()
    patient = reading.validated(Patient, patients.get(visit.subject.reference, {}), notes)
    week = week_of(day)
    case = CaseDraft(
        identity=visit.id,
        area=area,
        measures=measures_of(_codes(visit), mission),
        sex=SEXES.get(patient.gender or ""),
        age_band=age_band(patient.birth_date, day),
        period_from=week.first,
        period_to=week.last,
        state=_state(visit),
        order=int(visit.meta.last_updated.timestamp()) if visit.meta.last_updated else 0,
        notes=tuple(notes),
    )
    return reading.ReadRow(row=case, dropped_fields=reading.dropped_fields(visit))


def _refuse_r5(document: object) -> None:
    if not isinstance(document, Mapping):
        return
    if isinstance(document.get("class"), list) or any(name in document for name in R5_NAMES):
        raise RefusedError("the Encounter is of FHIR R5; send it as R4 (class as one code, period, reasonCode)")


def _state(visit: Encounter) -> CaseState:
    """Count a visit that began; one only planned, cancelled or entered in error is not one."""
    return "counts" if visit.status in COUNTED else "withdrawn"


def _codes(visit: Encounter) -> list[str]:
    return [coding.code for reason in visit.reason_code for coding in reason.coding if coding.code]
