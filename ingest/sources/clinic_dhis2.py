"""Counts of clinics from DHIS2: one data value set a message (formats.md 3.3)."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ingest import reading
from ingest.cases import Lists, listed, lists_of, note_unknown_facility, sex_and_age
from ingest.periods import Period, period_of
from ingest.safeguards import CLINIC_SAFEGUARDS
from schemas.errors import RefusedError
from schemas.messages import Message
from schemas.mission import Element, Mission
from schemas.protection import Audience, Level, Tlp
from schemas.report import CountDraft
from schemas.source import Reliability, SourceRules, SourceType

RULES = SourceRules(
    source_type=SourceType.CLINIC,
    level=Level.STRICTLY_CONFIDENTIAL,
    tlp=Tlp.RED,
    audience=Audience.STAFF,
    purpose="early warning from counts of health services, never from single patients",
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


class DataValue(reading.CamelWire):
    """One value with what it inherits from its set."""

    data_set: str = "default"
    period: Annotated[Period, BeforeValidator(lambda text: period_of(str(text)))]
    org_unit: reading.Code
    attribute_option_combo: str = "default"
    data_element: reading.Code
    category_option_combo: str = "default"
    value: Annotated[int, Field(ge=0, le=1_000_000_000)]


def read(message: Message, mission: Mission) -> Iterator[reading.ReadRow]:
    """Yield one row for each data value of the set."""
    lists = lists_of(mission)
    return reading.read_rows(
        message,
        split=_values,
        read_item=lambda item, notes: _read_value(item, notes, lists),
        identify=lambda item: reading.identity_or_none(item, "dataSet", "orgUnit", "period", "attributeOptionCombo"),
    )


def _values(document: dict[str, Any]) -> list[object]:
    """Return the values of the set, each with the fields that the set states for all of them."""
    shared = {name: field for name, field in document.items() if name != "dataValues"}
    values = reading.items_of(document, "dataValues")
    if len(shared) > MOST_FIELDS:
        raise RefusedError(f"the set has more than {MOST_FIELDS} fields beside its values; send it as DHIS2 exports it")
    return [{**shared, **value} if isinstance(value, dict) else value for value in values]


def _read_value(item: object, notes: reading.Notes, lists: Lists) -> reading.ReadRow:
    value = reading.validated(DataValue, item, notes)
    element = _element(value, lists)
    note_unknown_facility("orgUnit", value.org_unit, lists, notes)
    count = CountDraft(
        identity=f"{value.data_set}:{value.org_unit}:{value.period.name}:{value.attribute_option_combo}",
        cell=f"{value.data_element}:{value.category_option_combo}",
        facility_id=value.org_unit,
        measure=element.measure,
        sex=element.sex,
        age_band=element.age_band,
        period_from=value.period.first,
        period_to=value.period.last,
        value=value.value,
        notes=tuple(notes),
    )
    return reading.ReadRow(row=count, dropped_fields=reading.dropped_fields(value))


def _element(value: DataValue, lists: Lists) -> Element:
    """Return what the value counts; its data element and its category option may each say a part."""
    codes = (value.data_element, value.category_option_combo)
    measure = next((element.measure for element in listed(codes, lists) if element.measure), None)
    if measure is None:
        named = reading.code_or_none(value.data_element) or "(unnamed)"
        raise RefusedError(f"dataElement: elements.csv has no measure for {named}; add a row for it")
    sex, age_band = sex_and_age(codes, lists)
    return Element(code=value.data_element, measure=measure, sex=sex, age_band=age_band)
