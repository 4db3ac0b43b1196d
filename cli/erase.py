"""`forewarn erase` and `forewarn expire`: what has to go, goes everywhere and does not come back."""

import getpass
from typing import Annotated, get_args

import typer

from cli.common import MissionOption, opened
from cli.show import say
from pipeline.erase import erase as carry_out
from pipeline.erase import find
from pipeline.expire import expire as delete_past
from schemas.erasure import ErasureReason

REASONS = ", ".join(get_args(ErasureReason))


def erase(
    names: Annotated[
        list[str],
        typer.Argument(metavar="REPORT...", help="A report's id or key, or TOPIC:IDENTITY of a person's row."),
    ],
    reason: Annotated[ErasureReason, typer.Option(help=f"Why: {REASONS}.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    mission: MissionOption = None,
) -> None:
    """Erase reports, or what one person's row counted, from index, batches, quarantine and topics, for good.

    Example: forewarn erase community-alerts:INT/2026/1f3a9c02 --reason person_asked
    """
    with opened(mission) as parts:
        found = find(parts, names)
        if not yes:
            typer.confirm(f"Erase {found.rows} rows for good? There is no way back.", abort=True)
        carry_out(parts, found, names, by=getpass.getuser(), reason=reason)
    say(f"Erased {found.rows} rows; they will not come back. For copies in mails and backups see docs/retention.md")


def expire(mission: MissionOption = None) -> None:
    """Delete what is past its retention; the DAG `expire` does it every day.

    Example: forewarn expire
    """
    with opened(mission) as parts:
        done = delete_past(parts, by=getpass.getuser())
    say(f"Deleted {done.rows} rows, {done.reports} reports and {done.counts} counts that were past their retention.")
