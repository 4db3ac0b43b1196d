"""FHIR R4 Encounters: what counts, in which cell, and that nothing of a patient is left."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading import ReadRow
from ingest.registry import find_sources
from schemas.mission import Element, Facility, Mission
from schemas.report import CaseDraft, Refused
from tests.ingest.messages import rows_of

FHIR = find_sources()["clinic-fhir"]
MISSION = Mission(
    elements=(Element(code="Z20.2", measure="sti"), Element(code="opd", measure="attendance")),
    facilities=(Facility(id="example-clinic", name="Clinic One", admin2="District One"),),
)
ENCOUNTER: dict[str, Any] = {
    "resourceType": "Encounter",
    "id": "enc-0001",
    "status": "finished",
    "class": {"code": "AMB"},
    "subject": {"reference": "Patient/p-1", "display": "Sira Boutelli"},
    "period": {"start": "2025-02-14T09:00:00Z"},
    "serviceProvider": {"reference": "Organization/example-clinic"},
}
PATIENT: dict[str, Any] = {"resourceType": "Patient", "id": "p-1", "gender": "female", "birthDate": "2009-02-15"}


def bundle(*resources: object, **entry: str) -> dict[str, Any]:
    return {"resourceType": "Bundle", "entry": [{"resource": resource} | entry for resource in resources]}


def read_one(document: object) -> ReadRow:
    (read,) = rows_of(FHIR, document, MISSION)
    return read


def case_of(document: object) -> CaseDraft:
    row = read_one(document).row
    assert isinstance(row, CaseDraft), row
    return row


def case_with(**changes: Any) -> CaseDraft:
    return case_of(ENCOUNTER | changes)


def reason(document: object) -> str:
    row = read_one(document).row
    assert isinstance(row, Refused)
    return row.reason


def test_d13_a_visit_counts_in_its_clinic_and_week() -> None:
    case = case_of(bundle(PATIENT, ENCOUNTER))
    assert (case.identity, case.area, case.measures) == ("enc-0001", "example-clinic", ("attendance",))
    assert (case.sex, case.age_band, case.state, case.notes) == ("F", "12-17", "counts", ())
    assert (str(case.period_from), str(case.period_to)) == ("2025-02-10", "2025-02-16")


def test_a_visit_alone_has_neither_sex_nor_age() -> None:
    case = case_with()
    assert (case.sex, case.age_band) == (None, None)


@pytest.mark.parametrize("name", ["urn:uuid:0c3151bd", "https://example.org/fhir/Patient/p-1"])
def test_a_patient_is_found_by_its_full_address(name: str) -> None:
    visit = ENCOUNTER | {"subject": {"reference": name}}
    entries = [{"resource": visit}, {"resource": PATIENT, "fullUrl": name}]
    assert case_of({"resourceType": "Bundle", "entry": entries}).sex == "F"


def test_reasons_count_by_elements() -> None:
    coded = [{"coding": [{"code": "Z20.2"}, {"code": "unknown"}]}, {"coding": [{"code": "Z20.2"}, {"code": "opd"}]}]
    assert case_with(reasonCode=coded).measures == ("attendance", "sti")


def test_what_is_not_read_is_dropped_by_name() -> None:
    dropped = read_one(bundle(PATIENT | {"name": [{"text": "x"}]}, ENCOUNTER)).dropped_fields
    assert {"class", "subject.display", "patient.name", "patient.id"} <= set(dropped)


@pytest.mark.parametrize("status", ["arrived", "triaged", "in-progress", "onleave", "finished"])
def test_a_visit_that_began_counts(status: str) -> None:
    assert case_with(status=status).state == "counts"


@pytest.mark.parametrize("status", ["planned", "cancelled", "entered-in-error", "unknown"])
def test_a_visit_that_did_not_take_place_counts_nowhere_and_needs_no_day(status: str) -> None:
    assert case_with(status=status).state == "withdrawn"
    assert case_with(status=status, period={}).state == "withdrawn"


def test_the_newest_version_comes_last() -> None:
    orders = [
        case_with(meta={"versionId": "3"}).order,
        case_with(meta={"lastUpdated": "2025-02-14T10:00:00Z", "versionId": "4"}).order,
        case_with(meta={"lastUpdated": "2025-02-14T12:00:01+02:00"}).order,
    ]
    assert orders == [3, 1739527200, 1739527201]
    assert case_with(meta={"lastUpdated": "soon", "versionId": "x"}).order == 0


@pytest.mark.parametrize(
    "start", ["2025-02-17", "2025-02-17T00:30:00+03:00", "2025-02-17T23:30:00-05:00", "2025-02-17T09:00:00.123Z"]
)
def test_the_day_is_that_of_the_clinic_whatever_the_zone(start: str) -> None:
    assert str(case_with(period={"start": start}).period_from) == "2025-02-17"


@pytest.mark.parametrize("reference", ["https://example.org/fhir/Organization/c-1/_history/2", "Organization/c-1"])
def test_an_unknown_clinic_is_counted_with_a_note(reference: str) -> None:
    case = case_with(serviceProvider={"reference": reference})
    assert case.area == "c-1"
    assert "facilities.csv" in case.notes[0]


@pytest.mark.parametrize(
    "change",
    [
        {"class": [{"coding": []}]},
        {"actualPeriod": {"start": "2025-02-14"}},
        {"reason": []},
        {"status": "completed"},
        {"admission": {}},
    ],
)
def test_r5_is_refused_by_name(change: dict[str, Any]) -> None:
    assert "FHIR R5" in reason(bundle(PATIENT, ENCOUNTER | change))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": None}, "id"),
        ({"resourceType": "Observation"}, "resourceType"),
        ({"status": "done"}, "status"),
        ({"period": {}}, "period.start"),
        ({"period": {"start": "2025"}}, "period.start"),
        ({"period": {"start": "2025-02"}}, "period.start"),
        ({"period": {"start": "9999-12-31"}}, "period.start"),
        ({"serviceProvider": None}, "serviceProvider"),
        ({"serviceProvider": {}}, "serviceProvider.reference"),
        ({"serviceProvider": {"reference": "Practitioner/dr-x"}}, "serviceProvider.reference"),
        ({"serviceProvider": {"reference": "Organization/the clinic"}}, "serviceProvider.reference"),
    ],
)
def test_what_cannot_be_counted_is_refused_by_name(change: dict[str, Any], field: str) -> None:
    assert reason(ENCOUNTER | change).startswith(field)


def test_a_bad_visit_does_not_reject_its_bundle() -> None:
    rows = rows_of(FHIR, bundle(PATIENT, ENCOUNTER | {"status": "done"}, ENCOUNTER, None), MISSION)
    assert [type(read.row) for read in rows] == [Refused, CaseDraft, Refused]


def test_a_patient_that_cannot_be_read_does_not_reject_the_visit() -> None:
    case = case_of(bundle(PATIENT | {"gender": ["f"], "birthDate": "2009"}, ENCOUNTER))
    assert (case.sex, case.age_band, case.state) == (None, None, "counts")


@pytest.mark.parametrize("document", [bundle(PATIENT), bundle(), {"resourceType": "Bundle"}])
def test_a_bundle_without_a_visit_is_refused(document: object) -> None:
    assert reason(document).startswith("entry")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["Encounter"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ENCOUNTER, "reference"]), inner),
    max_leaves=8,
)
SECRET = st.text(min_size=1, max_size=20).map(lambda text: f"§{text}§")


@given(
    visit=st.dictionaries(st.sampled_from(["identifier", "text", "diagnosis", "location", "hospitalization"]), SECRET),
    patient=st.dictionaries(st.sampled_from(["name", "telecom", "address", "gender", "birthDate", "photo"]), SECRET),
    read=st.dictionaries(st.sampled_from(["status", "period", "serviceProvider", "meta", "reasonCode"]), SECRET),
    person=SECRET,
)
def test_no_value_of_a_person_is_ever_told(
    visit: dict[str, str], patient: dict[str, str], read: dict[str, str], person: str
) -> None:
    subject = {"subject": {"reference": f"Patient/{person}", "display": person}}
    found = PATIENT | patient | {"id": person}
    for changes in (visit, visit | read):
        for row in rows_of(FHIR, bundle(found, ENCOUNTER | subject | changes | {"id": person}), MISSION):
            told = str(row.row.model_dump(exclude={"identity"})) + repr(row) + str(row.dropped_fields)
            assert "§" not in told


@given(changes=st.dictionaries(st.sampled_from([*ENCOUNTER, "meta", "reasonCode"]), JSON), whole=JSON)
def test_nothing_makes_it_fail(changes: dict[str, Any], whole: object) -> None:
    assert rows_of(FHIR, bundle(PATIENT | changes, ENCOUNTER | changes), MISSION)
    assert rows_of(FHIR, {"resourceType": "Bundle", "entry": whole}, MISSION)
    assert rows_of(FHIR, whole, MISSION)
