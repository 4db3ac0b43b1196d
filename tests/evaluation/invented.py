"""Small corpora in the invented country XX, in the forms that the readers know."""

import csv
from pathlib import Path

CITED_COLUMNS = ("id", "source_article", "side_a", "side_b", "type_of_violence", "latitude", "longitude")
COLUMNS = ("where_prec", "where_coordinates", "adm_1", "latitude", "longitude", "country")


def ucdp_row(name: str, latitude: object, longitude: object, **fields: object) -> dict[str, object]:
    """Return one event of UCDP GED with where_prec 1."""
    known = {"where_prec": "1", "where_coordinates": name, "adm_1": "Nordane", "country": "Lavandra"}
    return {**known, "latitude": latitude, "longitude": longitude, **fields}


def write_ucdp(path: Path, *rows: dict[str, object]) -> Path:
    """Write events as a file of UCDP GED."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def cited_row(
    id: object, source_article: str, latitude: object = 3.2, longitude: object = 1.2, **fields: object
) -> dict[str, object]:
    """Return one event of UCDP GED with the reports that it cites."""
    sides = {"side_a": "Government of Lavandra", "side_b": "Red Vests", "type_of_violence": "1.0"}
    known = {"id": id, "source_article": source_article, "latitude": latitude, "longitude": longitude}
    return {**known, **sides, **fields}


def write_cited(path: Path, *rows: dict[str, object]) -> Path:
    """Write events with the reports that they cite, the second row HXL tags as in real files."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CITED_COLUMNS)
        writer.writeheader()
        writer.writerow({"id": "", "source_article": "#meta+source", "latitude": "#geo+lat", "longitude": "#geo+lon"})
        writer.writerows(rows)
    return path
