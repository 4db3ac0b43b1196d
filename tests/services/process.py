"""One child process: start it, wait until it answers, end it by its own id."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

TAIL_LINES = 40
PAUSE_SECONDS = 0.25
GRACE_SECONDS = 30.0


class ServiceError(RuntimeError):
    """A service was started and did not come up."""


class ServiceUnavailableError(RuntimeError):
    """This machine lacks what a service needs, so it was not started."""


@dataclass(frozen=True)
class Launch:
    """What to start: its name in messages, its command, its log and the account it runs under."""

    name: str
    command: Sequence[str | Path]
    log: Path
    environment: Mapping[str, str] | None = None
    account: str | None = None


@contextmanager
def running(launch: Launch, ready: Callable[[], bool], seconds: float) -> Iterator[None]:
    """Run the child until the block ends, entering the block only once `ready` says yes."""
    child = start(launch)
    try:
        wait_until_ready(child, launch, ready, seconds)
        yield
    finally:
        stop(child)


def start(launch: Launch) -> subprocess.Popen[bytes]:
    """Start the child in a process group of its own, its output in the log."""
    with launch.log.open("wb") as output:
        return subprocess.Popen(
            launch.command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # The other account may have no way into our own folder.
            cwd=launch.log.parent,
            env=launch.environment,
            # A group of its own: Ctrl-C reaches us first, and stopping reaches the child's children too.
            start_new_session=True,
            user=launch.account,
            group=launch.account,
            extra_groups=[] if launch.account else None,
        )


def wait_until_ready(child: subprocess.Popen[bytes], launch: Launch, ready: Callable[[], bool], seconds: float) -> None:
    """Return once `ready` says yes; raise with the log's tail when the child ends or the time is up."""
    deadline = time.monotonic() + seconds
    while not ready():
        if child.poll() is not None:
            raise failure(launch, f"ended with exit code {child.returncode} before it was ready")
        if time.monotonic() > deadline:
            raise failure(launch, f"was not ready within {seconds:.0f} s")
        time.sleep(PAUSE_SECONDS)


def failure(launch: Launch, reason: str) -> ServiceError:
    """Say what went wrong, with the end of the log, which is gone once its folder is."""
    return ServiceError(f"{launch.name} {reason}. The end of its log:\n{tail(launch.log)}")


def tail(log: Path) -> str:
    """Return the last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-TAIL_LINES:])


def stop(child: subprocess.Popen[bytes]) -> None:
    """Ask the child to end, and insist after a while."""
    signal_group(child, signal.SIGTERM)
    try:
        child.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        signal_group(child, signal.SIGKILL)
        child.wait()


def signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal the child and its own children; one that has already gone is no error."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def free_ports(count: int) -> list[int]:
    """Return ports nobody listens on, all different because they are held together."""
    with ExitStack() as held:
        return [held.enter_context(bound_socket()).getsockname()[1] for _ in range(count)]


def bound_socket() -> socket.socket:
    """Return a socket on a port the system chose."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    return taken


def listens(port: int) -> bool:
    """Say whether anything accepts connections on the port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def say(message: str) -> None:
    """Tell the person who waits, without touching the standard output of what we run."""
    sys.stderr.write(f"services: {message}\n")
    sys.stderr.flush()
