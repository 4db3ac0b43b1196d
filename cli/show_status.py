"""How the sources and their account look on a terminal."""

from rich.table import Table

from cli.common import screen
from cli.show import DAY, say
from schemas.reconciliation import Reconciliation
from schemas.status import SourceStatus, Status


def show_status(status: Status) -> None:
    """Print the table of sources, and refused rows by reason."""
    table = Table(title=f"Sources as of {status.at.strftime('%d %b %Y %H:%M')} UTC", title_justify="left")
    for column in ("source", "lag", "last report", "expected every", "state", "rows by fate"):
        table.add_column(column)
    for source in status.sources:
        table.add_row(
            source.topic,
            str(source.lag_messages),
            source.last_report_at.strftime(DAY) if source.last_report_at else "nothing yet",
            f"{source.expected_every_days:g} d",
            state_words(source),
            ", ".join(f"{fate} {rows}" for fate, rows in source.rows_by_fate.items()),
        )
    screen.print(table)
    for source in status.sources:
        show_trouble(source)
    for reason, rows in status.refusals.items():
        say(f"quarantined {rows}: {reason}")
    if status.unplaced_names:
        say(f"{status.unplaced_names} names of places could not be placed: forewarn unplaced")
    for language, reports in status.unread_languages.items():
        say(
            f"{reports} reports were not read for places and signs: language {language}, or its script, is none of "
            "ours, or reading failed (see the log)"
        )
    if status.unfinished_plan:
        say(f"A run was cut off; the next forewarn run finishes it ({status.unfinished_plan}).")


def state_words(source: SourceStatus) -> str:
    """Return how a source is, in a few words."""
    match source.state:
        case "stopped":
            return "[bold red]STOPPED[/]"
        case "silent" if source.silent_since:
            return f"[bold]silent since {source.silent_since.strftime(DAY)}[/]"
        case "too_few":
            return f"[bold]{source.rows_in_period} rows, {source.least_rows} expected[/]"
    return source.state.replace("_", " ")


def show_trouble(source: SourceStatus) -> None:
    """Print why a source is stopped, and what was wrong with the last row that it could not read."""
    if source.stop is not None:
        say(f"{source.topic} is STOPPED: {source.stop.reason}.")
        say(f"  {source.lag_messages} messages wait. Mend it, then: forewarn source resume {source.topic}")
    if source.last_refusal and source.last_refusal_at:
        say(f"{source.topic}: last row refused {source.last_refusal_at.strftime(DAY)}: {source.last_refusal}")


def show_reconciliation(found: Reconciliation) -> None:
    """Print what came and what became of it, source by source, then every difference with its mend."""
    table = Table(title=f"Account as of {found.at.strftime(f'{DAY} %H:%M')} UTC{_span(found)}", title_justify="left")
    for column in ("source", "batches", "offsets", "messages", "rows", "rows by fate", "waiting"):
        table.add_column(column)
    for source in found.sources:
        numbers = (len(source.batches), source.offsets, source.messages, source.rows)
        fates = ", ".join(f"{fate} {rows}" for fate, rows in source.rows_by_fate.items())
        table.add_row(source.topic, *map(str, numbers), fates, str(source.waiting_messages))
    screen.print(table)
    if found.rows_in_hand:
        say(f"{found.rows_in_hand} rows are in hand of a run that goes on or was cut off: forewarn run ends it.")
    if found.older_readings:
        say(f"{found.older_readings} reports are shown as they were read before: forewarn rebuild ends the renewal.")
    for difference in found.differences:
        say(f"{difference.checked}: {difference.what}. Mend: {difference.mend}.")
    if found.balances:
        rows = sum(source.rows for source in found.sources)
        say(f"It balances: {rows} rows, each with one fate, and the index shows what the account says.")


def _span(found: Reconciliation) -> str:
    since = f", rows from {found.since.strftime(DAY)}" if found.since else ""
    return since + (f", rows before {found.until.strftime(DAY)}" if found.until else "")
