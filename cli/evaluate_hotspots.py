"""`forewarn evaluate hotspots`: where next month's events will be, beside plain rankings in the same run."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from cli.common import JsonOption, errors, print_json, screen
from cli.show import say
from schemas.errors import ConfigurationError
from schemas.evaluation import HotspotEvaluation, HotspotScore

_CORPORA = ("ucdp",)


def hotspots(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A UCDP GED file; .gz may stay packed.")],
    corpus: Annotated[str, typer.Option("--corpus", help=f"What it is: {', '.join(_CORPORA)}.")],
    as_json: JsonOption = False,
) -> None:
    """Measure how many of next month's events lie in the cells ranked highest.

    Example: forewarn evaluate hotspots --corpus ucdp ged_nigeria.csv.gz
    """
    from evaluation.evaluate_hotspots import evaluate_hotspots  # scipy takes a second; other commands do without

    if corpus not in _CORPORA:
        raise ConfigurationError(f"--corpus {corpus!r} is not known; give one of: {', '.join(_CORPORA)}")
    if not file.is_file():
        raise ConfigurationError(f"there is no file {file}; name a UCDP GED file")
    with errors.status("Measuring"):
        found = evaluate_hotspots(file)
    if as_json:
        print_json([found])
    else:
        _show(found)


def _show(found: HotspotEvaluation) -> None:
    say(
        f"{found.corpus}: {found.file}: {found.events:,} events ({found.left_out:,} left out), "
        f"{found.cells:,} cells, {found.months} months measured, {found.first_month:%B %Y} to {found.last_month:%B %Y}"
    )
    for counted, task in product(("events", "months"), ("all cells", "onset")):
        screen.print(_table([row for row in found.scores if (row.counted, row.task) == (counted, task)]))
    for each in found.differences:
        ratio = "" if each.ratio is None else f", {each.ratio:.2f} times"
        say(
            f"{each.task}, top {each.top:.0%}, by {each.counted}: {each.difference:+.3f} "
            f"({each.low:+.3f} to {each.high:+.3f}){ratio} beside {each.best_baseline}"
        )


def _table(rows: Sequence[HotspotScore]) -> Table:
    """Return the share with its 95 % interval for each method, a column for each top share."""
    tops = sorted({row.top for row in rows})
    title = f"{rows[0].task}, by {rows[0].counted} ({rows[0].events:,} in {rows[0].months_with_events} months)"
    table = Table(title, *(f"top {top:.0%}" for top in tops), box=None)
    for method in dict.fromkeys(row.method for row in rows):
        own = sorted((row for row in rows if row.method == method), key=lambda row: row.top)
        table.add_row(method, *(f"{row.share:.3f} ({row.low:.3f}-{row.high:.3f})" for row in own))
    return table
