"""Hostile input at the door: every message ends as rows or in quarantine, soon, and with nothing unseen in it."""

import json
import unicodedata
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from ingest.cleaning import MOST_BLANKS, MOST_MARKS, cleaned
from ingest.html_text import text_of_html
from ingest.landing import land
from ingest.reading import MOST_FIELDS_NAMED, Notes, decoded, mended_text, parsed
from ingest.registry import find_sources
from protection.masking import mask_by_rules
from protection.protect import protect
from schemas.landing import LandedRow
from schemas.mission import Element, Mission
from schemas.report import Draft, Refused
from tests.ingest.hostile import FLOODS, MESSAGES, Case, is_linear
from tests.ingest.messages import message_of, rows_of

SOURCES = find_sources()
MISSION = Mission(elements=(Element(code="opd", measure="attendance"),))
NOW = datetime(2025, 2, 12, tzinfo=UTC)
FORMATTED = st.text(alphabet=st.characters(categories=["Lu", "Ll", "Mn", "Cf", "Zs", "Cc"]))

every_source = pytest.mark.parametrize("topic", SOURCES)
every_flood = pytest.mark.parametrize("case", FLOODS, ids=[case.name for case in FLOODS])


def landed(topic: str, value: bytes) -> list[LandedRow]:
    """Return what `value` lands as, masked by the rules alone."""
    masked = partial(protect, mission=MISSION, mask_names=lambda *_: [], case_key=b"k" * 32)
    return list(
        land(
            [message_of(topic, value)],
            SOURCES[topic],
            MISSION,
            protect=lambda row, provenance, rules: masked(row, provenance=provenance, rules=rules),
            keep_raw=lambda message: "kept",
            now=NOW,
        )
    )


@every_source
@pytest.mark.parametrize("case", MESSAGES, ids=[case.name for case in MESSAGES])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_every_message_of_the_corpus_lands_or_is_refused(topic: str, case: Case, encoding: str) -> None:
    rows = landed(topic, case.text.encode(encoding))
    assert rows
    assert [row.refused for row in rows if "failed with" in (row.refused or "")] == []
    assert [LandedRow.model_validate_json(row.model_dump_json()) for row in rows] == rows


@every_flood
@pytest.mark.parametrize("topic", ["patrol-notes", "ngo-hxl", "ngo-kobo", "ngo-reliefweb"])
def test_a_flood_is_read_in_time_that_grows_with_its_length(topic: str, case: Case) -> None:
    def read(text: str) -> None:
        shapes: dict[str, bytes] = {
            "patrol-notes": f"From: TS\n1 {text}".encode(),
            "ngo-hxl": f"#event +description,#event +code\n{text}".encode(),
            "ngo-kobo": json.dumps({"_uuid": "u", "what": text}).encode(),
            "ngo-reliefweb": json.dumps({"data": [{"id": "1", "fields": {"title": "x", "body": text}}]}).encode(),
        }
        assert rows_of(SOURCES[topic], shapes[topic], MISSION)

    assert is_linear(read, case.text)


@every_flood
def test_a_flood_is_masked_in_time_that_grows_with_its_length(case: Case) -> None:
    assert is_linear(lambda text: mask_by_rules(mended_text(text, []), mission=MISSION), case.text)


@given(FORMATTED)
def test_nothing_unseen_is_left(text: str) -> None:
    left = cleaned(mended_text(text, []))
    assert cleaned(left) == left
    assert not set(left) & set("\u200b\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u00ad\x9b\x1b")


@given(st.text(alphabet="aé \t\n"), st.text(alphabet="bc "))
def test_what_is_seen_is_kept(left: str, right: str) -> None:
    text = left[:MOST_BLANKS] + right[:MOST_BLANKS]
    assert cleaned(text).split() == text.split()


def test_floods_of_blanks_and_accents_are_cut() -> None:
    assert cleaned("a" + " " * 5_000 + "b") == "a" + " " * MOST_BLANKS + "b"
    assert len(cleaned("e" + "\u0301\u0316" * 5_000)) == 1 + MOST_MARKS
    assert unicodedata.normalize("NFC", cleaned("Ke\u0301lando")) == "Kélando"


def test_a_hidden_character_hides_nothing_from_masking() -> None:
    note = {
        "unit": "TS",
        "report_no": "1",
        "significant_observations": "Write to zel\u200binda\u200d@exam\u2060ple.org.",
    }
    (row,) = landed("patrol-notes", json.dumps(note).encode())
    assert row.report is not None
    assert "[email]" in row.report.text
    assert "linda" not in row.model_dump_json()


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert mended_text("می\u200cخواهم", []) == "می\u200cخواهم"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_read_as_such(encoding: str) -> None:
    notes: Notes = []
    assert decoded(("\ufeff" + "From: Kélando, القرية").encode(encoding), notes) == "From: Kélando, القرية"
    assert notes == ["text: read as UTF-16"]


