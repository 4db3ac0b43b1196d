"""The real gazetteer as a mission's `places.csv` (the columns are those of the NOTICE beside the data)."""

import csv
import gzip
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from schemas.mission import Place

csv.field_size_limit(sys.maxsize)

Row = dict[str, str]

COLUMNS = tuple(Place.model_fields)
FEATURE_CODES = {
    "country": "PCLI",
    "region": "ADM1",
    "county": "ADM2",
    "localadmin": "ADM3",
    "locality": "PPL",
    "neighbourhood": "PPLX",
}
GEONAMES = [
    *("id", "name", "ascii", "alternate_names", "latitude", "longitude", "class", "feature_code", "country"),
    *("other_countries", "admin1_code", "admin2_code", "admin3_code", "admin4_code", "population", "elevation"),
    *("dem", "timezone", "changed"),
]


def write_places(folder: Path, target: Path) -> int:
    """Write the places of `folder` to `target`, return how many; a GeoNames place that is there already is left out."""
    known: set[str] = set()
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", extrasaction="ignore")
        writer.writeheader()
        written = 0
        for place in (*_whos_on_first(folder / "wof_places.tsv.gz", known), *_geonames(folder, known)):
            writer.writerow(place)
            written += 1
    return written


def _whos_on_first(path: Path, known: set[str]) -> Iterator[Row]:
    rows = {row["wof_id"]: row for row in _tab_separated(path)}
    for row in rows.values():
        known.add(row["geonames_id"])
        above = list(_above(row, rows))
        yield {
            "id": f"wof:{row['wof_id']}",
            "name": row["name"],
            "alternate_names": row["alt_names"],
            "feature_code": FEATURE_CODES[row["placetype"]],
            "latitude": row["latitude"],
            "longitude": row["longitude"],
            "country": row["country"],
            "admin1": next((place["name"] for place in above if place["placetype"] == "region"), ""),
            "admin2": next((place["name"] for place in above if place["placetype"] == "county"), ""),
        }


def _above(row: Row, rows: dict[str, Row]) -> Iterator[Row]:
    """Yield the place and those above it; a chain of more than five is a circle."""
    for _ in range(5):
        yield row
        parent = rows.get(row["parent_wof_id"])
        if parent is None:
            return
        row = parent


def _geonames(folder: Path, known: set[str]) -> Iterator[Row]:
    for path in sorted(folder.glob("geonames_*.txt.gz")):
        for row in _tab_separated(path, names=GEONAMES):
            if row["id"] not in known:
                known.add(row["id"])
                names = row["alternate_names"].replace("|", " ").replace(",", "|")
                yield {**row, "id": f"geonames:{row['id']}", "alternate_names": names}


def _tab_separated(path: Path, names: list[str] | None = None) -> Iterator[Row]:
    with gzip.open(path, "rb") as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        yield from csv.DictReader(text, names, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
