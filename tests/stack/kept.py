"""Processes that outlive the command which started them: kept by id, ended by id."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

from tests.services.process import GRACE_SECONDS, PAUSE_SECONDS


def keep(state: Path, name: str, child: subprocess.Popen[bytes]) -> None:
    """Write down which process it is: ids are used again, so its start belongs to it."""
    folder = state / "pids"
    folder.mkdir(exist_ok=True)
    started = psutil.Process(child.pid).create_time()
    (folder / f"{name}.json").write_text(json.dumps({"pid": child.pid, "started": started}))


def kept(state: Path) -> list[Path]:
    """Return the files of what was started, in the order of its start."""
    return sorted((state / "pids").glob("*.json"), key=lambda path: path.stat().st_mtime_ns)


def members(file: Path) -> list[psutil.Process]:
    """Return the living processes of the session that the kept process leads."""
    leader = json.loads(file.read_text())
    if was_replaced(leader["pid"], leader["started"]):
        return []
    return [process for process in psutil.process_iter() if belongs(process, leader["pid"])]


def was_replaced(pid: int, started: float) -> bool:
    """Say whether another process has the id now; no session outlives the reuse of its leader's id."""
    try:
        return bool(psutil.Process(pid).create_time() != started)
    except psutil.NoSuchProcess:
        return False


def belongs(process: psutil.Process, session: int) -> bool:
    """Say whether the process lives and is of the session; one that waits to be buried lives no more."""
    try:
        return os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE
    except (ProcessLookupError, PermissionError, psutil.NoSuchProcess):
        return False


def is_alive(file: Path) -> bool:
    """Say whether the kept process itself still runs."""
    pid = json.loads(file.read_text())["pid"]
    return any(process.pid == pid for process in members(file))


def end(file: Path) -> None:
    """Ask the process and its children to end, insist after a while, and forget them."""
    send(file, signal.SIGTERM)
    if not wait_until(lambda: not members(file), GRACE_SECONDS):
        send(file, signal.SIGKILL)
        wait_until(lambda: not members(file), GRACE_SECONDS)
    file.unlink()


def send(file: Path, number: signal.Signals) -> None:
    """Signal each process of the session; one that has already gone is no error."""
    for process in members(file):
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)


def wait_until(is_so: Callable[[], bool], seconds: float, *, pause_seconds: float = PAUSE_SECONDS) -> bool:
    """Say whether it became so in time."""
    deadline = time.monotonic() + seconds
    while not (so := is_so()) and time.monotonic() < deadline:
        time.sleep(pause_seconds)
    return so
