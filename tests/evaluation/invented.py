"""Small corpora in the invented country XX, in the forms that the readers know."""

import csv
from pathlib import Path

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
