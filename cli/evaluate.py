"""`forewarn evaluate`: measures on labelled data, beside plain baselines in the same run."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from cli.common import JsonOption, errors, print_json, screen
from cli.evaluate_hotspots import hotspots
from cli.evaluate_links import links
from cli.evaluate_masking import masking
from cli.evaluate_warnings import warnings
from cli.show import say
from evaluation.corpora import CORPORA
from evaluation.halves import HALVES
from schemas.errors import ConfigurationError
from schemas.evaluation import Evaluation, Resolution, SignEvaluation
from schemas.settings import Settings

_MEASURES = (
    ("within 5 km", "within_5_km", 3),
    ("within 25 km", "within_25_km", 3),
    ("within 161 km", "within_161_km", 3),
    ("median error, km", "median_error_km", 1),
    ("mean error, km", "mean_error_km", 1),
    ("unresolved", "unresolved", 3),
    ("truth in the radius", "in_radius", 3),
    ("median radius, km", "median_radius_km", 1),
    ("answered with an area", "area_answers", 0),
    ("truth in the area's radius", "area_in_radius", 3),
)

_KNOWN = {"corpus": CORPORA, "half": HALVES}
_GROUPS = ("all", "language", "family", "sign")

app = typer.Typer(no_args_is_help=True, help="Measure on labelled data, beside plain baselines in the same run.")
app.command()(links)
app.command()(hotspots)
app.command()(warnings)
app.command()(masking)


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
    from evaluation.evaluate_places import evaluate_places  # spaCy takes seconds to import; other commands do without

    _check(file, corpus=corpus, half=half)
    store = gazetteer or Settings().gazetteer_store
    with errors.status("Measuring"):
        found = evaluate_places(corpus, file, store, half=half, worst=worst)
    if as_json:
        print_json([found])
    else:
        _show(found)


@app.command()
def indicators(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Labelled lines as JSONL.")],
    half: Annotated[
        str, typer.Option("--half", help=f"{', '.join(HALVES)}; report what was not tuned on with: report.")
    ] = "all",
    worst: Annotated[int, typer.Option("--worst", help="Show so many of the mistakes, by the line's id.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Measure how warning signs are read.

    Example: forewarn evaluate indicators lines.jsonl --half report
    """
    from evaluation.evaluate_indicators import evaluate_indicators  # as above
    from nlp.catalogue_reader import read_catalogue
    from pipeline.catalogue_review import catalogue_layers

    _check(file, half=half)
    catalogue = read_catalogue(*catalogue_layers(Settings().mission))
    with errors.status("Measuring"):
        found = evaluate_indicators(file, catalogue, half=half, worst=worst)
    if as_json:
        print_json([found])
    else:
        _show_signs(found)


def _show_signs(found: SignEvaluation) -> None:
    say(
        f"{found.file}, half: {found.half}, catalogue {found.catalogue}: {found.lines} lines, {found.controls} controls"
    )
    table = Table("signs", "method", "N", "precision", "recall", "F1", "status", "controls firing", box=None)
    for row in sorted(found.scores, key=lambda row: (_GROUPS.index(row.grouped_by), row.group, row.method)):
        shares = (row.precision, row.recall, row.f1, row.status_accuracy, row.controls_firing)
        table.add_row(row.group, row.method, str(row.n), *("" if each is None else f"{each:.3f}" for each in shares))
    screen.print(table)
    for line in found.worst:
        say(line)


def _check(file: Path, **options: str) -> None:
    """Raise `ConfigurationError` for an option's unknown value, and for a file that is not there."""
    for name, value in options.items():
        known = _KNOWN[name]
        if value not in known:
            raise ConfigurationError(f"--{name} {value!r} is not known; give one of: {', '.join(known)}")
    if not file.is_file():
        raise ConfigurationError(f"there is no file {file}; name a labelled file")


def _show(found: Evaluation) -> None:
    say(f"{found.corpus}: {found.file}, half: {found.half}, gazetteer {found.gazetteer}")
    if found.recognition:
        screen.print(_recognition(found))
    for (asked, counted), rows in groupby(found.resolution, lambda row: (row.asked, row.counted)):
        screen.print(_resolution(asked, counted, list(rows)))
    for line in found.worst:
        say(line)


def _recognition(found: Evaluation) -> Table:
    table = Table("places found", "counted", "match", "N", "precision", "recall", "F1", box=None)
    for row in found.recognition:
        shares = (f"{share:.3f}" for share in (row.precision, row.recall, row.f1))
        table.add_row(row.method, row.counted, row.match, f"{row.n:,}", *shares)
    return table


def _resolution(asked: str, counted: str, rows: Sequence[Resolution]) -> Table:
    """Return one table of measures for rows that ask alike and count alike, a column for each method."""
    table = Table(f"{asked}, per {counted} (N {rows[0].n:,})", *(row.method for row in rows), box=None)
    for label, field, digits in _MEASURES:
        values = [getattr(row, field) for row in rows]
        if any(value is not None for value in values):
            table.add_row(label, *("" if value is None else f"{value:.{digits}f}" for value in values))
    return table
