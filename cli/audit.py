"""`forewarn audit`: who read and answered what, and whether the log is as it was written."""

from typing import Annotated

import typer

from cli.common import MissionOption, settings_for
from cli.show import say
from pipeline.auditing import folder_of, verify_audit
from schemas.errors import StopError

app = typer.Typer(no_args_is_help=True, help="Check the log of who read and answered what.")


@app.callback()
def _group() -> None:
    """Keep `verify` a word of its own though it is the only one."""


@app.command()
def verify(
    noted: Annotated[str, typer.Option(help="A seal that you noted earlier; it must still be there.")] = "",
    mission: MissionOption = None,
) -> None:
    """Find every line of the audit log that was changed, removed or inserted.

    Example: forewarn audit verify
    """
    settings = settings_for(mission)
    found = verify_audit(settings, noted=noted)
    for fault in found.faults:
        say(fault)
    if found.faults:
        raise StopError(f"the audit log in {folder_of(settings)} is not as it was written: {len(found.faults)} faults")
    say(f"{found.lines} lines, all as they were written. Note the last seal elsewhere: {found.end.seal or 'none yet'}")
