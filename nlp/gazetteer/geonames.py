"""Reads GeoNames country dumps: 19 tab-separated columns without a header, all feature classes."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from nlp.gazetteer.tables import Refused, Row, place_of, read_rows
from schemas.gazetteer import Content

COLUMNS = (
    *("geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class", "feature_code"),
    *("country", "cc2", "admin1_code", "admin2_code", "admin3_code", "admin4_code", "population", "elevation"),
    *("dem", "timezone", "modified"),
)

AreaNames = Mapping[tuple[str, ...], str]


def read_geonames(path: Path) -> Content:
    """Return the places of a dump (columns: the readme of GeoNames' export); areas are named by their own rows."""
    rows = list(read_rows(path, columns=COLUMNS))
    refused: Refused = Counter()
    areas = _area_names(rows)
    places = (place_of(_cells(row, areas), refused) for row in rows)
    return Content("GeoNames", len(rows), tuple(filter(None, places)), refused=tuple(sorted(refused.items())))


def _area_names(rows: list[Row]) -> AreaNames:
    """Return the names of first- and second-level areas by (country, code) and (country, code, code)."""
    first: dict[tuple[str, ...], str] = {
        (row["country"], row["admin1_code"]): row["name"] for row in rows if row["feature_code"] == "ADM1"
    }
    second: dict[tuple[str, ...], str] = {
        (row["country"], row["admin1_code"], row["admin2_code"]): row["name"]
        for row in rows
        if row["feature_code"] == "ADM2"
    }
    return {**first, **second}


def _cells(row: Row, areas: AreaNames) -> dict[str, object]:
    country, first, second = row["country"], row["admin1_code"], row["admin2_code"]
    return {
        "id": f"geonames:{row['geonameid']}",
        "name": row["name"].strip(),
        "alternate_names": tuple(sorted({name for name in row["alternatenames"].split(",") if name})),
        "feature_code": row["feature_code"] or row["feature_class"] or "UNK",
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "country": country,
        "admin1": areas.get((country, first)),
        "admin2": areas.get((country, first, second)),
        "population": row["population"] or 0,
    }
