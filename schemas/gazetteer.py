"""What a gazetteer holds besides places with a position, and what loading one did."""

from typing import NamedTuple

from schemas.base import Item
from schemas.mission import Place


class Area(Item):
    """An administrative area known by its OCHA p-code and name alone; no position comes with it.

    `level` is 1 or 2, of a part of the world 0; `country` is ISO 3166-1 alpha-2; `parent_pcode` is the area above, of
    level 1 the country.
    """

    pcode: str
    name: str
    level: int
    country: str
    parent_pcode: str = ""


class Content(NamedTuple):
    """What one file holds; `refused` says why rows were left out, with how many each."""

    form: str
    rows: int
    places: tuple[Place, ...] = ()
    areas: tuple[Area, ...] = ()
    refused: tuple[tuple[str, int], ...] = ()


class FileAccount(Item):
    """What became of the rows of one file; `refused` says why rows were left out, with how many each."""

    file: str
    form: str
    rows: int
    places: int
    areas: int
    refused: dict[str, int] = {}


class LoadAccount(Item):
    """What a load did: its files, the doubles that were merged, what was mended, and what the store holds now."""

    store: str
    version: str
    files: tuple[FileAccount, ...]
    merged_by_id: int
    merged_by_name: int
    in_another_country: int
    given_admin1_of_neighbours: int
    given_pcodes: int
    places: int
    names: int
    areas: int
