"""Reads OCHA's table of p-codes: first- and second-level areas by code and name, without positions."""

from collections import Counter
from pathlib import Path

from nlp.gazetteer.tables import Row, read_rows
from nlp.gazetteer.world import alpha2
from schemas.gazetteer import Area, Content

HEADER = "Location,Admin Level,P-Code,Name,"
_LEVELS = {"1": 1, "2": 2}


def read_pcodes(path: Path) -> Content:
    """Return the areas of the file (columns: Location, Admin Level, P-Code, Name, Parent P-Code)."""
    rows = list(read_rows(path, delimiter=","))
    areas = tuple(_area(row) for row in rows if row["Admin Level"] in _LEVELS and row["P-Code"] and row["Name"])
    refused = Counter({"no level 1 or 2, code or name": len(rows) - len(areas)})
    return Content("OCHA p-codes", len(rows), areas=areas, refused=tuple((+refused).items()))


def _area(row: Row) -> Area:
    return Area(
        pcode=row["P-Code"],
        name=row["Name"].strip(),
        level=_LEVELS[row["Admin Level"]],
        country=alpha2(row["Location"]),
        parent_pcode=row["Parent P-Code"],
    )
