"""UCDP GED events as questions: a name with its first-level area, and where the event was."""

import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from evaluation.halves import Half, in_half
from nlp.gazetteer.store import name_key
from nlp.gazetteer.tables import Row, read_rows
from nlp.gazetteer.world import countries
from schemas.errors import ConfigurationError
from schemas.geography import Position

_COLUMNS = ("where_prec", "where_coordinates", "adm_1", "latitude", "longitude", "country")
EXACT = ("1", "1.0")


class Question(NamedTuple):
    """One distinct place of the file; `events` is how many events it stands for."""

    name: str
    admin1: str
    country: str
    truth: Position
    events: int


def read_questions(path: Path, half: Half) -> list[Question]:
    """Return the distinct (name, adm_1, country) of rows with where_prec 1, with their commonest coordinate.

    Rows without a name or a readable coordinate ask nothing; of coordinates equally common the southernmost counts.
    Raises `ConfigurationError` for a file that lacks a column of UCDP GED.
    """
    found: dict[tuple[str, str, str], Counter[Position]] = defaultdict(Counter)
    for row in read_rows(path, delimiter=","):
        if missing := [column for column in _COLUMNS if column not in row]:
            raise ConfigurationError(f"{path} is no UCDP GED file: it lacks the column {missing[0]}")
        position, key = _position(row), name_key(row["where_coordinates"])
        if row["where_prec"] in EXACT and position and key and in_half(key, half):
            found[_asked(row)][position] += 1
    codes = _codes()
    return [
        Question(name, admin1, codes.get(country, ""), _commonest(counts), counts.total())
        for (name, admin1, country), counts in sorted(found.items())
    ]


def _asked(row: Row) -> tuple[str, str, str]:
    return row["where_coordinates"], row["adm_1"], row["country"].split(" (")[0]


def _position(row: Row) -> Position | None:
    try:
        position = Position(float(row["latitude"]), float(row["longitude"]))
    except ValueError:
        return None
    return position if all(map(math.isfinite, position)) and abs(position.latitude) <= 90 else None


def _commonest(counts: Counter[Position]) -> Position:
    return min(counts, key=lambda position: (-counts[position], position))


def _codes() -> dict[str, str]:
    return {name: country.place.country for country in countries().values() for name in country.names}
