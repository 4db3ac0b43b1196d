"""DHIS2 tracker events: what counts, in which cell, and that nothing of a person is left."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading import ReadRow
from ingest.registry import find_sources
from schemas.mission import Element, Facility, Mission
from schemas.report import CaseDraft, Refused
from tests.ingest.messages import rows_of

TRACKER = find_sources()["clinic-tracker"]
MISSION = Mission(
    elements=(
        Element(code="opdF1217x01", measure="attendance", sex="F", age_band="12-17"),
        Element(code="pepStart001", measure="pep_started"),
        Element(code="sexMale0001", sex="M"),
        Element(code="age61plus01", age_band="61+"),
    ),
    facilities=(Facility(id="ouEXAMPLE01", name="Clinic One", admin2="District One"),),
)
EVENT: dict[str, Any] = {
    "event": "evEXAMPLE01",
    "orgUnit": "ouEXAMPLE01",
    "trackedEntity": "teEXAMPLE01",
    "status": "COMPLETED",
    "occurredAt": "2025-02-14T00:00:00.000",
    "dataValues": [],
}


def read_one(document: object) -> ReadRow:
    (read,) = rows_of(TRACKER, document, MISSION)
    return read


def case_with(**changes: Any) -> CaseDraft:
    row = read_one({"events": [EVENT | changes]}).row
    assert isinstance(row, CaseDraft), row
    return row


def case_of_values(**values: object) -> CaseDraft:
    return case_with(dataValues=[{"dataElement": name, "value": value} for name, value in values.items()])


def test_d13_a_visit_counts_in_its_clinic_and_week() -> None:
    case = case_with()
    assert (case.identity, case.area, case.measures) == ("evEXAMPLE01", "ouEXAMPLE01", ("attendance",))
    assert (case.sex, case.age_band, case.state, case.notes) == (None, None, "counts", ())
    assert (str(case.period_from), str(case.period_to)) == ("2025-02-10", "2025-02-16")


@pytest.mark.parametrize("document", [EVENT, {"events": [EVENT]}, {"instances": [EVENT], "page": 1}])
def test_one_event_or_a_page_of_them(document: object) -> None:
    assert read_one(document).row == case_with()


def test_who_it_was_is_dropped_by_name() -> None:
    persons: dict[str, Any] = {"createdBy": {"username": "x"}, "notes": [], "geometry": {}}
    dropped = read_one(EVENT | persons).dropped_fields
    assert dropped == ("createdBy", "geometry", "notes", "trackedEntity")


def test_elements_count_and_say_sex_and_age() -> None:
    case = case_of_values(opdF1217x01="true", pepStart001="true")
    assert (case.measures, case.sex, case.age_band) == (("attendance", "pep_started"), "F", "12-17")


def test_options_say_sex_and_age() -> None:
    case = case_of_values(sex="sexMale0001", age="age61plus01")
    assert (case.measures, case.sex, case.age_band) == (("attendance",), "M", "61+")


@pytest.mark.parametrize("value", ["false", "False", "0", "", None, False, 0])
def test_an_element_that_says_no_does_not_count(value: object) -> None:
    assert case_of_values(pepStart001=value).measures == ("attendance",)


@pytest.mark.parametrize("value", ["true", "1", True, 1])
def test_an_element_that_says_yes_counts(value: object) -> None:
    assert case_of_values(pepStart001=value).measures == ("attendance", "pep_started")


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"status": "ACTIVE"}, "counts"),
        ({"status": "VISITED"}, "counts"),
        ({"status": "SCHEDULE"}, "withdrawn"),
        ({"status": "SKIPPED"}, "withdrawn"),
        ({"status": "OVERDUE"}, "withdrawn"),
        ({"deleted": True}, "withdrawn"),
        ({"deleted": False}, "counts"),
    ],
)
def test_only_a_visit_that_took_place_counts(change: dict[str, Any], state: str) -> None:
    assert case_with(**change).state == state


def test_a_visit_that_is_only_planned_has_its_planned_day_or_none() -> None:
    planned = {"status": "SCHEDULE", "occurredAt": None}
    assert str(case_with(**planned, scheduledAt="2025-03-04").period_from) == "2025-03-03"
    assert case_with(**planned).state == "withdrawn"


def test_the_newest_version_comes_last() -> None:
    assert case_with(updatedAt="2025-02-14T10:00:00.000").order == 1739527200
    assert case_with(updatedAt="soon").order == 0


def test_an_unknown_facility_is_counted_with_a_note() -> None:
    assert "facilities.csv" in case_with(orgUnit="ouUNKNOWN01").notes[0]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"event": None}, "event"),
        ({"orgUnit": None}, "orgUnit"),
        ({"occurredAt": None}, "occurredAt"),
        ({"occurredAt": "2025"}, "occurredAt"),
        ({"occurredAt": 1739290000000}, "occurredAt"),
        ({"status": "DONE"}, "status"),
        ({"dataValues": {}}, "dataValues"),
    ],
)
def test_a_bad_event_does_not_reject_its_page(change: dict[str, Any], field: str) -> None:
    bad, good = rows_of(TRACKER, {"events": [EVENT | change, EVENT]}, MISSION)
    assert isinstance(bad.row, Refused)
    assert bad.row.reason.startswith(field)
    assert isinstance(good.row, CaseDraft)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*EVENT, "value"]), inner),
    max_leaves=8,
)
SECRET = st.text(min_size=1, max_size=20).map(lambda text: f"§{text}§")
IDENTIFYING = ("trackedEntity", "createdBy", "updatedBy", "notes", "geometry", "enrollment", "storedBy")


@given(
    person=st.dictionaries(st.sampled_from(IDENTIFYING), SECRET | st.lists(SECRET)),
    read=st.dictionaries(st.sampled_from(["status", "occurredAt", "updatedAt", "deleted", "dataValues"]), SECRET),
    values=st.lists(st.fixed_dictionaries({"dataElement": SECRET, "value": SECRET, "storedBy": SECRET}), max_size=3),
    identity=SECRET,
)
def test_no_value_of_a_person_is_ever_told(
    person: dict[str, Any], read: dict[str, str], values: list[dict[str, str]], identity: str
) -> None:
    event = EVENT | {"dataValues": values} | person | {"event": identity}
    for document in (event, event | read):
        row = read_one(document)
        told = str(row.row.model_dump(exclude={"identity"})) + repr(row) + str(row.dropped_fields)
        assert "§" not in told


@given(changes=st.dictionaries(st.sampled_from([*EVENT, "deleted", "updatedAt", "scheduledAt"]), JSON), whole=JSON)
def test_nothing_makes_it_fail(changes: dict[str, Any], whole: object) -> None:
    assert rows_of(TRACKER, EVENT | changes, MISSION)
    assert rows_of(TRACKER, {"events": whole}, MISSION)
    assert rows_of(TRACKER, whole, MISSION)
