"""What holds for every source: nothing raises, every message has a row, no reason repeats a value."""

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.reading import Notes, coordinates, decoded, mended_text, parsed
from ingest.registry import find_sources
from schemas.errors import RefusedError
from schemas.mission import Element, Facility, Mission
from schemas.report import Refused
from tests.ingest.messages import rows_of

SOURCES = find_sources()
MISSION = Mission(
    elements=(Element(code="opd", measure="attendance"),), facilities=(Facility(id="ou1", name="Clinic One"),)
)
FIELDS = re.findall(
    r"\w+",
    "unit report_no revision withdrawn places contacts dtg_start significant_observations classification name lat lon "
    "group count data id fields title body date source changed dataValues dataElement orgUnit period value dataSet",
)
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["opd", "ou1", "2025W07"])
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS) | st.text(), inner, max_size=6),
    max_leaves=25,
)


@pytest.mark.parametrize("topic", SOURCES)
@given(value=st.none() | st.binary())
def test_any_bytes_give_a_row(topic: str, value: bytes | None) -> None:
    assert rows_of(SOURCES[topic], value, MISSION)


@pytest.mark.parametrize("topic", SOURCES)
@settings(suppress_health_check=[HealthCheck.too_slow])  # trees are slow to draw on a busy machine
@given(tree=st.dictionaries(st.sampled_from(FIELDS), TREES, max_size=12))
def test_any_json_gives_a_row(topic: str, tree: dict[str, Any]) -> None:
    rows = rows_of(SOURCES[topic], json.dumps(tree).encode(), MISSION)
    assert rows
    # What was read can be written: no lone surrogate and nothing that is not JSON is left in it.
    assert all(row.model_dump_json() for row in rows)


@pytest.mark.parametrize("topic", SOURCES)
@pytest.mark.parametrize(
    "field", ["report_no", "unit", "revision", "places", "data", "dataValues", "period", "value", "id"]
)
def test_no_reason_repeats_a_value(topic: str, field: str) -> None:
    secret = "Zélinda Okpérou"
    for value in (secret, {secret: secret}, [secret], [{"value": secret, "id": {secret: 1}, "fields": secret}]):
        for row in rows_of(SOURCES[topic], {field: value, "orgUnit": secret}, MISSION):
            assert isinstance(row.row, Refused)
            assert "linda" not in row.model_dump_json()


@pytest.mark.parametrize("topic", SOURCES)
@pytest.mark.parametrize("depth", [200, 100_000])
def test_deep_nesting_is_refused(topic: str, depth: int) -> None:
    deep = b'{"unit":"U","report_no":"1","id":' + b"[" * depth + b"]" * depth + b"}"
    assert len(rows_of(SOURCES[topic], deep)) == 1


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "empty"),
        (b"", "empty"),
        (b'{"report_no": "1"', "not whole JSON"),
        (b"[]", "not a JSON object"),
        (b"\xff\xfe", "not whole JSON"),
        (b"{" + b'"a":' + b"9" * 5000 + b"}", "not whole JSON"),
        (b'{"a":' * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_json_object_is_refused(value: bytes | None, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        parsed(value, [])


def test_text_is_read_as_utf8_else_as_windows_1252() -> None:
    notes: Notes = []
    assert decoded("Kélando".encode(), notes) == "Kélando"
    assert notes == []
    assert decoded("Kélando – “fête”".encode("cp1252"), notes) == "Kélando – “fête”"
    assert notes == ["text: not UTF-8, read as Windows-1252"]


def test_a_byte_order_mark_is_no_text() -> None:
    assert parsed(b'\xef\xbb\xbf{"a": 1}', []) == {"a": 1}


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("MarchÃ© rouvert Ã  KÃ©lando", "Marché rouvert à Kélando"),
        ("pair \ud83d\ude00", "pair 😀"),
        ("lone \ud83d here", "lone \ufffd here"),
        ("a\x00b", "ab"),
        ("l’axe « nord » — fête, naïve, Ñandú", "l’axe « nord » — fête, naïve, Ñandú"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
    ],
)
def test_text_is_mended_where_it_is_certain(text: str, mended: str) -> None:
    notes: Notes = []
    assert mended_text(text, notes) == mended
    assert bool(notes) == (text != mended)


def test_lone_surrogates_in_the_bytes_stay_visible() -> None:
    notes: Notes = []
    assert parsed(b'{"a": "x \xed\xa0\xbd y"}', notes) == {"a": "x \ufffd y"}
    assert notes == ["text: lone surrogates marked"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "result"),
    [
        (1.5, -6.5, (1.5, -6.5)),
        (0.0, 5.0, (0.0, 5.0)),
        (90.0, -180.0, (90.0, -180.0)),
        (0.0, 0.0, (None, None)),
        (90.1, 0.0, (None, None)),
        (1.0, 180.1, (None, None)),
        (float("nan"), 1.0, (None, None)),
        (float("inf"), 1.0, (None, None)),
    ],
)
def test_coordinates(latitude: float, longitude: float, result: tuple[float | None, float | None]) -> None:
    notes: Notes = []
    assert coordinates(latitude, longitude, notes) == result
    assert bool(notes) == (result == (None, None))


def test_half_a_coordinate_is_none() -> None:
    assert coordinates(1.0, None, []) == (None, None)
