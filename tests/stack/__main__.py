"""The whole stack from the command line: `python -m tests.stack up` and `down`."""

import argparse
import sys
from pathlib import Path

from tests.services.process import ServiceError, ServiceUnavailableError, say
from tests.stack.down import down
from tests.stack.state import ROOT
from tests.stack.up import up


def main() -> int:
    """Do what the command line asks and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.stack", description=__doc__)
    parser.add_argument("action", choices=["up", "down"])
    parser.add_argument("--state", type=Path, default=ROOT / ".forewarn" / "stack", help="folder of its state")
    arguments = parser.parse_args()
    try:
        {"up": up, "down": down}[arguments.action](arguments.state.absolute())
    except (ServiceError, ServiceUnavailableError) as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
