"""Replay files: what kcat writes is read, and a bad line is named."""

import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.replay import replayed
from schemas.errors import ConfigurationError
from schemas.messages import OutgoingMessage

LINE = {"topic": "patrol-notes", "key": "PTRL/1", "ts": 1_739_290_000_000, "headers": ["a", "1"], "payload": "{}"}


def read_lines(folder: Path, *lines: bytes) -> list[OutgoingMessage]:
    path = folder / "messages.jsonl"
    path.write_bytes(b"\n".join(lines))
    return list(replayed(path))


def line(**changes: Any) -> bytes:
    return json.dumps(LINE | changes).encode()


def test_a_line_of_kcat(tmp_path: Path) -> None:
    (message,) = read_lines(tmp_path, line(partition=3, offset=7, tstype="create", broker=1, payload="Kélando"))
    assert message == OutgoingMessage(
        topic="patrol-notes",
        key=b"PTRL/1",
        value="Kélando".encode(),
        timestamp_ms=1_739_290_000_000,
        headers=(("a", b"1"),),
    )


def test_null_key_null_payload_and_no_headers(tmp_path: Path) -> None:
    (message,) = read_lines(tmp_path, line(key=None, payload=None, headers=[]))
    assert (message.key, message.value, message.headers) == (None, None, ())


def test_blank_lines_are_passed_over(tmp_path: Path) -> None:
    assert len(read_lines(tmp_path, line(), b"", b"  ", line(), b"")) == 2


def test_surrogates_and_bytes_that_are_no_utf8_come_through(tmp_path: Path) -> None:
    escaped, raw = read_lines(tmp_path, line(payload="x \ud83d y"), line(payload="RAW").replace(b"RAW", b"caf\xe9"))
    assert escaped.value == b"x \xed\xa0\xbd y"
    assert raw.value == b"caf\xe9"


@given(payload=st.text(st.characters(exclude_categories=[])))
def test_every_string_becomes_its_bytes(tmp_path_factory: pytest.TempPathFactory, payload: str) -> None:
    (message,) = read_lines(tmp_path_factory.getbasetemp(), line(payload=payload))
    assert message.value is not None
    if not any("\ud800" <= character <= "\udfff" for character in payload):
        assert message.value.decode() == payload


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"{", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "is not a JSON object"),
        (line(topic=None), "topic must be"),
        (line(ts="now"), "ts must be"),
        (line(ts=-1), "ts must be"),
        (line(payload={"secret": 1}), "payload must be a string"),
        (line(key=5), "key must be a string"),
        (line(headers=["odd"]), "headers must be a list"),
        (line(headers={"a": "b"}), "headers must be a list"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, bad: bytes, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"messages\.jsonl, line 3: {reason}") as error:
        read_lines(tmp_path, line(), b"", bad, line())
    assert "secret" not in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nothing-here"):
        list(replayed(tmp_path / "nothing-here"))


def test_lines_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_bytes(line() + b"\n" + line() + b"\nnot JSON\n")
    assert len(list(islice(replayed(path), 2))) == 2
