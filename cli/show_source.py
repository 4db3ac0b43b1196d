"""How a dry run of a source looks on a terminal."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from cli.common import screen
from cli.show import say

if TYPE_CHECKING:  # spaCy takes seconds to import; the other commands do without
    from pipeline.conformance import Finding
    from pipeline.dry_run import RowTold

MOST_ROWS = 40


def show_dry_run(rows: Sequence["RowTold"]) -> None:
    """Print a table of the first rows, and what all rows come to."""
    table = Table("line", "sample", "key", "became", "masked", "dropped", "why, and notes")
    for row in rows[:MOST_ROWS]:
        why = "; ".join([row.reason] if row.reason else row.notes)
        cells = (row.case or "", row.key or "-", row.outcome, counted(row.masked), ", ".join(row.dropped_fields), why)
        table.add_row(str(row.line), *map(escape, cells))
    screen.print(table)
    if len(rows) > MOST_ROWS:
        say(f"... and {len(rows) - MOST_ROWS} rows more; --json prints all")
    show_totals(rows)


def show_totals(rows: Sequence["RowTold"]) -> None:
    """Print how many rows came to what, and what was masked and dropped in all of them."""
    masked = sum((Counter(row.masked) for row in rows), Counter[str]())
    say(f"{len(rows)} rows: {counted(Counter(row.outcome for row in rows)) or 'nothing to read'}")
    say(f"masked: {counted(masked) or 'nothing'}")
    say(f"dropped: {counted(Counter(name for row in rows for name in row.dropped_fields)) or 'nothing'}")
    for reason, number in sorted(Counter(row.reason for row in rows if row.reason).items()):
        say(f"refused {number}: {reason}")


def counted(counts: dict[str, int]) -> str:
    """Return counts in words, the most frequent first."""
    return ", ".join(f"{name} {counts[name]}" for name in sorted(counts, key=lambda name: (-counts[name], name)))


def show_findings(name: str, findings: Sequence["Finding"]) -> None:
    """Print every check, and each fault of it."""
    for finding in findings:
        screen.print(f"[bold red]no [/] {finding.check}" if finding.faults else f"[green]yes[/] {finding.check}")
        for fault in finding.faults:
            say(f"    {fault}")
    good = not any(finding.faults for finding in findings)
    screen.print(f"[bold]{name} is {'conformant' if good else 'NOT conformant'}[/bold]", highlight=False)
