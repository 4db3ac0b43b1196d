"""What conformance says of texts: garbage is of every kind, and a reason tells the mend without a value."""

import json

import pytest

from pipeline.conformance_text import echoed, garbage, is_left, names_its_fault

GOOD = json.dumps({"name": "Zélinda Okpérou", "code": "EX-0001", "age": 31}).encode()


def test_garbage_breaks_every_good_payload_and_adds_what_no_source_sends() -> None:
    few, more = dict(garbage([GOOD])), dict(garbage([GOOD, b"Age: 31\nText: calm"]))
    assert len(more) == len(few) + 3
    assert GOOD not in few.values()
    assert {None, b"", b"null", b"[1, 2]"} <= set(few.values())
    assert json.loads(few["good payload 1, every value null"] or b"") == {"name": None, "code": None, "age": None}
    assert more["good payload 2, every value null"] == b"Age: \nText: calm"
    assert dict(garbage([GOOD])) == few


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("report_no: Field required", True),
        ("the message is empty; send the report again", True),
        ("bad row", False),
        ("the reader of ngo-kobo failed with KeyError; mend its source file", False),
    ],
)
def test_a_reason_names_a_field_or_a_mend(reason: str, told: bool) -> None:
    assert names_its_fault(reason) is told


@pytest.mark.parametrize(
    ("reason", "payload", "repeats"),
    [
        ("name: Zélinda Okpérou is not known", GOOD, True),
        ("code: EX-0001 is not known", GOOD, False),  # a code may be named
        ("name: Field required", GOOD, False),
        ("the survivor Zélinda Okpérou: not known", b"ID,NAME\n1,Z\xc3\xa9linda Okp\xc3\xa9rou\n", True),
        ("DATE OF INTERVIEW: is missing", b"ID,DATE OF INTERVIEW\n1,\n", False),  # a header is no value
    ],
)
def test_a_reason_repeats_no_value(reason: str, payload: bytes, repeats: bool) -> None:
    assert echoed(reason, payload) is repeats


def test_a_secret_is_found_however_it_is_written() -> None:
    assert is_left("Zélinda", json.dumps({"text": "ZÉLINDA"}, ensure_ascii=False))
    assert is_left("Zélinda", json.dumps({"text": "Zélinda"}))
    assert is_left('said "no"', json.dumps({"text": 'said "no"'}))
    assert not is_left("Zélinda", "[name]")
