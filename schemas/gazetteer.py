"""What a gazetteer holds besides places with a position, and what loading one did."""

from schemas.base import Item


class Area(Item):
    """An administrative area known by its OCHA p-code and name alone; no position comes with it.

    `level` is 1 or 2; `country` is ISO 3166-1 alpha-2; `parent_pcode` is the area above (of level 1, the country's code).
    """

    pcode: str
    name: str
    level: int
    country: str
    parent_pcode: str = ""


class LoadAccount(Item):
    """What became of the rows of one loaded file."""

    file: str
    form: str
    rows: int
    places: int
    areas: int = 0
    merged: int = 0
    refused: int = 0
    notes: tuple[str, ...] = ()
