"""Few messages of the example mission, in few steps: enough for links and warnings, quick enough to repeat."""

from pathlib import Path
from typing import Any

from pipeline.parts import open_parts
from pipeline.run import run_all
from schemas.settings import Settings
from tests.pipeline.runs import MESSAGES, State, exported, settings_in

STEP_HOURS = 24 * 14
FEW = MESSAGES[::4]


def small_in(home: Path, **fields: Any) -> Settings:
    """Return the settings of a small mission with its state in `home`."""
    return settings_in(home, step_hours=STEP_HOURS, batch_messages=20, **fields)


def send_few(settings: Settings) -> None:
    """Put the messages on their topics."""
    with open_parts(settings) as parts:
        parts.broker.send(FEW)


def finished(settings: Settings) -> State:
    """Run whatever is left, and return all that can be exported then."""
    with open_parts(settings) as parts:
        run_all(parts)
        return exported(parts)
