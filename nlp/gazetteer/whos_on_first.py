"""Reads Who's On First as tab-separated rows with a header; areas are found by following parents."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from nlp.gazetteer.tables import Refused, Row, place_of, read_rows
from schemas.gazetteer import Content

HEADER = "wof_id\tgeonames_id\t"
FEATURE_CODES = {
    "country": "PCLI",
    "region": "ADM1",
    "county": "ADM2",
    "localadmin": "ADM3",
    "locality": "PPL",
    "borough": "PPLX",
    "neighbourhood": "PPLX",
}
_LONGEST_CHAIN = 5


def read_whos_on_first(path: Path) -> Content:
    """Return the places of the file: placetype as GeoNames' feature code, names separated by a vertical bar."""
    rows = list(read_rows(path))
    refused: Refused = Counter()
    by_id = {row["wof_id"]: row for row in rows}
    places = (place_of(_cells(row, by_id), refused) for row in rows)
    return Content("Who's On First", len(rows), tuple(filter(None, places)), refused=tuple(sorted(refused.items())))


def _cells(row: Row, by_id: Mapping[str, Row]) -> dict[str, object]:
    above = {each["placetype"]: each["name"] for each in _chain(row, by_id)}
    return {
        "id": f"wof:{row['wof_id']}",
        "name": row["name"].strip(),
        "alternate_names": tuple(sorted({name.strip() for name in row["alt_names"].split("|")} - {""})),
        "feature_code": FEATURE_CODES.get(row["placetype"], "UNK"),
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "country": row["country"],
        "admin1": above.get("region"),
        "admin2": above.get("county"),
        "same_as": (f"geonames:{row['geonames_id']}",) if row["geonames_id"] else (),
    }


def _chain(row: Row, by_id: Mapping[str, Row]) -> Iterator[Row]:
    """Yield the row and those above it; a longer chain than there are placetypes is a circle."""
    for _ in range(_LONGEST_CHAIN):
        yield row
        parent = by_id.get(row["parent_wof_id"])
        if parent is None:
            return
        row = parent
