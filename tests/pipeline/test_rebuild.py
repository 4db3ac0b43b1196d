"""An index that is gone comes back the same, on both twins; reading anew changes nothing that was issued."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

import pipeline.rebuild
from ingest.batch_store import annotated_path, landed_path
from pipeline.deciding import decide_pair
from pipeline.parts import open_parts
from pipeline.rebuild import rebuild
from pipeline.reconcile import reconcile
from pipeline.records import finished_batches
from pipeline.run import run_all
from schemas.errors import StopError
from schemas.linkage import Link
from schemas.protection import ANALYST
from schemas.settings import Settings
from tests.factories import moment
from tests.pipeline.runs import MESSAGES, MISSION, State, differences, exported, replayed_into, settings_in, state_of
from tests.pipeline.test_same_state import CutOffError, copied, cut_off_after
from tests.services.fixtures import elasticsearch_url

__all__ = ["elasticsearch_url"]

NOTES = [message for message in MESSAGES if message.topic == "patrol-notes"][:8]


@pytest.fixture(scope="module")
def undisturbed(finished: Settings) -> State:
    return state_of(finished)


@pytest.fixture(params=["embedded", pytest.param("elastic", marks=pytest.mark.services)])
def without_index(request: pytest.FixtureRequest, tmp_path: Path, finished: Settings) -> Iterator[Settings]:
    """Give a copy of the finished run whose index is gone."""
    settings = copied(finished.home, tmp_path)
    for path in settings.home.glob("index.sqlite*"):
        path.unlink()
    if request.param == "embedded":
        yield settings
        return
    url, prefix = request.getfixturevalue("elasticsearch_url"), f"test-{uuid4().hex}"
    yield settings.model_copy(update={"elasticsearch_url": url, "index_prefix": prefix})
    with Elasticsearch(url) as client:
        for name in client.indices.get(index=f"{prefix}-*"):
            client.indices.delete(index=name)


def test_an_index_that_is_gone_comes_back_the_same(without_index: Settings, undisturbed: State) -> None:
    heard: list[tuple[str, int, int]] = []
    with open_parts(without_index) as parts:
        with pytest.raises(StopError, match="forewarn rebuild"):
            run_all(parts)
        done = rebuild(parts, progress=lambda *told: heard.append(told))
        assert differences(undisturbed, exported(parts)) == []
        assert [each.what for each in reconcile(parts).differences] == []
        assert run_all(parts) == 0
        assert differences(undisturbed, exported(parts)) == []
    assert (done.batches_read_anew, done.events) == (0, len(undisturbed["events protected"]))
    last = {stage: (number, total) for stage, number, total in heard}
    assert last.keys() == {"read", "index", "link"}
    assert all(number == total for number, total in last.values())


@pytest.mark.parametrize(("step", "calls"), [("_documents", 4), ("relink_change", 1), ("show_as_of", 1)])
def test_cut_off_it_leaves_what_was_there_and_can_be_called_again(
    tmp_path: Path, finished: Settings, undisturbed: State, monkeypatch: pytest.MonkeyPatch, step: str, calls: int
) -> None:
    with open_parts(copied(finished.home, tmp_path)) as parts:
        with monkeypatch.context() as patch:
            patch.setattr(pipeline.rebuild, step, cut_off_after(calls, getattr(pipeline.rebuild, step)))
            with pytest.raises(CutOffError):
                rebuild(parts)
        assert differences(undisturbed, exported(parts)) == []
        rebuild(parts)
        assert differences(undisturbed, exported(parts)) == []


def test_decisions_hold_in_the_new_index(tmp_path: Path, finished: Settings) -> None:
    with open_parts(copied(finished.home, tmp_path)) as parts:
        link = next(link for link in parts.index.find(Link, (ANALYST.name,)) if link.status == "linked")
        decide_pair(parts, "reject", link.left, link.right, by="analyst", at=moment(), why="two convoys")
        run_all(parts)
        before = but_patterns(exported(parts))
        rebuild(parts)
        assert differences(before, but_patterns(exported(parts))) == []
        rejected = parts.index.get(Link, (ANALYST.name,), [link.id])
    assert rejected[link.id].status == "rejected"


def but_patterns(state: State) -> State:
    """Leave out what detectors see now: after a decision alone they look again with the next message."""
    return {name: items for name, items in state.items() if not name.startswith("patterns")}


def test_what_was_read_otherwise_is_read_anew_and_what_was_issued_stands(tmp_path: Path) -> None:
    other = tmp_path / "mission"
    shutil.copytree(MISSION, other)
    places = (other / "places.csv").read_text(encoding="utf-8")
    (other / "places.csv").write_text(
        places.replace("Tokounda,Tokunda,PPL,3.15", "Tokounda,Tokunda,PPL,3.25"), encoding="utf-8"
    )
    with replayed_into(settings_in(tmp_path / "fresh", mission=other), NOTES) as parts:
        run_all(parts)
        fresh = exported(parts)
    with replayed_into(settings_in(tmp_path / "old"), NOTES) as parts:
        run_all(parts)
        before = exported(parts)
    with open_parts(settings_in(tmp_path / "old", mission=other)) as parts:
        done = rebuild(parts)
        after = exported(parts)
        assert reconcile(parts).balances
        assert rebuild(parts).batches_read_anew == 0
    assert done.batches_read_anew > 0
    assert before["annotations protected"] != after["annotations protected"]
    read = {name for name in fresh if name.split()[0] in ("annotations", "events", "links", "incidents", "patterns")}
    assert differences({name: fresh[name] for name in read}, {name: after[name] for name in read}) == []
    assert before["warnings protected history"] == after["warnings protected history"]


def test_files_that_are_gone_are_read_anew_or_stop_it(tmp_path: Path) -> None:
    with replayed_into(settings_in(tmp_path), NOTES[:2]) as parts:
        run_all(parts)
        before, (batch, *_) = exported(parts), finished_batches(parts.store)
        (tmp_path / "batches" / annotated_path(batch)).unlink()
        assert rebuild(parts).batches_read_anew == 1
        assert differences(before, exported(parts)) == []
        (tmp_path / "batches" / landed_path(batch)).unlink()
        with pytest.raises(StopError, match="restore it from a backup"):
            rebuild(parts)
        assert [report["key"] for report in exported(parts)["reports protected"]] == [
            report["key"] for report in before["reports protected"]
        ]
