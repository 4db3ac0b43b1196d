"""`forewarn deliver`: tells those who can act of warnings, by the ways that the mission has named."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table

from cli.common import JsonOption, MissionOption, opened, print_json, screen
from pipeline.delivering import Due, deliver, deliveries_due, note_of
from schemas.delivery import Delivery

SERVICE_AWAY = 3


def send(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go to whom, and send nothing.")] = False,
    json_: JsonOption = False,
    mission: MissionOption = None,
) -> None:
    """Send what is still to be told of warnings; every run does so at its end. Off without channels.csv.

    Example: forewarn deliver --dry-run
    """
    now = datetime.now(UTC)
    with opened(mission) as parts:
        if not parts.mission.channels:
            screen.print("Nothing is sent: the mission names no channel. See docs/delivery.md to add channels.csv.")
        elif dry_run:
            due = deliveries_due(parts, now=now)
            if json_:
                print_json(note_of(parts, each, now=now) for each in due)
            else:
                _show_due(due)
        else:
            done = deliver(parts, now=now)
            print_json(done) if json_ else _show_done(done)
            if any(each.state == "failed" for each in done):
                sys.exit(SERVICE_AWAY)


def _show_due(due: Sequence[Due]) -> None:
    table = Table("channel", "to", "warning", "what", "level", "attempt")
    for each in due:
        warning = each.entry.warning
        row = (each.channel.id, each.channel.to, warning.id, each.entry.what, warning.alert_level.value)
        table.add_row(*row, str(each.attempts + 1))
    screen.print(table if due else "Nothing is to be sent.")


def _show_done(done: Sequence[Delivery]) -> None:
    table = Table("channel", "warning", "what", "attempt", "state", "why")
    for each in done:
        table.add_row(each.channel, each.warning_id, each.what, str(each.attempt), each.state, each.reason)
    screen.print(table if done else "Nothing was to be sent.")
