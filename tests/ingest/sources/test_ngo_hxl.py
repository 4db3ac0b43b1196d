"""HXL tables: read by tag, whatever the order of columns and attributes."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ingest.reading import ReadRow
from ingest.registry import find_sources
from schemas.report import Draft, Refused, StatedPlace
from tests.ingest.messages import rows_of

HXL = find_sources()["ngo-hxl"]
HEADERS = ["Date", "Préfecture", "P-code", "Lieu", "Lat", "Lon", "Type", "Filles", "Description", "Enquêteur"]
TAGS = [
    *("#date+occurred", "#adm1+name", "#loc+code", "#loc+name", "#geo+lat", "#geo+lon"),
    *("#event+type", "#affected+f+children", "#description", ""),
]
CELLS = ["2025-02-10", "Nord", "XX01", "Charlie", "5.1", "27.3", "enlèvement", "3", "Enlèvement présumé", "Orsin"]


def table(*rows: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def read(*rows: list[str]) -> list[ReadRow]:
    return rows_of(HXL, table(*rows))


def draft_of(row: ReadRow) -> Draft:
    assert isinstance(row.row, Draft), row
    return row.row


def test_a_row_says_what_when_and_where() -> None:
    (row,) = read(HEADERS, TAGS, CELLS)
    draft = draft_of(row)
    assert draft.sections == (("description", "Enlèvement présumé"), ("coded", "enlèvement. children f: 3"))
    assert draft.occurred_from == datetime(2025, 2, 10, tzinfo=UTC)
    place = StatedPlace(name="Charlie", pcode="XX01", latitude=5.1, longitude=27.3, admin1="Nord")
    assert draft.stated_places == (place,)
    assert row.dropped_fields == ("(unnamed)",), "a header that is no code is not repeated"


@given(st.permutations(range(len(TAGS))), st.integers(0, 23))
def test_the_order_of_columns_and_the_rows_above_the_tags_mean_nothing(order: list[int], above: int) -> None:
    shuffled = [[row[place] for place in order] for row in (TAGS, CELLS)]
    (row,) = read(*[["Title"]] * above, *shuffled)
    (straight,) = read(HEADERS, TAGS, CELLS)
    assert row.row == straight.row


def test_the_order_of_attributes_means_nothing() -> None:
    tags = [tag.replace("#affected+f+children", "# Affected +children +f") for tag in TAGS]
    assert [row.row for row in read(HEADERS, tags, CELLS)] == [row.row for row in read(HEADERS, TAGS, CELLS)]


def test_identity_is_the_code_then_an_id_column_then_the_row_itself() -> None:
    identities = [
        draft_of(read(["Code"], [tag, "#description"], ["A-1", text])[0]).identity
        for tag, text in (("#event+code", "one"), ("#event+code", "two"), ("#meta+id", "one"))
    ]
    assert identities == ["A-1"] * 3
    (by_header,) = read(["id", "Description"], ["", "#description"], ["7", "one"])
    assert draft_of(by_header).identity == "7"
    first, again, other = (draft_of(read(["#description"], [text])[0]).identity for text in ("one", "one", "two"))
    assert first == again != other


def test_a_table_without_tags_and_a_row_without_words_are_refused_alone() -> None:
    (refused,) = read(HEADERS, CELLS)
    assert isinstance(refused.row, Refused)
    assert "hashtags" in refused.row.reason
    silent = [*CELLS[:6], "", "", "", ""]
    first, second = read(HEADERS, TAGS, silent, CELLS)
    assert isinstance(first.row, Refused)
    assert isinstance(second.row, Draft)


def test_sloppy_cells_are_left_out_with_a_note() -> None:
    sloppy: dict[int, str] = {0: "soon", 4: "0", 5: "0"}
    (row,) = read(HEADERS, TAGS, [sloppy.get(place, cell) for place, cell in enumerate(CELLS)])
    draft = draft_of(row)
    assert draft.notes == ("#date: cannot be read, left out", "coordinates: 0,0 taken as missing")
    assert draft.stated_places[0].latitude is None


@given(st.lists(st.lists(st.one_of(st.text(), st.sampled_from(TAGS)), max_size=6), max_size=6))
def test_every_row_below_the_tags_has_a_fate(rows: list[list[Any]]) -> None:
    found = read(HEADERS, TAGS, *rows)
    assert found
    assert all(isinstance(row.row, Draft | Refused) for row in found)


@given(st.binary())
def test_any_bytes_are_read_or_refused(value: bytes) -> None:
    assert all(isinstance(row.row, Draft | Refused) for row in rows_of(HXL, value))
