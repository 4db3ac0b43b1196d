"""The state is a function of the messages, decisions and versions, whatever way they came."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch
from kafka import KafkaAdminClient

import pipeline.advance
import pipeline.run
from pipeline.advance import advance_plan
from pipeline.annotating import annotate_batch
from pipeline.landing import land_batch
from pipeline.parts import open_parts
from pipeline.plans import commit_plan, plan_run
from pipeline.run import run_all
from schemas.settings import Settings
from tests.pipeline.runs import (
    MESSAGES,
    State,
    current_only,
    differences,
    exported,
    replayed_into,
    run_example,
    settings_in,
    state_of,
    whatever_the_order,
)
from tests.services.fixtures import elasticsearch_url, kafka_bootstrap

__all__ = ["elasticsearch_url", "kafka_bootstrap"]

SEED = 20250306


class CutOffError(Exception):
    """Stands for a power cut."""


@pytest.fixture(scope="module")
def undisturbed(finished: Settings) -> State:
    return state_of(finished)


@pytest.fixture(scope="module")
def annotated_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the home of a run that was cut off just before it advanced."""
    home = tmp_path_factory.mktemp("annotated")
    with replayed_into(settings_in(home)) as parts:
        plan = plan_run(parts)
        for batch in plan.batches:
            land_batch(parts, batch)
        commit_plan(parts, plan)
        for batch in plan.batches:
            annotate_batch(parts, batch)
    return home


@pytest.fixture
def services(kafka_bootstrap: str, elasticsearch_url: str) -> Iterator[dict[str, str]]:
    """Give settings of real services under names of their own, which are deleted afterwards."""
    name = f"test-{uuid4().hex}"
    yield {
        "kafka_bootstrap_servers": kafka_bootstrap,
        "elasticsearch_url": elasticsearch_url,
        "topic_prefix": f"{name}.",
        "index_prefix": name,
        "consumer_group": name,
    }
    admin = KafkaAdminClient(bootstrap_servers=kafka_bootstrap)
    admin.delete_topics([topic for topic in admin.list_topics() if topic.startswith(name)])
    admin.close()
    with Elasticsearch(elasticsearch_url) as client:
        for index in client.indices.get(index=f"{name}-*"):
            client.indices.delete(index=index)


def test_the_run_found_something_of_every_kind(undisturbed: State) -> None:
    empty = {name for name, items in undisturbed.items() if not items}
    assert {name.split()[0] for name in empty} <= {"quarantine", "decisions", "deliveries"}


@pytest.mark.services
def test_real_kafka_and_elasticsearch(tmp_path: Path, services: dict[str, str], undisturbed: State) -> None:
    real = run_example(settings_in(tmp_path, **services))
    assert differences(undisturbed, real) == []


def test_messages_sent_in_another_order(tmp_path: Path, undisturbed: State) -> None:
    shuffled = random.Random(SEED).sample(MESSAGES, len(MESSAGES))
    other = run_example(settings_in(tmp_path), shuffled)
    assert differences(whatever_the_order(undisturbed), whatever_the_order(other)) == []


def test_small_batches(tmp_path: Path, undisturbed: State) -> None:
    assert differences(undisturbed, run_example(settings_in(tmp_path, batch_messages=7))) == []


def test_a_second_run_with_nothing_new(tmp_path: Path, finished: Settings, undisturbed: State) -> None:
    with open_parts(copied(finished.home, tmp_path)) as parts:
        assert run_all(parts) == 0
        assert differences(undisturbed, exported(parts)) == []


def test_all_messages_delivered_again(tmp_path: Path, finished: Settings, undisturbed: State) -> None:
    again = run_example(copied(finished.home, tmp_path))
    assert differences(current_only(undisturbed), current_only(again)) == []
    first, second = (state["accounts protected"] for state in (undisturbed, again))
    assert [row for row in second if row in first] == first
    assert {row["fate"] for row in second if row not in first} == {"duplicate"}


@pytest.mark.parametrize(("stage", "calls"), [("land_batch", 3), ("commit_plan", 1), ("annotate_batch", 3)])
def test_cut_off_before_advancing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: State, stage: str, calls: int
) -> None:
    settings = settings_in(tmp_path)
    with replayed_into(settings) as parts, monkeypatch.context() as patch:
        patch.setattr(pipeline.run, stage, cut_off_after(calls, getattr(pipeline.run, stage)))
        with pytest.raises(CutOffError):
            run_all(parts)
    assert differences(undisturbed, resumed(settings)) == []


@pytest.mark.parametrize(
    ("step", "calls"),
    [("index_arrivals", 41), ("relink_change", 81), ("warn", 82), ("append_entries", 97), ("write_clock", 69)],
)
def test_cut_off_while_advancing(
    tmp_path: Path, annotated_home: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: State, step: str, calls: int
) -> None:
    settings = copied(annotated_home, tmp_path)
    with open_parts(settings) as parts, monkeypatch.context() as patch:
        patch.setattr(pipeline.advance, step, cut_off_after(calls, getattr(pipeline.advance, step)))
        with pytest.raises(CutOffError):
            advance_plan(parts, plan_run(parts))
    assert differences(undisturbed, resumed(settings)) == []


def copied(home: Path, folder: Path) -> Settings:
    """Return settings of a copy of `home` in `folder`."""
    shutil.copytree(home, folder / "copy")
    return settings_in(folder / "copy")


def resumed(settings: Settings) -> State:
    """Run what a run before left unfinished."""
    with open_parts(settings) as parts:
        run_all(parts)
        return exported(parts)


def cut_off_after(calls: int, work: Callable[..., Any]) -> Callable[..., Any]:
    """Return `work` that is cut off right after it was done for the last of `calls` calls."""
    left = iter(range(calls - 1, -1, -1))

    def cut(*args: Any, **fields: Any) -> Any:
        answer = work(*args, **fields)
        if next(left) == 0:
            raise CutOffError
        return answer

    return cut
