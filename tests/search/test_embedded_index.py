import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from schemas.annotation import Event
from schemas.errors import ConfigurationError, RetryableError
from schemas.index import Query
from schemas.report import Report
from search import embedded_tables
from search.embedded_index import EmbeddedIndex
from tests.factories import make_event, make_report

CONFIDENTIAL = ["confidential"]


def test_what_was_put_is_there_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "new" / "index.sqlite"
    first = EmbeddedIndex(path)
    first.put([make_report(), make_event()])
    first.close()
    again = EmbeddedIndex(path)
    assert list(again.find(Event, CONFIDENTIAL)) == [make_event()]
    assert [hit.report for hit in again.search(CONFIDENTIAL, Query(text="girls"))] == [make_report()]
    again.close()


def put_and_die(path: Path) -> None:
    index = EmbeddedIndex(path)
    index.put([make_event("kept")])
    with embedded_tables.writing(index._database):
        embedded_tables.insert(index._database, [make_event("lost")])
        os._exit(9)


def test_a_crash_in_the_middle_of_a_write_loses_that_write_alone(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    process = multiprocessing.get_context("spawn").Process(target=put_and_die, args=(path,))
    process.start()
    process.join()
    assert process.exitcode == 9
    index = EmbeddedIndex(path)
    assert list(index.find(Event, CONFIDENTIAL)) == [make_event("kept")]
    index.put([make_event("later")])
    assert set(index.find(Event, CONFIDENTIAL)) == {make_event("kept"), make_event("later")}
    index.close()


def test_a_batch_with_a_document_that_cannot_be_made_leaves_nothing_of_it(tmp_path: Path) -> None:
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    broken = make_event("broken").model_copy(update={"occurred_from": "not a moment"})
    with pytest.raises(AttributeError):
        index.put([make_event(), broken])
    assert list(index.find(Event, CONFIDENTIAL)) == []
    index.put([make_event()])
    index.close()


def test_one_writes_while_others_read(tmp_path: Path) -> None:
    writer, reader = EmbeddedIndex(tmp_path / "index.sqlite"), EmbeddedIndex(tmp_path / "index.sqlite")
    writer.put([make_report()])
    with embedded_tables.writing(writer._database):
        embedded_tables.insert(writer._database, [make_report("two")])
        assert list(reader.find(Report, CONFIDENTIAL)) == [make_report()]
    assert len(list(reader.find(Report, CONFIDENTIAL))) == 2
    writer.close()
    reader.close()


def test_what_is_replaced_while_others_are_read_is_read_too(tmp_path: Path) -> None:
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    index.put(make_event(f"{number}") for number in range(600))
    found = index.find(Event, CONFIDENTIAL)
    next(found)
    index.put(make_event(f"{number}", severity=1) for number in range(600))
    rest = list(found)
    assert len(rest) == 599
    assert {event.severity for event in rest[500:]} == {1}
    index.close()


def test_a_second_writer_is_told_to_try_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_tables, "BUSY_SECONDS", 0.05)
    one, two = EmbeddedIndex(tmp_path / "index.sqlite"), EmbeddedIndex(tmp_path / "index.sqlite")
    with embedded_tables.writing(one._database), pytest.raises(RetryableError, match="busy"):
        two.put([make_report()])
    two.put([make_report()])
    one.close()
    two.close()


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    EmbeddedIndex(tmp_path / "index.sqlite").close()
    assert stat.S_IMODE((tmp_path / "index.sqlite").stat().st_mode) == 0o600


def test_a_file_that_is_no_index_is_named(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    path.write_bytes(b"something else entirely" * 100)
    with pytest.raises(ConfigurationError, match=r"index\.sqlite"):
        EmbeddedIndex(path)


def test_deleting_leaves_no_row_behind(tmp_path: Path) -> None:
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    index.put([make_report(), make_event()])
    index.delete(Report, "confidential", [make_report().report_id])
    index.delete(Event, "confidential", [make_event().id])
    for table in ("documents", "terms", "texts", "places"):
        assert index._database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    index.close()
