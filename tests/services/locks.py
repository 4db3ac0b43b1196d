"""Locks between processes of one machine. The system lets go of them when their holder dies."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock alone until the block ends."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def shared(folder: Path, name: str, service: Callable[[], AbstractContextManager[str]]) -> Iterator[str]:
    """Give all processes that share the folder one service: the first starts it and ends it after the last.

    Every user holds `users` for reading. The one that started the service takes it for writing before it stops
    it, so it waits for the others, and latecomers wait for it and then start their own.
    """
    address = folder / f"{name}.address"
    with (folder / f"{name}.users").open("w") as users, ExitStack() as started:
        fcntl.flock(users, fcntl.LOCK_SH)
        with exclusive(folder / f"{name}.starting"):
            if not address.exists():
                address_of_started = started.enter_context(service())
                started.callback(withdraw, address, users)
                address.write_text(address_of_started)
        yield address.read_text()


def withdraw(address: Path, users: IO[str]) -> None:
    """Wait until nobody else uses the service, and let nobody find it any more."""
    fcntl.flock(users, fcntl.LOCK_EX)
    address.unlink(missing_ok=True)
