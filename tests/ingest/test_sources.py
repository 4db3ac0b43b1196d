"""The three sources: what each takes over, and what it does with sloppy input."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ingest.mission import read_mission
from ingest.reading import ReadRow
from ingest.registry import find_sources
from ingest.replay import replayed
from schemas.mission import Element, Facility, Mission
from schemas.protection import Level, Tlp
from schemas.report import CountDraft, Draft, Refused
from tests.ingest.messages import message_of, rows_of

SOURCES = find_sources()
PATROL, RELIEFWEB, DHIS2 = SOURCES["patrol-notes"], SOURCES["ngo-reliefweb"], SOURCES["clinic-dhis2"]
ROOT = Path(__file__).parents[2]
NOTE = {
    "report_type": "PATROL",
    "report_no": "PTRL/0412",
    "unit": "TS-EXAMPLE",
    "dtg_start": "2025-02-11T07:10Z",
    "dtg_end": "2025-02-11T15:40Z",
    "places": [{"name": "Village Alpha", "grid": "35N LB 12345 67890", "toa": "10:25", "last_visited": "2025-01-19"}],
    "contacts": [{"group": "women farmers", "count": 6, "interviewer_sex": "F"}],
    "significant_observations": "Unknown men seen at dusk east of the river.",
    "gender_observations": "Women slept in the bush two nights.",
    "action_taken": "Informed team site.",
    "assessment": "Possible build-up.",
    "lang": "en",
    "classification": "confidential",
}
MISSION = Mission(
    elements=(
        Element(code="opdFemale01", measure="attendance", sex="F"),
        Element(code="age12to17x1", age_band="12-17"),
        Element(code="pepStarted1", measure="pep_started"),
    ),
    facilities=(Facility(id="ouEXAMPLE01", name="Clinic One", admin2="District One"),),
)
SET = {
    "dataSet": "dsEXAMPLE01",
    "period": "2025W07",
    "orgUnit": "ouEXAMPLE01",
    "attributeOptionCombo": "aoc1",
    "dataValues": [
        {"dataElement": "opdFemale01", "categoryOptionCombo": "age12to17x1", "value": "31"},
        {"dataElement": "pepStarted1", "categoryOptionCombo": "defaultXXX1", "value": "6"},
    ],
}


def draft_of(row: ReadRow) -> Draft:
    assert isinstance(row.row, Draft), row
    return row.row


def note_of(**changes: Any) -> Draft:
    (row,) = rows_of(PATROL, NOTE | changes)
    return draft_of(row)


def counts_of(**changes: Any) -> list[CountDraft]:
    return [row.row for row in rows_of(DHIS2, SET | changes, MISSION) if isinstance(row.row, CountDraft)]


def reasons_of(rows: list[ReadRow]) -> list[str]:
    return [row.row.reason for row in rows if isinstance(row.row, Refused)]


def test_defaults_of_the_sources() -> None:
    assert (PATROL.rules.level, PATROL.rules.tlp) == (Level.CONFIDENTIAL, Tlp.AMBER)
    assert (RELIEFWEB.rules.level, RELIEFWEB.rules.tlp) == (Level.UNCLASSIFIED, Tlp.CLEAR)
    assert DHIS2.rules.level == Level.STRICTLY_CONFIDENTIAL


def test_a_patrol_note() -> None:
    note = note_of()
    assert note.identity == "TS-EXAMPLE:PTRL/0412"
    assert [name for name, _ in note.sections] == [
        "significant_observations",
        "gender_observations",
        "action_taken",
        "assessment",
    ]
    assert (note.observed_from, note.observed_to) == (
        datetime(2025, 2, 11, 7, 10, tzinfo=UTC),
        datetime(2025, 2, 11, 15, 40, tzinfo=UTC),
    )
    assert note.stated_places[0].last_visited == date(2025, 1, 19)
    assert note.contacts[0].model_dump() == {"group": "women farmers", "count": 6, "interviewer_sex": "F"}
    assert (note.level, note.order, note.withdrawn, note.notes) == (Level.CONFIDENTIAL, 0, False, ())


def test_fields_that_are_not_taken_over_are_named() -> None:
    (row,) = rows_of(PATROL, NOTE | {"imei": "123", "places": [{"name": "A", "toa": "10:25"}], "Zélinda Okpérou": 1})
    assert row.dropped_fields == ("(unnamed)", "imei", "places.toa")
    assert "123" not in row.model_dump_json()


@pytest.mark.parametrize("field", ["report_no", "unit"])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_patrol_note_needs_its_identity(field: str, value: str | None) -> None:
    (reason,) = reasons_of(rows_of(PATROL, NOTE | {field: value}))
    assert reason.startswith(f"{field}: ")


def test_revision_and_withdrawal() -> None:
    assert note_of(revision=2).order == 2
    assert note_of(revision="3").order == 3
    assert note_of(withdrawn=True).withdrawn


@pytest.mark.parametrize("field", ["dtg_start", "dtg_end"])
def test_an_impossible_optional_date_is_noted_and_left_out(field: str) -> None:
    note = note_of(**{field: "2025-02-31T07:00Z"})
    assert note.notes == (f"{field}: cannot be read, left out",)


def test_dates_are_kept_in_utc() -> None:
    assert note_of(dtg_start="2025-02-11T07:10:00+02:00").observed_from == datetime(2025, 2, 11, 5, 10, tzinfo=UTC)
    assert note_of(dtg_start="2025-02-11T07:10:00").observed_from == datetime(2025, 2, 11, 7, 10, tzinfo=UTC)
    assert note_of(dtg_start="0001-01-01T00:00:00+14:00").observed_from is None


def test_an_end_before_the_start_is_left_out() -> None:
    note = note_of(dtg_end="2025-02-10T07:00Z")
    assert note.observed_to is None
    assert note.notes == ("dtg_end: lies before dtg_start, left out",)


def test_coordinates_of_a_patrol_note() -> None:
    assert note_of(places=[{"lat": "1.5", "lon": -6.25}]).stated_places[0].longitude == -6.25
    zero = note_of(places=[{"name": "A", "lat": 0, "lon": 0}])
    assert (zero.stated_places[0].latitude, zero.notes) == (None, ("coordinates: 0,0 taken as missing",))


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("unclassified", Level.UNCLASSIFIED),
        ("Restricted", Level.CONFIDENTIAL),
        ("Strictly Confidential", Level.STRICTLY_CONFIDENTIAL),
        ("cosmic", Level.STRICTLY_CONFIDENTIAL),
        (None, None),
    ],
)
def test_levels_of_patrol_notes(word: str | None, level: Level | None) -> None:
    assert note_of(classification=word).level == level


def page_item(identifier: Any = 9000001, **fields: Any) -> dict[str, Any]:
    return {"id": identifier, "fields": {"title": "Title", "body": "Body"} | fields}


def test_a_reliefweb_page_of_several_items() -> None:
    bad = page_item(None)
    rows = rows_of(RELIEFWEB, {"data": [page_item(1), bad, "text", page_item("3", body=None)]})
    assert [type(row.row) for row in rows] == [Draft, Refused, Refused, Draft]
    assert [draft_of(rows[0]).identity, draft_of(rows[3]).identity] == ["1", "3"]
    assert draft_of(rows[3]).sections == (("title", "Title"),)
    assert reasons_of(rows)[0].startswith("id: ")


def test_a_reliefweb_item() -> None:
    (row,) = rows_of(
        RELIEFWEB,
        {
            "data": [
                page_item(
                    source=[{"shortname": "EX-NGO"}, {"name": "Other Organisation"}],
                    language=[{"code": "fr"}],
                    primary_country={"iso3": "xxx"},
                    date={"original": "2025-02-12T00:00:00+00:00", "changed": "2025-02-14T00:00:00+00:00"},
                )
            ]
        },
    )
    draft = draft_of(row)
    assert (draft.originator, draft.language, draft.country) == ("EX-NGO, Other Organisation", "fr", "xxx")
    assert draft.reported_at == datetime(2025, 2, 12, tzinfo=UTC)
    assert draft.order == int(datetime(2025, 2, 14, tzinfo=UTC).timestamp())


@pytest.mark.parametrize("document", [{"data": []}, {}, {"data": None}, {"data": "x"}])
def test_a_page_without_items_is_one_refused_row(document: dict[str, Any]) -> None:
    (reason,) = reasons_of(rows_of(RELIEFWEB, document))
    assert reason.startswith("data: ")


def test_an_item_without_text_is_refused() -> None:
    (reason,) = reasons_of(rows_of(RELIEFWEB, {"data": [page_item(title=None, body="<p> </p>")]}))
    assert "fields.title, fields.body" in reason


def test_clinic_counts() -> None:
    attendance, pep = counts_of()
    assert attendance.identity == "dsEXAMPLE01:ouEXAMPLE01:2025W07:aoc1"
    assert (attendance.measure, attendance.sex, attendance.age_band, attendance.value) == (
        "attendance",
        "F",
        "12-17",
        31,
    )
    assert (attendance.period_from, attendance.period_to) == (date(2025, 2, 10), date(2025, 2, 16))
    assert (pep.cell, pep.measure, pep.sex, pep.notes) == ("pepStarted1:defaultXXX1", "pep_started", None, ())


def test_a_week_has_one_identity_however_it_is_written() -> None:
    assert {count.identity for period in ("2025W7", "2025W07") for count in counts_of(period=period)} == {
        "dsEXAMPLE01:ouEXAMPLE01:2025W07:aoc1"
    }


def test_values_may_state_what_their_set_leaves_out() -> None:
    value = {"dataElement": "pepStarted1", "value": "1", "period": "2025W01", "orgUnit": "ouEXAMPLE01"}
    (row,) = rows_of(DHIS2, {"dataSet": "ds", "dataValues": [value]}, MISSION)
    assert isinstance(row.row, CountDraft)
    assert row.row.identity == "ds:ouEXAMPLE01:2025W01:default"


def test_an_unknown_facility_is_counted_with_a_note() -> None:
    assert all("facilities.csv" in count.notes[0] for count in counts_of(orgUnit="ouUNKNOWN"))
    assert len(counts_of(orgUnit="ouUNKNOWN")) == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value": "-3"}, "value"),
        ({"value": "many"}, "value"),
        ({"value": None}, "value"),
        ({"period": "2025W61"}, "period"),
        ({"period": None}, "period"),
        ({"orgUnit": None}, "orgUnit"),
        ({"dataElement": "nosuchelem1"}, "dataElement: elements.csv has no measure for nosuchelem1"),
    ],
)
def test_a_bad_value_does_not_reject_its_set(change: dict[str, Any], field: str) -> None:
    rows = rows_of(DHIS2, SET | {"dataValues": [SET["dataValues"][0] | change, SET["dataValues"][1]]}, MISSION)  # type: ignore[operator]  # SET is a plain dict of objects
    assert [type(row.row) for row in rows] == [Refused, CountDraft]
    assert reasons_of(rows)[0].startswith(field)


def test_every_example_message_is_read_whole() -> None:
    folder = ROOT / "missions" / "example"
    mission = read_mission(folder)
    for sent in replayed(folder / "messages.jsonl"):
        rows = list(SOURCES[sent.topic].read(message_of(sent.topic, sent.value), mission))
        assert reasons_of(rows) == []


# The bad messages that hold nothing readable; all others of the file must be read, with a note where one is due.
UNREADABLE = {"BAD/01", "BAD/06", "BAD/12", "BAD/13", "BAD/14", "BAD/15", "BAD/16", "BAD/17"}


def test_bad_messages_are_read_or_refused_by_row() -> None:
    mission = read_mission(ROOT / "missions" / "example")
    for sent in replayed(ROOT / "tests" / "fixtures" / "bad_messages.jsonl"):
        rows = list(SOURCES[sent.topic].read(message_of(sent.topic, sent.value), mission))
        key = (sent.key or b"").decode()
        if key in UNREADABLE:
            assert len(reasons_of(rows)) == len(rows) >= 1, key
        elif key.startswith("BAD/") and int(key[4:6]) <= 18:
            assert reasons_of(rows) == [], key
        assert json.dumps([row.model_dump(mode="json") for row in rows])