def test_a_field_that_is_there_twice_leaves_a_note() -> None:
    notes: Notes = []
    assert parsed(b'{"a": {"b": 1, "b": 2}}', notes) == {"a": {"b": 2}}
    assert len(notes) == 1


@pytest.mark.parametrize("moment", ["0001-01-01T00:00Z", "9999-12-31T23:59Z", "1899-12-31T23:59Z"])
def test_a_moment_of_no_year_that_a_report_speaks_of_is_left_out(moment: str) -> None:
    note = {"unit": "TS", "report_no": "1", "significant_observations": "Calm.", "dtg_start": moment}
    (row,) = rows_of(SOURCES["patrol-notes"], note)
    assert isinstance(row.row, Draft)
    assert row.row.observed_from is None
    assert row.row.notes == ("dtg_start: cannot be read, left out",)


def test_columns_alike_hide_no_cell_of_each_other() -> None:
    table = b"what,what\n#description,#description\nmen took cattle,women slept outside\n"
    (row,) = rows_of(SOURCES["ngo-hxl"], table)
    assert isinstance(row.row, Draft)
    assert "cattle" in str(row.row.sections)
    assert "outside" in str(row.row.sections)


def test_a_table_of_thousands_of_columns_or_rows_is_one_refused_row() -> None:
    for table in (b"#description" + b"," * 2_000 + b"\nx", b"#description\n" + b"x y\n" * 100_001):
        (row,) = rows_of(SOURCES["ngo-hxl"], table)
        assert isinstance(row.row, Refused)
        assert "send" in row.row.reason


def nested(fields: dict[str, Any], depth: int) -> dict[str, Any]:
    for _ in range(depth):
        fields = {"a" * 100: fields}
    return fields


@pytest.mark.parametrize(
    ("topic", "value"),
    [
        ("ngo-kobo", {"_uuid": "u", **nested({str(number): 1 for number in range(5_000)}, 50)}),
        ("ngo-kobo", {"_uuid": "u", **{str(number): "two words" for number in range(6_000)}}),
        ("clinic-dhis2", {**{str(number): 1 for number in range(200)}, "dataValues": [{}] * 200}),
        (
            "clinic-fhir",
            {
                "resourceType": "Bundle",
                "entry": [
                    {"resource": {"resourceType": "Patient", "id": "p", **{str(number): 1 for number in range(200)}}},
                    *[{"resource": {"resourceType": "Encounter", "subject": {"reference": "Patient/p"}}}] * 200,
                ],
            },
        ),
    ],
)  # what all rows of a message share would be copied for each
def test_what_would_grow_with_the_square_of_a_message_is_refused_whole(topic: str, value: dict[str, Any]) -> None:
    (row,) = rows_of(SOURCES[topic], value)
    assert isinstance(row.row, Refused)


def test_a_row_of_thousands_of_unknown_fields_names_the_first() -> None:
    note = {"unit": "TS", "report_no": "1", "significant_observations": "Calm."}
    (row,) = rows_of(SOURCES["patrol-notes"], note | {f"field_{number}": 1 for number in range(5_000)})
    assert len(row.dropped_fields) == MOST_FIELDS_NAMED + 1


def test_a_reference_of_thousands_of_digits_is_no_number() -> None:
    assert text_of_html(f"a&#{'9' * 5_000};b &#233;") == "a\ufffdb é"


def test_what_never_closes_is_text() -> None:
    assert text_of_html("5 < 6 <a href='x <!-- open") == "5 < 6 <a href='x <!-- open"
    assert text_of_html("a <b title='x > y'>c</b> <!-- > --> d") == "a c d"


def test_a_row_that_masking_stumbles_over_is_kept_aside_and_stops_nothing() -> None:
    def stumbling(row: Any, provenance: Any, rules: Any) -> Any:
        raise ValueError("Zélinda Okpérou")

    note = {"unit": "TS", "report_no": "1", "significant_observations": "Calm."}
    with capture_logs() as logs:
        (row,) = land(
            [message_of("patrol-notes", note)],
            SOURCES["patrol-notes"],
            MISSION,
            protect=stumbling,
            keep_raw=lambda message: "kept",
            now=NOW,
        )
    assert (row.pointer, row.report) == ("kept", None)
    assert "ValueError" in str(row.refused)
    assert "linda" not in str(row) + str(logs)
