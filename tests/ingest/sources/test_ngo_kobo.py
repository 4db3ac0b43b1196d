"""Forms from phones: what is a text, a place, a day; and that nothing of the enumerator is taken over."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.registry import find_sources
from schemas.report import Draft, Refused
from tests.ingest.messages import rows_of

KOBO = find_sources()["ngo-kobo"]
FORM = {
    "_uuid": "00000000-aaaa-bbbb-cccc-000000000001",
    "meta/instanceID": "uuid:00000000-aaaa-bbbb-cccc-000000000001",
    "_submission_time": "2025-02-11T18:03:11",
    "_geolocation": [5.12, 27.34],
    "_submitted_by": "orsin_delambre",
    "deviceid": "dv1234567890",
    "intro/enumerator_name": "Orsin Delambre",
    "loc/adm2_pcode": "XX0102",
    "loc/village": "Charlie",
    "obs/signs": "sleep_in_bush unknown_men",
    "obs/narrative": "People left before dark.",
    "obs/incident_date": "2025-02-10",
    "obs/children": 3,
}
ANSWERS = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
    max_leaves=8,
)


def draft_of(form: Any) -> Draft:
    (row,) = rows_of(KOBO, form)
    assert isinstance(row.row, Draft), row
    return row.row


def test_a_form_says_what_when_and_where() -> None:
    draft = draft_of(FORM)
    assert draft.sections == (
        ("obs/signs", "sleep in bush, unknown men"),
        ("obs/narrative", "People left before dark."),
    )
    assert draft.occurred_from == datetime(2025, 2, 10, tzinfo=UTC)
    (place,) = draft.stated_places
    assert (place.name, place.pcode, place.latitude, place.longitude) == ("Charlie", "XX0102", 5.12, 27.34)


def test_d26_nothing_of_the_enumerator_or_the_phone_is_taken_over() -> None:
    (row,) = rows_of(KOBO, FORM)
    kept = str(row.row.model_dump())
    assert not [value for value in ("orsin", "Orsin", "dv1234567890") if value in kept]
    assert {"_submitted_by", "deviceid", "intro/enumerator_name"} <= set(row.dropped_fields)


def test_an_edit_keeps_the_identity_of_what_it_replaces() -> None:
    edit = {**FORM, "meta/instanceID": "uuid:9", "meta/deprecatedID": FORM["meta/instanceID"]}
    assert draft_of(edit | {"_submission_time": "2025-02-12T08:00:00"}).order > draft_of(FORM).order
    assert draft_of(edit).identity == draft_of(FORM).identity


@pytest.mark.parametrize(
    "point",
    [{"type": "Point", "coordinates": [27.34, 5.12, 0]}, "POINT (27.34 5.12)", "5.12 27.34 0 0", [5.12, 27.34]],
)
def test_every_way_to_write_a_point_is_read(point: object) -> None:
    form = {name: answer for name, answer in FORM.items() if name != "_geolocation"}
    (place,) = draft_of(form | {"loc/gps": point}).stated_places
    assert (place.latitude, place.longitude) == (5.12, 27.34)


def test_odk_rows_are_read_and_rejected_ones_are_not() -> None:
    rows = [
        {"__id": "uuid:1", "__system": {"reviewState": state}, "obs": {"narrative": "Armed men took goats."}}
        for state in (None, "approved", "hasIssues", "rejected")
    ]
    read = rows_of(KOBO, {"value": rows})
    assert [isinstance(row.row, Draft) for row in read] == [True, True, True, False]
    assert isinstance(read[3].row, Refused)
    assert "rejected" in read[3].row.reason


@given(st.dictionaries(st.sampled_from([*FORM, "__system", "other"]), ANSWERS))
def test_any_answers_are_read_or_refused(answers: dict[str, Any]) -> None:
    for row in rows_of(KOBO, json.dumps(FORM | answers).encode()):
        assert isinstance(row.row, Draft | Refused)
