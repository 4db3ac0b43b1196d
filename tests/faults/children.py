"""A run in a process of its own that shares the loaded models with us, and may be killed."""

import os
import signal
import traceback
import warnings
from collections.abc import Callable

from pipeline.parts import open_parts
from pipeline.run import run_all
from schemas.errors import RetryableError
from schemas.settings import Settings
from tests.faults.commit_points import Point, heard

AWAY = 75
"""The exit code of a run that says `try again` (EX_TEMPFAIL)."""


def fork(work: Callable[[], object]) -> int:
    """Do `work` in a forked process, and return its process id."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the libraries' idle threads do not matter to the child
        child = os.fork()
    if child:
        return child
    try:
        work()
    except RetryableError:
        os._exit(AWAY)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def ended(child: int) -> int:
    """Wait for a process of ours; the exit code, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run(settings: Settings) -> None:
    """Take everything that waits through the pipeline."""
    with open_parts(settings) as parts:
        run_all(parts)


def run_until_killed(settings: Settings, at: Point) -> int:
    """Run in a process that is killed (SIGKILL) at a commit point, and return how it ended."""

    def killed_there(point: Point) -> None:
        if point == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        with heard(killed_there):
            run(settings)

    return ended(fork(work))
