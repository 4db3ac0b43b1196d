"""`forewarn quarantine`: what could not be used, why, and how it comes in after all."""

import getpass
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.common import JsonOption, MissionOption, errors, opened, print_json, print_object
from cli.show import DAY, say
from pipeline.quarantine import Asking, Wanted, by_reason, id_of, quarantined, raw_message
from pipeline.quarantine import mend as send_mended
from pipeline.quarantine import replay as send_again
from schemas.errors import ConfigurationError
from schemas.landing import Quarantined

app = typer.Typer(no_args_is_help=True, help="See what could not be used and why, mend it, and send it again.")

IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="The message's id; see: forewarn quarantine list --each.")
]
PurposeOption = Annotated[str, typer.Option(help="Why you look into it, for the audit log.")]
SourceOption = Annotated[str, typer.Option(help="Of this source alone.")]
ReasonOption = Annotated[str, typer.Option(help="With these words in the reason alone.")]


@app.command("list")
def list_refused(
    source: SourceOption = "",
    reason: ReasonOption = "",
    each: Annotated[bool, typer.Option("--each", help="List every row, not only how many there are.")] = False,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show why rows were refused, the commonest reason first; nothing of what they say.

    Example: forewarn quarantine list --source patrol-notes
    """
    with opened(mission) as parts:
        found = quarantined(parts.store, Wanted(topic=source, reason=reason))
    if as_json:
        print_json(found if each else by_reason(found))
    elif each:
        for row in found:
            say(f"{id_of(row)} row {row.row}  {row.kafka_at.strftime(DAY)}  {row.reason}")
    else:
        _show_reasons(found)


def _show_reasons(found: list[Quarantined]) -> None:
    for total in by_reason(found):
        say(f"{total.topic}: {total.reason}")
        last = total.latest.strftime(DAY)
        say(f"  {total.rows} rows of {total.messages} messages, the last of {last}, for example {total.example_id}")
    say(f"{len(found)} rows in quarantine. Look at one: forewarn quarantine show ID --purpose ...")


@app.command()
def show(
    id: IdArgument,
    purpose: PurposeOption,
    out: Annotated[Path | None, typer.Option(help="Write it to this new file, which you alone can read.")] = None,
    mission: MissionOption = None,
) -> None:
    """Show a message as it came, with names in it; that you looked is written to the audit log.

    Example: forewarn quarantine show patrol-notes-0-17 --purpose "which field is missing"
    """
    with opened(mission) as parts:
        rows = quarantined(parts.store, Wanted(ids=[id]))
        raw = raw_message(parts, id, _asking(purpose))
    for row in rows:
        errors.print(f"row {row.row}: {row.reason}", markup=False, highlight=False)
    if out is None:
        sys.stdout.write(raw.decode("utf-8", "replace") + "\n")
    else:
        _write_private(out, raw)
        say(f"Wrote {out}. Mend it, then: forewarn quarantine mend {id} {out}; then delete it.")


@app.command()
def mend(
    id: IdArgument,
    file: Annotated[Path, typer.Argument(help="The mended copy.", exists=True, dir_okay=False)],
    purpose: PurposeOption,
    mission: MissionOption = None,
) -> None:
    """Send a mended copy of a message to its topic; it counts as if it had come in the first one's place.

    Example: forewarn quarantine mend patrol-notes-0-17 note.json --purpose "the unit left out its number"
    """
    with opened(mission) as parts:
        send_mended(parts, id, file.read_bytes(), _asking(purpose))
    say(f"Sent. Delete {file}, then: forewarn run")


@app.command()
def replay(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="The messages' ids.")] = None,
    source: SourceOption = "",
    reason: ReasonOption = "",
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Send refused messages again as they are, after their source's reader or the mission was mended.

    Example: forewarn quarantine replay --source patrol-notes --reason "report_no"
    """
    if not (ids or source or reason):
        raise ConfigurationError("nothing is named; give ids, --source or --reason")
    with opened(mission) as parts:
        sent = send_again(parts, Wanted(ids or (), source, reason), _asking("sent again unchanged"))
    if as_json:
        print_object({"sent": sent})
    else:
        say(f"{sent} messages sent again. Next: forewarn run; for a stopped source also: forewarn source resume")


def _asking(purpose: str) -> Asking:
    if not purpose.strip():
        raise ConfigurationError("--purpose is empty; say in a few words why you look into it")
    return Asking(getpass.getuser(), purpose.strip(), datetime.now(UTC))


def _write_private(path: Path, content: bytes) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written: {error.strerror}; name a new file") from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
