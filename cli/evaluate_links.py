"""`forewarn evaluate links`: what linking puts together, beside plain methods in the same run."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.table import Table

from cli.common import JsonOption, errors, print_json, screen
from cli.recorded import recorded_run
from cli.show import say
from evaluation.halves import HALVES
from schemas.errors import ConfigurationError
from schemas.evaluation import LinkEvaluation, LinkScore, Shares
from schemas.settings import Settings

_CORPORA = ("ucdp", "cross-source")
_SETTINGS: dict[str, tuple[Literal["text", "coarse"], ...]] = {
    "text": ("text",),
    "coarse": ("coarse",),
    "both": ("text", "coarse"),
}


def links(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A UCDP GED file, or a recorded mission's folder.")],
    corpus: Annotated[str, typer.Option("--corpus", help=f"What it is: {', '.join(_CORPORA)}.")],
    setting: Annotated[
        str, typer.Option("--setting", help="What is known of UCDP's reports: text (title, outlet, day), coarse, both.")
    ] = "both",
    gazetteer: Annotated[
        Path | None, typer.Option("--gazetteer", help="The store to place names with; else the loaded one.")
    ] = None,
    half: Annotated[
        str, typer.Option("--half", help=f"{', '.join(HALVES)}; report what was not tuned on with: report.")
    ] = "all",
    worst: Annotated[
        int,
        typer.Option("--worst", help="Show so many cases of each kind of mistake (of a mission: --half tune alone)."),
    ] = 0,
    as_json: JsonOption = False,
) -> None:
    """Measure which reports linking puts together.

    Example: forewarn evaluate links --corpus ucdp ged_nigeria.csv.gz --setting both
    forewarn evaluate links --corpus cross-source tests/golden/cross_source --half report
    """
    _check(corpus=corpus, setting=setting, half=half)
    with errors.status("Measuring"):
        if corpus == "ucdp":
            found = _measure_cited(file, setting, gazetteer, half, worst)
        else:
            found = _measure_mission(file, gazetteer, half, worst)
    if as_json:
        print_json([found])
    else:
        _show(found)


def _check(**options: str) -> None:
    known: dict[str, Sequence[str]] = {"corpus": _CORPORA, "setting": tuple(_SETTINGS), "half": HALVES}
    for name, value in options.items():
        if value not in known[name]:
            raise ConfigurationError(f"--{name} {value!r} is not known; give one of: {', '.join(known[name])}")


def _measure_cited(file: Path, setting: str, gazetteer: Path | None, half: str, worst: int) -> LinkEvaluation:
    from evaluation.evaluate_links import evaluate_cited  # spaCy takes seconds to import; other commands do without
    from nlp.catalogue_reader import read_catalogue
    from pipeline.catalogue_review import catalogue_layers

    if not file.is_file():
        raise ConfigurationError(f"there is no file {file}; name a UCDP GED file")
    loaded = Settings().gazetteer_store
    return evaluate_cited(
        file, settings=_SETTINGS[setting], half=half, catalogue=read_catalogue(*catalogue_layers(Settings().mission)),
        gazetteer=gazetteer or (loaded if loaded.is_file() else None), worst=worst,
    )  # fmt: skip


def _measure_mission(folder: Path, gazetteer: Path | None, half: str, worst: int) -> LinkEvaluation:
    """Run the whole pipeline over the folder's messages, on embedded parts that are gone afterwards, and measure."""
    from evaluation.cross_source import read_truth
    from evaluation.evaluate_cross_source import evaluate_mission

    read_truth(folder, half)
    with recorded_run(folder, gazetteer=gazetteer) as (parts, _):
        return evaluate_mission(folder, parts.index, half=half, worst=worst)


def _show(found: LinkEvaluation) -> None:
    say(
        f"{found.corpus}: {found.file}, half: {found.half}: {found.reports:,} reports of {found.events:,} events, "
        f"{found.true_pairs:,} true pairs"
    )
    for (setting, counted), rows in groupby(sorted(found.scores, key=_group), lambda row: (row.setting, row.counted)):
        screen.print(_table(f"{setting}, by {counted}", list(rows)))
    for each in found.measures:
        say(f"{each.name}: {each.count} of {each.of}")
    for missed in found.misses:
        say(f"{missed.setting}: {missed.kind}: {missed.pairs} pairs")
        for case in missed.cases:
            say(f"    {case}")
    for note in found.notes:
        say(note)


def _group(row: LinkScore) -> tuple[bool, bool]:
    return row.setting not in ("text", "all reports"), row.counted != "links"


def _table(title: str, rows: Sequence[LinkScore]) -> Table:
    table = Table(
        title, "threshold", "precision", "recall", "F1", "B-cubed F1", "CEAF-e F1", "merged", "kept", box=None
    )
    for row in rows:
        pairs = (f"{share:.3f}" for share in (row.pairs.precision, row.pairs.recall, row.pairs.f1))
        rest = (_f1(row.b_cubed), _f1(row.ceaf_e), row.events_merged, row.kept_by_blocking)
        table.add_row(row.method, row.threshold, *pairs, *("" if each is None else f"{each:.3f}" for each in rest))
    return table


def _f1(found: Shares | None) -> float | None:
    return found.f1 if found else None
