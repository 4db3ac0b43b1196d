"""Loads gazetteers of several makers into one store."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from nlp.gazetteer.build import build_gazetteer
from nlp.gazetteer.completing import complete_admin1, give_pcodes, mend_countries
from nlp.gazetteer.geonames import COLUMNS, read_geonames
from nlp.gazetteer.merging import merge
from nlp.gazetteer.pcodes import HEADER as PCODES_HEADER
from nlp.gazetteer.pcodes import read_pcodes
from nlp.gazetteer.store import open_gazetteer, read_store
from nlp.gazetteer.subdivisions import read_subdivisions
from nlp.gazetteer.tables import first_line
from nlp.gazetteer.whos_on_first import HEADER as WHOS_ON_FIRST_HEADER
from nlp.gazetteer.whos_on_first import read_whos_on_first
from nlp.gazetteer.world import read_world
from schemas.errors import ConfigurationError
from schemas.gazetteer import Content, FileAccount, LoadAccount

Tell = Callable[[str], None]
STORE_SUFFIX = ".sqlite"


def read_file(path: Path) -> Content:
    """Return what a gazetteer file holds, its form known by its first line.

    Raises `ConfigurationError` for a file that is none of GeoNames, Who's On First, OCHA p-codes or a store of ours.
    """
    if path.suffix == STORE_SUFFIX:
        return read_store(path)
    line = first_line(path)
    if line.startswith(WHOS_ON_FIRST_HEADER):
        return read_whos_on_first(path)
    if line.startswith(PCODES_HEADER):
        return read_pcodes(path)
    if line.count("\t") == len(COLUMNS) - 1:
        return read_geonames(path)
    raise ConfigurationError(
        f"{path} is not known as a gazetteer; give a GeoNames country dump, Who's On First as tab-separated rows, "
        "OCHA's p-codes, or a mission's places.csv"
    )


def load(contents: Sequence[tuple[str, Content]], store: Path, *, tell: Tell = lambda _: None) -> LoadAccount:
    """Merge what several files hold, with the countries of the world, into the store at `store`; tell what was done.

    `contents` are (file, content). `tell` hears the name of each step. The store is replaced when all is written.
    """
    everything = [*contents, ("built in", read_world()), ("built in", read_subdivisions())]
    tell("Looking for rows in another country")
    placed = mend_countries([place for _, content in everything for place in content.places])
    tell("Merging doubles")
    merged = merge(placed.places)
    tell("Naming the areas that places lie in")
    completed = complete_admin1(merged.places)
    areas = {area.pcode: area for _, content in everything for area in content.areas}
    coded, left = give_pcodes(completed.places, sorted(areas.values(), key=lambda area: area.pcode))
    tell("Writing names and their spellings")
    building = store.with_suffix(f".{os.getpid()}")
    build_gazetteer(coded.places, building, areas=left)
    building.replace(store)
    gazetteer = open_gazetteer(store)
    places, names, area_count = gazetteer.size()
    return LoadAccount(
        store=str(store), version=gazetteer.version, files=tuple(_account(*each) for each in everything),
        merged_by_id=merged.by_id, merged_by_name=merged.by_name, in_another_country=placed.mended,
        given_admin1_of_neighbours=completed.mended, given_pcodes=coded.mended, places=places, names=names,
        areas=area_count,
    )  # fmt: skip


def _account(file: str, content: Content) -> FileAccount:
    return FileAccount(
        file=file, form=content.form, rows=content.rows, places=len(content.places), areas=len(content.areas),
        refused=dict(content.refused),
    )  # fmt: skip
