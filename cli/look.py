"""What is known, and why: `forewarn thread`, `status` and `unplaced`."""

from typing import Annotated

import typer

from cli.common import (
    PROTECTED_NAME,
    JsonOption,
    MissionOption,
    ProfileOption,
    opened,
    print_json,
    print_object,
    profile_named,
)
from cli.show import show_status, show_thread, show_unplaced
from pipeline.status import read_status
from pipeline.thread import read_thread
from pipeline.unplaced import unplaced_names


def thread(
    asked: Annotated[str, typer.Argument(metavar="ID", help="A report's key or id, an event, incident or warning.")],
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show everything linked to a report, event, incident or warning, and why.

    Example: forewarn thread patrol-notes:TS-MBAZERE:PTRL/0019
    """
    with opened(mission) as parts:
        found = read_thread(parts, profile_named(profile), asked)
    if as_json:
        print_json([found])
    else:
        show_thread(found)


def status(mission: MissionOption = None, as_json: JsonOption = False) -> None:
    """Show every source: lag, last report, silence, and what became of its rows.

    Example: forewarn status --json
    """
    with opened(mission) as parts:
        found = read_status(parts)
    if as_json:
        print_object(found.model_dump(mode="json"))
    else:
        show_status(found)


def unplaced(
    limit: Annotated[int, typer.Option(help="Most names to show.")] = 50,
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the names of places that could not be placed, those of the most reports first.

    Example: forewarn unplaced --limit 20
    """
    with opened(mission) as parts:
        found = unplaced_names(parts, profile_named(profile))
    if as_json:
        print_json(found[:limit])
    else:
        show_unplaced(found[:limit], len(found))
