"""End exactly what `up` started, the last first."""

from pathlib import Path

from tests.services.process import say
from tests.stack.kept import end, kept
from tests.stack.state import forget


def stop(state: Path) -> None:
    """End the processes; their logs stay."""
    for file in reversed(kept(state)):
        say(f"ending {file.stem}")
        end(file)


def down(state: Path) -> None:
    """End the stack and throw its state away; one that is not there is no error."""
    stop(state)
    forget(state)
    say("the stack is down")
