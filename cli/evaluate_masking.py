"""`forewarn evaluate masking`: what is masked of marked lines, beside plain ways in the same run."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from cli.common import JsonOption, errors, print_json, screen
from cli.show import say
from schemas.errors import ConfigurationError
from schemas.evaluation import MaskingEvaluation, MaskingScore


def masking(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Lines with marked persons, numbers and places as JSONL.")
    ],
    worst: Annotated[
        int, typer.Option("--worst", help="Show so many of the mistakes, by the line's id; never for a report half.")
    ] = 0,
    as_json: JsonOption = False,
) -> None:
    """Measure how persons and numbers are masked, and what is masked without need.

    Example: forewarn evaluate masking tests/golden/masking_report.jsonl
    """
    from evaluation.evaluate_masking import evaluate_masking  # spaCy takes seconds to import; other commands do without

    if not file.is_file():
        raise ConfigurationError(f"there is no file {file}; name a file of marked lines")
    with errors.status("Measuring"):
        found = evaluate_masking(file, worst=worst)
    if as_json:
        print_json([found])
    else:
        _show(found)


def _show(found: MaskingEvaluation) -> None:
    say(f"{found.file}: {found.lines} lines; share masked, with places and groups known to the mission or unknown")
    ways = list(dict.fromkeys((row.method, row.places) for row in found.scores))
    table = Table("", "", "N", *(f"{method}, {places}" for method, places in ways), box=None)
    for (grouped_by, group), rows in groupby(sorted(found.scores, key=_group), _group):
        table.add_row(grouped_by, group, *_shares(list(rows), ways))
    screen.print(table)
    for mistake in found.worst:
        say(mistake)


def _group(row: MaskingScore) -> tuple[str, str]:
    return row.grouped_by, row.group


def _shares(rows: Sequence[MaskingScore], ways: Sequence[tuple[str, str]]) -> list[str]:
    shares: dict[tuple[str, str], str] = {(row.method, row.places): f"{row.masked_share:.3f}" for row in rows}
    return [str(rows[0].n), *(shares[way] for way in ways)]
