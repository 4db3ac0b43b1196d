"""Tab- or comma-separated files of places, plain or gzipped, row by row."""

import csv
import gzip
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from schemas.errors import ConfigurationError
from schemas.mission import Place

csv.field_size_limit(sys.maxsize)  # a country's row of Who's On First holds its name in all languages

Row = dict[str, str]
Refused = Counter[str]


class _Tabs(csv.excel_tab):
    """Cells between tabs as they are: a quotation mark is part of a name."""

    quoting = csv.QUOTE_NONE


def read_rows(path: Path, *, delimiter: str = "\t", columns: Sequence[str] | None = None) -> Iterator[Row]:
    """Yield the rows of a file in UTF-8; without `columns` the first line names them.

    Raises `ConfigurationError` for a file that is not UTF-8 text.
    """
    dialect = _Tabs if delimiter == "\t" else csv.excel
    try:
        with _opened(path) as file:
            yield from csv.DictReader(file, columns, restval="", dialect=dialect)
    except (UnicodeDecodeError, csv.Error, gzip.BadGzipFile, EOFError) as error:
        raise ConfigurationError(f"{path} is not a table in UTF-8 ({type(error).__name__}); fetch it anew") from error


def first_line(path: Path) -> str:
    """Return the first line of a file; raise `ConfigurationError` where it cannot be read as text."""
    try:
        with _opened(path) as file:
            return file.readline().rstrip("\n")
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise ConfigurationError(f"{path} cannot be read ({type(error).__name__}); name a file that can") from error


def _opened(path: Path) -> IO[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    return opener(path, "rt", encoding="utf-8-sig", newline="\n")


def place_of(cells: dict[str, object], refused: Refused) -> Place | None:
    """Return the place that `cells` describe; of one that cannot be one, count the reason."""
    try:
        place = Place.model_validate(cells)
    except ValidationError as error:
        refused[f"{error.errors()[0]['loc'][0]} is not usable"] += 1
        return None
    if not place.name:
        refused["no name"] += 1
    elif place.latitude == place.longitude == 0:
        refused["position 0, 0"] += 1
    else:
        return place
    return None
