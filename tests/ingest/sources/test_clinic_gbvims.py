"""GBVIMS exports: what counts, in which cell, and that nothing of a survivor is left."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.gbvims_columns import COLUMNS, READ
from ingest.reading import ReadRow
from ingest.registry import find_sources
from schemas.mission import Mission, Place
from schemas.report import CaseDraft, Refused
from tests.ingest.messages import rows_of

GBVIMS = find_sources()["clinic-gbvims"]
DELTA = Place(
    id="XX0101",
    name="Delta",
    alternate_names=("District Delta",),
    feature_code="ADM2",
    latitude=1,
    longitude=1,
    admin2="Délta",
)
MISSION = Mission(places=(DELTA,))
INCIDENT = {
    "INCIDENT ID": "EX-0001",
    "SURVIVOR CODE": "XX-77",
    "DATE OF INTERVIEW": "2025-02-14",
    "DATE OF INCIDENT": "2025-02-02",
    "DATE OF BIRTH": "2009-02-15",
    "SEX": "F",
    "INCIDENT COUNTY": "County Nowhere",
    "INCIDENT DISTRICT": "District Delta",
    "GBV TYPE": "Rape",
    "CONSENT GIVEN": "Yes",
    "REPORTING AGENCY CODE": "AGX",
}


def table(*lines: list[str], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(lines)
    return text.getvalue().encode()


def rows_with(**changes: str) -> list[ReadRow]:
    cells = INCIDENT | {name.replace("_", " "): value for name, value in changes.items()}
    return rows_of(GBVIMS, table(list(cells), list(cells.values())), MISSION)


def case_with(**changes: str) -> CaseDraft:
    (read,) = rows_with(**changes)
    assert isinstance(read.row, CaseDraft), read.row
    return read.row


def reason(value: bytes) -> str:
    (read,) = rows_of(GBVIMS, value, MISSION)
    assert isinstance(read.row, Refused)
    return read.row.reason


def test_d13_an_incident_counts_in_its_district_and_month() -> None:
    case = case_with()
    assert (case.identity, case.area, case.measures) == ("EX-0001", "Délta", ("gbv_sexual_violence",))
    assert (case.sex, case.age_band, case.state) == ("F", "12-17", "counts")
    assert (str(case.period_from), str(case.period_to)) == ("2025-02-01", "2025-02-28")


def test_d14_columns_that_are_not_read_are_dropped_by_name() -> None:
    (read,) = rows_with(REMARKS="x")
    assert read.dropped_fields == ("(unnamed)", "date_of_incident", "reporting_agency", "survivor_code")


@pytest.mark.parametrize("word", ["Yes", "OUI", "true", "1", "Sí", "نعم"])
def test_d07_only_consent_counts(word: str) -> None:
    assert case_with(CONSENT_GIVEN=word).state == "counts"


@pytest.mark.parametrize("word", ["", "No", "Non", "0", "false", "perhaps", "لا"])
def test_d07_without_consent_nothing_counts(word: str) -> None:
    assert case_with(CONSENT_GIVEN=word).state == "refused_for_consent"


@pytest.mark.parametrize(
    "word", ["rape", "Sexual Assault", "sexual_assault", "Viol / Pénétration", "Agression sexuelle", "اغتصاب"]
)
def test_sexual_violence_by_its_words(word: str) -> None:
    assert case_with(GBV_TYPE=word).measures == ("gbv_sexual_violence",)


@pytest.mark.parametrize("word", ["Forced Marriage", "Agression physique", "Violence psychologique / Emotionnelle"])
def test_other_violence_by_its_words(word: str) -> None:
    case = case_with(GBV_TYPE=word)
    assert (case.measures, case.notes) == (("gbv_other",), ())


def test_a_word_for_violence_that_is_not_known_is_told() -> None:
    assert case_with(GBV_TYPE="Beating").notes[0].startswith("GBV TYPE: not a word")


def test_what_is_not_gender_based_does_not_count() -> None:
    assert case_with(GBV_TYPE="Non-GBV").state == "withdrawn"


@pytest.mark.parametrize(
    ("written", "month"),
    [("14-Feb-2025", 2), ("14-Feb-25", 2), ("14/02/2025", 2), ("2025-12-31 00:00:00", 12), ("28.02.2025", 2)],
)
def test_days_as_exports_and_spreadsheets_write_them(written: str, month: int) -> None:
    case = case_with(DATE_OF_INTERVIEW=written)
    assert (case.period_from.month, case.notes) == (month, ())


def test_a_day_in_figures_that_has_two_readings_is_told() -> None:
    case = case_with(DATE_OF_INTERVIEW="03/02/2025")
    assert case.period_from.month == 2
    assert "day before month" in case.notes[0]


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("2013-02-15", "0-11"),
        ("2013-02-14", "12-17"),
        ("2007-02-14", "18-25"),
        ("1999-02-14", "26-40"),
        ("1984-02-14", "41-60"),
        ("1964-02-14", "61+"),
        ("", None),
        ("17", None),
        ("1801-01-01", None),
        ("2031-01-01", None),
    ],
)
def test_age_band_on_the_day_of_the_interview(born: str, band: str | None) -> None:
    assert case_with(DATE_OF_BIRTH=born).age_band == band


def test_the_county_stands_in_for_the_district() -> None:
    assert case_with(INCIDENT_DISTRICT="", INCIDENT_COUNTY="DELTA").area == "Délta"
    assert case_with(INCIDENT_DISTRICT="Nowhere").area == "unknown"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_of_spreadsheets(delimiter: str) -> None:
    (read,) = rows_of(GBVIMS, table(list(INCIDENT), list(INCIDENT.values()), delimiter=delimiter), MISSION)
    assert read.row == case_with()


@pytest.mark.parametrize("language", [1, -1])
def test_localised_headers(language: int) -> None:
    cells = {COLUMNS[name][language]: INCIDENT.get(headers[0], "") for name, headers in COLUMNS.items() if name in READ}
    (read,) = rows_of(GBVIMS, table(list(cells), list(cells.values())), MISSION)
    assert read.row == case_with()
    assert read.dropped_fields == ()


def test_a_whole_export_in_an_unknown_language_is_read_by_place() -> None:
    headers = [f"safu {number}" for number in range(len(COLUMNS))]
    (read,) = rows_of(GBVIMS, table(headers, [INCIDENT.get(known[0], "") for known in COLUMNS.values()]), MISSION)
    assert read.row == case_with()
    assert set(read.dropped_fields) == set(COLUMNS) - READ


def test_a_header_in_the_wrong_place_forbids_reading_by_place() -> None:
    headers = [f"safu {number}" for number in range(len(COLUMNS))]
    headers[1] = "INCIDENT ID"
    assert "no such column" in reason(table(headers, ["x"] * len(headers)))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (table(["SURVIVOR CODE", "SEX"], ["XX-82", "F"]), "INCIDENT ID"),
        (table(list(INCIDENT.values())), "no headers"),
        (table([*INCIDENT, "INCIDENT ID"], ["x"] * 12), "two such columns"),
        (table([name for name in INCIDENT if name != "CONSENT GIVEN"], ["x"] * 10), "CONSENT GIVEN"),
        (table(list(INCIDENT), list((INCIDENT | {"INCIDENT ID": ""}).values())), "INCIDENT ID"),
        (table(list(INCIDENT), list((INCIDENT | {"DATE OF INTERVIEW": "soon"}).values())), "DATE OF INTERVIEW"),
        (table(list(INCIDENT), list((INCIDENT | {"GBV TYPE": ""}).values())), "GBV TYPE"),
        (table(list(INCIDENT)), "no row"),
    ],
)
def test_what_cannot_be_counted_is_refused_by_name(value: bytes, told: str) -> None:
    assert told in reason(value)


IDENTIFYING = sorted(set(COLUMNS) - READ - {"perpetrator_sex"})
SECRETS = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=20).map(
    lambda text: f"§{text}§"
)


@given(
    cells=st.fixed_dictionaries(dict.fromkeys(IDENTIFYING, SECRETS)),
    read=st.fixed_dictionaries({}, optional=dict.fromkeys(sorted(READ), SECRETS)),
    identity=SECRETS,
)
def test_no_cell_is_ever_told(cells: dict[str, str], read: dict[str, str], identity: str) -> None:
    known = {name: INCIDENT.get(headers[0], "") for name, headers in COLUMNS.items()}
    line = known | cells | {"incident_id": identity} | read
    rows = rows_of(GBVIMS, table([headers[0] for headers in COLUMNS.values()], list(line.values())), MISSION)
    assert len(rows) == 1
    for row in rows:
        told = str(row.row.model_dump(exclude={"identity"})) + repr(row) + str(row.dropped_fields)
        assert "§" not in told


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_nothing_makes_it_fail(value: bytes) -> None:
    header = table(list(INCIDENT))
    assert rows_of(GBVIMS, value, MISSION)
    assert rows_of(GBVIMS, header + value, MISSION)


def test_d30_the_organisation_that_sent_it_is_not_kept() -> None:
    assert "AGX" not in case_with().model_dump_json()
