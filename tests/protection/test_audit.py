"""The audit log shows whatever was changed, removed or inserted, and goes on after a crash."""

from collections.abc import Callable
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protection.audit import append, keyed_hash, verify
from schemas.audit import Audited, AuditLine
from tests.factories import moment

KEY = b"k" * 32


def done(number: int = 0, **fields: object) -> Audited:
    defaults = {
        "at": moment(number), "who": "ana", "role": "analyst", "door": "desk", "what": f"page {number}",
        "outcome": "shown", "purpose": "early warning",
    }  # fmt: skip
    return Audited.model_validate(defaults | fields)


def written(folder: Path, lines: int = 6) -> Path:
    """Write a log in `folder` and return its one file."""
    for number in range(lines):
        append(folder, KEY, done(number))
    (file,) = folder.glob("*.jsonl")
    return file


def test_what_was_done_is_there_in_order_and_sealed(tmp_path: Path) -> None:
    file = written(tmp_path)
    lines = [AuditLine.model_validate_json(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line.what for line in lines] == [f"page {number}" for number in range(6)]
    assert [line.number for line in lines] == [1, 2, 3, 4, 5, 6]
    assert verify(tmp_path, KEY) == (6, (6, lines[-1].seal), [])


@pytest.mark.parametrize(
    "tamper",
    [
        lambda lines: [*lines[:2], lines[2].replace("page 2", "page 9"), *lines[3:]],
        lambda lines: [*lines[:2], *lines[3:]],
        lambda lines: lines[1:],
        lambda lines: lines[:-1],
        lambda lines: [],
        lambda lines: [*lines[:3], lines[1], *lines[3:]],
        lambda lines: [*lines[:3], "{}", *lines[3:]],
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: [*lines[:2], lines[2] + " ", *lines[3:]],
    ],
    ids=["changed", "removed", "first gone", "last gone", "all gone", "copied", "inserted", "swapped", "space"],
)
def test_d18_whatever_is_done_to_the_log_is_found(tmp_path: Path, tamper: Callable[[list[str]], list[str]]) -> None:
    file = written(tmp_path)
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("".join(line + "\n" for line in tamper(lines)), encoding="utf-8")
    assert verify(tmp_path, KEY).faults
    append(tmp_path, KEY, done(7))
    assert verify(tmp_path, KEY).faults, "what came after does not hide it"


@given(at=st.integers(min_value=0), byte=st.integers(min_value=0, max_value=255))
def test_d18_no_byte_can_be_changed(tmp_path_factory: pytest.TempPathFactory, at: int, byte: int) -> None:
    folder = tmp_path_factory.mktemp("log")
    file = written(folder, 3)
    text = bytearray(file.read_bytes())
    place = at % len(text)
    changed = text[place] != byte
    text[place] = byte
    file.write_bytes(text)
    assert bool(verify(folder, KEY).faults) == changed


def test_whoever_lacks_the_key_cannot_write_a_line(tmp_path: Path) -> None:
    written(tmp_path)
    append(tmp_path, b"another key", done(6))
    assert verify(tmp_path, KEY).faults


def test_a_line_cut_short_by_a_crash_is_taken_away(tmp_path: Path) -> None:
    file = written(tmp_path)
    with file.open("a", encoding="utf-8") as log:
        log.write('{"at":"2026-')
    append(tmp_path, KEY, done(6))
    assert verify(tmp_path, KEY)[::2] == (7, [])


def test_a_line_whose_number_was_not_kept_is_gone_on_from(tmp_path: Path) -> None:
    written(tmp_path)
    kept = (tmp_path / "last.json").read_bytes()
    append(tmp_path, KEY, done(6))
    (tmp_path / "last.json").write_bytes(kept)
    append(tmp_path, KEY, done(7))
    assert verify(tmp_path, KEY)[::2] == (8, [])


def test_a_seal_noted_elsewhere_shows_a_log_that_was_cut_with_its_end(tmp_path: Path) -> None:
    file = written(tmp_path)
    noted = verify(tmp_path, KEY).end
    assert verify(tmp_path, KEY, noted=noted.seal).faults == []
    lines = [AuditLine.model_validate_json(line) for line in file.read_text(encoding="utf-8").splitlines()[:-1]]
    file.write_text("".join(line.model_dump_json() + "\n" for line in lines), encoding="utf-8")
    (tmp_path / "last.json").write_text(f'{{"number": 5, "seal": "{lines[-1].seal}"}}', encoding="utf-8")
    assert verify(tmp_path, KEY, noted=noted.seal).faults


def test_the_chain_goes_on_over_months_and_a_clock_that_goes_back(tmp_path: Path) -> None:
    for days in (0, 40, 10, 41):
        append(tmp_path, KEY, done().model_copy(update={"at": moment() + timedelta(days=days)}))
    assert [file.name for file in sorted(tmp_path.glob("*.jsonl"))] == ["2026-03.jsonl", "2026-04.jsonl"]
    assert verify(tmp_path, KEY)[::2] == (4, [])


def test_processes_that_write_at_once_make_one_chain(tmp_path: Path) -> None:
    processes = [get_context("fork").Process(target=_write_ten, args=(tmp_path,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert verify(tmp_path, KEY)[::2] == (30, [])


def _write_ten(folder: Path) -> None:
    for number in range(10):
        append(folder, KEY, done(number))


def test_its_owner_alone_can_read_it(tmp_path: Path) -> None:
    file = written(tmp_path / "audit", 1)
    assert (file.stat().st_mode & 0o077, file.parent.stat().st_mode & 0o077) == (0, 0)


def test_a_name_that_was_searched_for_can_be_asked_for_and_not_read() -> None:
    assert keyed_hash("Amadou  Dembele", KEY) != keyed_hash("Amadou Dembele", b"another key")
    assert keyed_hash("Amadou Dembélé", KEY) == keyed_hash("amadou dembele", KEY)
    assert "amadou" not in keyed_hash("Amadou", KEY)
