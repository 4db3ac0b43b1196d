"""UCDP GED events as questions: a name with its first-level area, and where the event was."""

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

    Raises `ConfigurationError` for a file that lacks a column of UCDP GED.
    """
    found: dict[tuple[str, str, str], Counter[Position]] = defaultdict(Counter)
    for row in read_rows(path, delimiter=","):
        if missing := [column for column in _COLUMNS if column not in row]:
            raise ConfigurationError(f"{path} is no UCDP GED file: it lacks the column {missing[0]}")
        if row["where_prec"] in EXACT and in_half(name_key(row["where_coordinates"]), half):
            found[_asked(row)][Position(float(row["latitude"]), float(row["longitude"]))] += 1
    codes = _codes()
    return [
        Question(name, admin1, codes.get(country, ""), counts.most_common(1)[0][0], counts.total())
        for (name, admin1, country), counts in sorted(found.items())
    ]


def _asked(row: Row) -> tuple[str, str, str]:
    return row["where_coordinates"], row["adm_1"], row["country"].split(" (")[0]


def _codes() -> dict[str, str]:
    return {name: country.place.country for country in countries().values() for name in country.names}
