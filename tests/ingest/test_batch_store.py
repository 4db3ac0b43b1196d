"""The batch store: whole files, the same bytes, closed to others; in a folder and elsewhere."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from ingest.batch_store import BatchStore, annotated_path, done_path, landed_path, plan_path
from schemas.base import Item
from schemas.errors import RetryableError, StopError
from schemas.messages import OffsetRange, TopicPartition
from tests.ingest.messages import message_of

BATCH = OffsetRange(topic="patrol-notes", partition=0, start=120, end=180)
ITEMS = [TopicPartition(topic=f"t-é{number}", partition=number) for number in range(3)]


@pytest.fixture(params=["folder", "file", "memory", "sealed folder", "sealed memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> BatchStore:
    where = request.param.split()[-1]
    addresses = {"folder": str(tmp_path), "file": f"file://{tmp_path}", "memory": f"memory://{uuid4().hex}"}
    keys = BatchStore(f"memory://{uuid4().hex}") if request.param.startswith("sealed") else None
    return BatchStore(addresses[where], keys)


def sealed_in(folder: Path) -> BatchStore:
    return BatchStore(str(folder / "batches"), BatchStore(str(folder / "keys")))


def keys_in(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "keys").rglob("*") if path.is_file())


def test_layout() -> None:
    assert landed_path(BATCH) == "landed/patrol-notes/patrol-notes-0-000120-000180.jsonl"
    assert annotated_path(BATCH) == "annotated/patrol-notes/patrol-notes-0-000120-000180.jsonl"
    assert (plan_path("a1"), done_path("a1")) == ("plans/a1.json", "plans/a1.done")


def test_items_come_back_in_order(store: BatchStore) -> None:
    assert store.write(landed_path(BATCH), ITEMS) == 3
    assert list(store.read(landed_path(BATCH), TopicPartition)) == ITEMS


def test_writing_again_gives_the_same_bytes(store: BatchStore) -> None:
    store.write("a/b.jsonl", ITEMS)
    first = store.read_bytes("a/b.jsonl")
    store.write("a/b.jsonl", iter(ITEMS))
    assert store.read_bytes("a/b.jsonl") == first
    assert first.count(b"\n") == 3


def test_files_are_found_below_a_folder(store: BatchStore) -> None:
    assert store.paths("landed") == ()
    store.write("landed/b/2.jsonl", [])
    store.write("landed/a/1.jsonl", ITEMS)
    store.write_bytes("plans/x.done", b"")
    assert store.paths("landed") == ("landed/a/1.jsonl", "landed/b/2.jsonl")
    assert store.exists("plans/x.done")
    assert not store.exists("plans/y.done")


def test_a_write_that_fails_leaves_what_was_there(store: BatchStore) -> None:
    def failing() -> Iterator[Item]:
        yield from ITEMS[:2]
        raise KeyError

    store.write("landed/a.jsonl", ITEMS[:1])
    with pytest.raises(KeyError):
        store.write("landed/a.jsonl", failing())
    with pytest.raises(KeyError):
        store.write("landed/new.jsonl", failing())
    assert list(store.read("landed/a.jsonl", TopicPartition)) == ITEMS[:1]
    assert store.paths("landed") == ("landed/a.jsonl",)


def test_a_failed_write_leaves_no_temporary_file(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        BatchStore(str(tmp_path)).write("landed/a.jsonl", (ITEMS[1 // number] for number in (1, 0)))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_raw_values_are_for_their_owner_alone(tmp_path: Path) -> None:
    store = BatchStore(str(tmp_path / "batches"))
    pointer = store.keep_raw(message_of("patrol-notes", b"raw \xff", partition=2, offset=7))
    assert pointer == "protected/patrol-notes-2-7"
    assert store.read_bytes(pointer) == b"raw \xff"
    assert (tmp_path / "batches" / pointer).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "batches" / "protected").stat().st_mode & 0o777 == 0o700


def test_an_empty_value_can_be_kept(store: BatchStore) -> None:
    assert store.read_bytes(store.keep_raw(message_of("patrol-notes", None))) == b""


def test_a_file_that_is_not_there_can_be_tried_again(store: BatchStore) -> None:
    with pytest.raises(RetryableError, match="batch store, nowhere"):
        store.read_bytes("nowhere")


def test_files_of_reports_are_sealed_and_others_are_not(tmp_path: Path) -> None:
    store = sealed_in(tmp_path)
    store.write("landed/a.jsonl", ITEMS)
    store.keep_raw(message_of("patrol-notes", b"the words", partition=2, offset=7))
    store.write("plans/a.json", ITEMS)
    raw = {path.name: path.read_bytes() for path in (tmp_path / "batches").rglob("*") if path.is_file()}
    assert "t-é1".encode() not in raw["a.jsonl"]
    assert b"the words" not in raw["patrol-notes-2-7"]
    assert "t-é1".encode() in raw["a.json"]
    assert len(keys_in(tmp_path)) == 2


def test_writing_anew_destroys_the_former_key_and_every_copy_with_it(tmp_path: Path) -> None:
    store = sealed_in(tmp_path)
    store.write("landed/a.jsonl", ITEMS)
    copy, former = (tmp_path / "batches/landed/a.jsonl").read_bytes(), keys_in(tmp_path)
    store.write("landed/a.jsonl", ITEMS[:1])
    assert list(store.read("landed/a.jsonl", TopicPartition)) == ITEMS[:1]
    assert not [path for path in former if path.exists()]
    (tmp_path / "batches/landed/a.jsonl").write_bytes(copy)
    with pytest.raises(StopError, match="its key is not there"):
        list(store.read("landed/a.jsonl", TopicPartition))


def test_a_deleted_file_takes_its_key_along(store: BatchStore, tmp_path: Path) -> None:
    store.write("landed/a.jsonl", ITEMS)
    store.delete("landed/a.jsonl")
    store.delete("landed/a.jsonl")
    assert store.paths("") == ()
    sealed = sealed_in(tmp_path / "other")
    sealed.write("landed/a.jsonl", ITEMS)
    sealed.delete("landed/a.jsonl")
    assert keys_in(tmp_path / "other") == []


def test_files_from_before_sealing_are_read_and_sealed_when_written_anew(tmp_path: Path) -> None:
    BatchStore(str(tmp_path / "batches")).write("landed/a.jsonl", ITEMS)
    store = sealed_in(tmp_path)
    assert list(store.read("landed/a.jsonl", TopicPartition)) == ITEMS
    store.write("landed/a.jsonl", ITEMS)
    assert "t-é1".encode() not in (tmp_path / "batches/landed/a.jsonl").read_bytes()


def test_keys_that_no_file_names_are_destroyed_once_a_write_would_be_over(tmp_path: Path) -> None:
    store = sealed_in(tmp_path)
    store.write("landed/a.jsonl", ITEMS)
    with pytest.raises(ZeroDivisionError):
        store.write("landed/b.jsonl", (ITEMS[1 // number] for number in (1, 0)))
    assert len(keys_in(tmp_path)) == 2
    today = datetime.now(UTC).date()
    assert store.destroy_unused_keys(today - timedelta(days=1)) == 0
    assert store.destroy_unused_keys(today + timedelta(days=2)) == 1
    assert list(store.read("landed/a.jsonl", TopicPartition)) == ITEMS
