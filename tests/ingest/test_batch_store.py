"""The batch store: whole files, the same bytes, closed to others; in a folder and elsewhere."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from ingest.batch_store import BatchStore, annotated_path, done_path, landed_path, plan_path
from schemas.base import Item
from schemas.errors import RetryableError
from schemas.messages import OffsetRange, TopicPartition
from tests.ingest.messages import message_of

BATCH = OffsetRange(topic="patrol-notes", partition=0, start=120, end=180)
ITEMS = [TopicPartition(topic=f"t-é{number}", partition=number) for number in range(3)]


@pytest.fixture(params=["folder", "file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> BatchStore:
    addresses = {"folder": str(tmp_path), "file": f"file://{tmp_path}", "memory": f"memory://{uuid4().hex}"}
    return BatchStore(addresses[request.param])


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
