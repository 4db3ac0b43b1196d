"""Kafka and Elasticsearch die, slow down or become read-only while a run is at work; it goes on when it can."""

import json
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.parts import open_parts
from pipeline.run import run_all
from schemas.errors import RetryableError
from schemas.settings import Settings
from tests.faults.commit_points import Point, heard
from tests.faults.restartable import Restartable, restartable_elasticsearch, restartable_kafka, slow_way
from tests.faults.small_mission import finished, send_few, small_in
from tests.pipeline.runs import State, differences
from tests.services.process import free_ports

pytestmark = pytest.mark.services

SLOW_SECONDS = 0.02
RUNS = 5


@pytest.fixture(scope="module")
def kafka() -> Iterator[Restartable]:
    with restartable_kafka() as service:
        yield service


@pytest.fixture(scope="module")
def node() -> Iterator[Restartable]:
    with restartable_elasticsearch() as service:
        yield service


@pytest.mark.parametrize("what", ["write landed", "commit", "send warnings"])
def test_kafka_is_killed(tmp_path: Path, kafka: Restartable, undisturbed: State, what: str) -> None:
    settings = small_in(tmp_path, kafka_bootstrap_servers=kafka.address, topic_prefix=f"{tmp_path.name}.")
    send_few(settings)
    with heard(once(what, kafka.kill)):
        assert runs_until_done(settings, mend=kafka.up) > 1
    assert differences(undisturbed, finished(settings)) == []


@pytest.mark.parametrize("what", ["index Report", "index Warning"])
def test_elasticsearch_is_killed(tmp_path: Path, node: Restartable, undisturbed: State, what: str) -> None:
    settings = on_node(tmp_path, node)
    with heard(once(what, node.kill)):
        assert runs_until_done(settings, mend=node.up) > 1
    assert differences(undisturbed, finished(settings)) == []


def test_elasticsearch_becomes_read_only(tmp_path: Path, node: Restartable, undisturbed: State) -> None:
    settings = on_node(tmp_path, node)

    def block(blocked: bool | None) -> None:
        put(node, f"{settings.index_prefix}-*/_settings", {"index.blocks.read_only_allow_delete": blocked})

    with heard(once("index Incident", lambda: block(True))):
        assert runs_until_done(settings, mend=lambda: block(None)) > 1
    assert differences(undisturbed, finished(settings)) == []


def test_a_slow_broker(tmp_path: Path, undisturbed: State) -> None:
    (port,) = free_ports(1)
    with restartable_kafka(advertised_port=port) as kafka:
        own_port = int(kafka.address.rpartition(":")[2])
        settings = small_in(tmp_path, kafka_bootstrap_servers=f"127.0.0.1:{port}", topic_prefix=f"{tmp_path.name}.")
        with slow_way(lambda: own_port, port=port, seconds=SLOW_SECONDS):
            send_few(settings)
            assert differences(undisturbed, finished(settings)) == []


def on_node(home: Path, node: Restartable) -> Settings:
    """Return the settings of a mission indexed in `node`, its messages sent."""
    settings = small_in(home, elasticsearch_url=node.address, index_prefix=home.name.replace("_", "-"))
    send_few(settings)
    return settings


def once(what: str, act: Callable[[], None]) -> Callable[[Point], None]:
    """Return what does `act` when the first thing called `what` was kept."""

    def hear(point: Point) -> None:
        if point == Point(what, 1):
            act()

    return hear


def runs_until_done(settings: Settings, *, mend: Callable[[], None]) -> int:
    """Run, mend and run again, as Airflow does where a run says `try again`, and return how many runs it took."""
    for runs in range(1, RUNS + 1):
        try:
            with open_parts(settings) as parts:
                run_all(parts)
        except RetryableError:
            mend()
        else:
            return runs
    pytest.fail(f"not done after {RUNS} runs")


def put(node: Restartable, path: str, body: dict[str, Any]) -> None:
    """Ask the node to change a setting."""
    asked = urllib.request.Request(
        f"{node.address}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}, method="PUT"
    )
    urllib.request.urlopen(asked, timeout=30).close()
