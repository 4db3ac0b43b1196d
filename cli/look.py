"""What is known, and why: `forewarn thread`, `status` and `unplaced`."""

from pathlib import Path
from typing import Annotated

import typer

from cli.common import (
    PROTECTED_NAME,
    JsonOption,
    MissionOption,
    ProfileOption,
    moment_of,
    opened,
    print_json,
    print_object,
    reading,
)
from cli.show import show_thread, show_unplaced
from cli.show_status import show_reconciliation, show_status
from pipeline.reconcile import Window, reconcile
from pipeline.status import clock_now, read_status
from pipeline.thread import read_thread
from pipeline.unplaced import unplaced_names
from schemas.errors import ConfigurationError, StopError


def thread(
    asked: Annotated[str, typer.Argument(metavar="ID", help="A report's key or id, an event, incident or warning.")],
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show everything linked to a report, event, incident or warning, and why.

    Example: forewarn thread patrol-notes:TS-MBAZERE:PTRL/0019
    """
    with reading(mission, profile, "thread", searched=[asked]) as (parts, seen_by, shown):
        found = read_thread(parts, seen_by, asked)
        shown += [event.id for event in found.events]
    if as_json:
        print_json([found])
    else:
        show_thread(found)


def status(
    reconciles: Annotated[
        bool, typer.Option("--reconcile", help="Prove that every row received has one fate, and is shown as it says.")
    ] = False,
    since: Annotated[str | None, typer.Option(help="Count rows from then on: 2025-02-01, or 14d.")] = None,
    until: Annotated[str | None, typer.Option(help="Count rows before then.")] = None,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show every source: lag, last report, silence, and what became of its rows.

    Example: forewarn status --json
    """
    if reconciles:
        _reconcile(mission, since, until, as_json=as_json)
        return
    if since or until:
        raise ConfigurationError(
            "--since and --until belong to --reconcile; write: forewarn status --reconcile --since"
        )
    with opened(mission) as parts:
        found = read_status(parts)
    if as_json:
        print_object(found.model_dump(mode="json"))
    else:
        show_status(found)


def _reconcile(mission: Path | None, since: str | None, until: str | None, *, as_json: bool) -> None:
    with opened(mission) as parts:
        now = clock_now(parts)
        window = Window(moment_of(since, now=now, option="--since"), moment_of(until, now=now, option="--until"))
        found = reconcile(parts, window)
    if as_json:
        print_object(found.model_dump(mode="json"))
    else:
        show_reconciliation(found)
    if not found.balances:
        raise StopError(f"the account does not balance: {len(found.differences)} differences")


def unplaced(
    limit: Annotated[int, typer.Option(help="Most names to show.")] = 50,
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the names of places that could not be placed, those of the most reports first.

    Example: forewarn unplaced --limit 20
    """
    with reading(mission, profile, "unplaced names") as (parts, seen_by, _):
        found = unplaced_names(parts, seen_by)
    if as_json:
        print_json(found[:limit])
    else:
        show_unplaced(found[:limit], len(found))
