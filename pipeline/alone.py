"""Who may work on batches and index at one time, over all processes of this home.

Landing and annotating go side by side; advancing and erasing go alone, so that nothing that is being erased is carried
on in somebody's memory. The lock goes with its process, whatever becomes of it.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "work.lock"


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Wait until nobody works on the batches of `home`, and keep others out."""
    with _held(home, fcntl.LOCK_EX):
        yield


@contextmanager
def side_by_side(home: Path) -> Iterator[None]:
    """Wait until nobody works alone on the batches of `home`, and keep such work out."""
    with _held(home, fcntl.LOCK_SH):
        yield


@contextmanager
def _held(home: Path, how: int) -> Iterator[None]:
    home.mkdir(parents=True, exist_ok=True)
    with (home / LOCK).open("a") as lock:
        fcntl.flock(lock, how)
        yield
