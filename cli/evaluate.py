"""`forewarn evaluate`: measures on labelled data, beside plain baselines in the same run."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from cli.common import JsonOption, errors, print_json, screen
from cli.show import say
from evaluation.evaluate_places import CORPORA, evaluate_places
from evaluation.halves import HALVES
from schemas.errors import ConfigurationError
from schemas.evaluation import Evaluation, Resolution
from schemas.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Measure on labelled data, beside plain baselines in the same run.")


@app.callback()
def evaluate() -> None:
    """Measure on labelled data, beside plain baselines in the same run."""


@app.command()
def places(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The labelled file; .gz may stay packed.")],
    corpus: Annotated[str, typer.Option("--corpus", help=f"What the file is: {', '.join(CORPORA)}.")],
    gazetteer: Annotated[
        Path | None, typer.Option("--gazetteer", help="The store to measure with; else the loaded one.")
    ] = None,
    half: Annotated[
        str, typer.Option("--half", help=f"{', '.join(HALVES)}; report what was not tuned on with: report.")
    ] = "all",
    worst: Annotated[int, typer.Option("--worst", help="Show so many of the worst cases.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Measure how places are found and placed.

    Example: forewarn evaluate places --corpus ucdp ged_nigeria.csv.gz --gazetteer gazetteer.sqlite --half report
    """
    for value, known, option in ((corpus, CORPORA, "--corpus"), (half, HALVES, "--half")):
        if value not in known:
            raise ConfigurationError(f"{option} {value!r} is not known; give one of: {', '.join(known)}")
    if not file.is_file():
        raise ConfigurationError(f"there is no file {file}; name a labelled file")
    store = gazetteer or Settings().gazetteer_store
    with errors.status("Measuring"):
        found = evaluate_places(corpus, file, store, half=half, worst=worst)
    if as_json:
        print_json([found])
    else:
        _show(found)


def _show(found: Evaluation) -> None:
    say(f"{found.corpus}: {found.file}, half: {found.half}, gazetteer {found.gazetteer}")
    if found.recognition:
        screen.print(_recognition(found))
    if found.resolution:
        screen.print(_resolution(found))
    for line in found.worst:
        say(line)


def _recognition(found: Evaluation) -> Table:
    table = Table("recognition", "counted", "match", "N", "precision", "recall", "F1", box=None)
    for row in found.recognition:
        shares = (f"{share:.3f}" for share in (row.precision, row.recall, row.f1))
        table.add_row(row.method, row.counted, row.match, f"{row.n:,}", *shares)
    return table


def _resolution(found: Evaluation) -> Table:
    heads = ("<= 5 km", "25", "161", "median km", "mean km", "unresolved", "in radius", "median radius km", "areas")
    table = Table("resolution", "per", "N", *heads, box=None)
    for row in found.resolution:
        shares = (f"{share:.3f}" for share in (row.within_5_km, row.within_25_km, row.within_161_km))
        errors_km = (_number(row.median_error_km), _number(row.mean_error_km))
        in_radius = "" if row.in_radius is None else f"{row.in_radius:.3f}"
        cells = (*shares, *errors_km, f"{row.unresolved:.3f}", in_radius, _number(row.median_radius_km), _areas(row))
        table.add_row(row.method, row.counted, f"{row.n:,}", *cells)
    return table


def _areas(row: Resolution) -> str:
    return f"{row.area_answers:,}, in radius {row.area_in_radius:.3f}" if row.area_in_radius is not None else ""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
