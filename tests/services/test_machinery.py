"""What starts, shares, fetches and ends the services, without the services themselves."""

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from signal import SIGTERM
from threading import Barrier
from time import sleep
from zipfile import ZipFile

import pytest

from tests.services import fetch, fixtures, kafka, machine, process
from tests.services.engine import Container, run_command
from tests.services.locks import shared
from tests.services.process import Launch, ServiceError, ServiceUnavailableError, free_ports, running, start


def python(folder: Path, code: str) -> Launch:
    return Launch("The child", [sys.executable, "-c", code], folder / "child.log")


def test_a_child_that_ends_too_soon_shows_its_log(tmp_path: Path) -> None:
    launch = python(tmp_path, "print('no disk left'); raise SystemExit(3)")
    with pytest.raises(ServiceError, match=r"ended with exit code 3[\s\S]*no disk left"), running(launch, never, 30):
        pass


def test_a_child_that_is_never_ready_is_given_up_and_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = start(Launch("The child", ["sleep", "60"], tmp_path / "child.log"))
    monkeypatch.setattr(process, "start", lambda _: child)
    launch = Launch("The child", [], tmp_path / "child.log")
    with pytest.raises(ServiceError, match="was not ready within 1 s"), running(launch, never, 1):
        pass
    assert child.returncode == -SIGTERM


def test_a_child_ends_with_its_own_children(tmp_path: Path) -> None:
    pipe, started = tmp_path / "held-open-by-all", tmp_path / "started"
    os.mkfifo(pipe)
    script = f"exec 3<>{pipe}; (echo $$ > {started}; sleep 60); true"
    with running(Launch("The child", ["sh", "-c", script], tmp_path / "child.log"), started.exists, 30):
        writer = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    # The system refuses a write once every process that could read has gone.
    assert gone(lambda: os.write(writer, b"anyone?"))
    os.close(writer)


def gone(write: Callable[[], int]) -> bool:
    for _ in range(100):
        try:
            write()
        except BrokenPipeError:
            return True
        sleep(0.05)
    return False


def test_ports_are_different() -> None:
    assert len(set(free_ports(20))) == 20


def test_a_shared_service_starts_once_and_ends_after_its_last_user(tmp_path: Path) -> None:
    events: list[str] = []
    together = Barrier(3)

    @contextmanager
    def service() -> Iterator[str]:
        events.append("start")
        yield "address"
        events.append("end")

    def use(_: int) -> None:
        with shared(tmp_path, "service", service) as address:
            together.wait(30)
            events.append(address)

    with ThreadPoolExecutor(3) as users:
        list(users.map(use, range(3)))
    assert events == ["start", "address", "address", "address", "end"]


def test_a_shared_service_that_has_ended_starts_again(tmp_path: Path) -> None:
    started = []

    @contextmanager
    def service() -> Iterator[str]:
        started.append(1)
        yield "address"

    for _ in range(2):
        with shared(tmp_path, "service", service):
            pass
    assert len(started) == 2


@pytest.fixture
def _empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOREWARN_CACHE", str(tmp_path))
    monkeypatch.setattr(fetch, "require", lambda *_: None)


@pytest.mark.usefixtures("_empty_cache")
def test_parallel_users_fetch_once(tmp_path: Path) -> None:
    fetches = []

    def fill(folder: Path) -> None:
        fetches.append(folder)
        (folder / "content").touch()

    with ThreadPoolExecutor(4) as users:
        folders = list(users.map(lambda _: fetch.fetched("thing", "small", fill), range(4)))
    assert folders == [tmp_path / "thing"] * 4
    assert (tmp_path / "thing" / "content").exists()
    assert len(fetches) == 1


@pytest.mark.usefixtures("_empty_cache")
def test_half_a_download_is_never_taken_for_a_whole_one(tmp_path: Path) -> None:
    def break_off(folder: Path) -> None:
        (folder / "half").touch()
        raise ServiceUnavailableError("no network")

    with pytest.raises(ServiceUnavailableError):
        fetch.fetched("thing", "small", break_off)
    assert not (tmp_path / "thing").exists()
    whole = fetch.fetched("thing", "small", lambda folder: (folder / "whole").touch())
    assert [path.name for path in whole.iterdir()] == ["whole"]


def test_unpacking_overwrites_nothing_and_keeps_permissions(tmp_path: Path) -> None:
    target = tmp_path / "target"
    (target / "kept").mkdir(parents=True)
    (tmp_path / "script").write_text("script")
    (tmp_path / "script").chmod(0o750)
    with ZipFile(tmp_path / "archive.zip", "w") as archive:
        archive.writestr("top/kept/from-archive", "")
        archive.writestr("elsewhere/other", "")
        archive.write(tmp_path / "script", "top/added/script")
    fetch.unpack(tmp_path / "archive.zip", "top", target)
    assert sorted(str(path.relative_to(target)) for path in target.rglob("*")) == ["added", "added/script", "kept"]
    assert (target / "added" / "script").stat().st_mode & 0o777 == 0o750
    assert not (tmp_path / "archive.zip").exists()


def test_an_unknown_archive_is_refused_and_deleted(tmp_path: Path) -> None:
    archive = tmp_path / "archive.zip"
    archive.write_bytes(b"something else")
    with pytest.raises(ServiceUnavailableError, match="not the file we know"):
        fetch.require_content(archive, fetch.ELASTICSEARCH_SHA256)
    assert not archive.exists()


def test_a_bare_machine_is_told_all_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(machine, "java_properties", dict)
    with pytest.raises(ServiceUnavailableError, match=r"java is missing.*mvn \(Maven\) is missing"):
        machine.require(machine.missing_java, machine.missing_maven)


@pytest.mark.parametrize(("version", "fits"), [("1.8", False), ("11", False), ("17", True), ("25", True)])
def test_old_java_is_refused(version: str, fits: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "java_properties", lambda: {"java.specification.version": version})
    assert (machine.missing_java() is None) == fits


def test_a_newcomer_skips_and_continuous_integration_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="left out"):
        fixtures.leave_out("left out")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="left out"):
        fixtures.leave_out("left out")


def test_an_address_in_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kafka.ADDRESS_VARIABLE, "broker:9092")
    with kafka.running_kafka() as address:
        assert address == "broker:9092"


def test_a_container_is_published_to_this_machine_only() -> None:
    command = run_command(Container("image:1", 9092, 4000, {"KEY": "value"}))
    assert command[-3:] == ["--publish=127.0.0.1:4000:9092", "--env=KEY=value", "image:1"]


def test_settings_take_the_form_of_the_image() -> None:
    settings = kafka.container_environment(4000)
    assert settings["KAFKA_ADVERTISED_LISTENERS"] == "PLAINTEXT://127.0.0.1:4000"
    assert settings["KAFKA_PROCESS_ROLES"] == "broker,controller"


def never() -> bool:
    return False
