"""UCDP GED events as counts by day in cells of half a degree."""

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nlp.gazetteer.tables import Row, read_rows
from patterns.expected import Counts
from schemas.errors import ConfigurationError
from schemas.geography import Position

CELLS_A_DEGREE = 2
LEAST_PRECISE = 4
"""UCDP's where_prec and date_prec from which an event is known no closer than its region, or its year."""
_COLUMNS = ("latitude", "longitude", "date_start", "where_prec", "date_prec")


class Grid(NamedTuple):
    """Events in the cells of a box, numbered from the south-west by row; `months` are first days, and the day after."""

    counts: Counts
    centres: tuple[Position, ...]
    months: tuple[date, ...]
    events: int
    left_out: int


class _Located(NamedTuple):
    day: date
    row: int
    column: int


def read_grid(path: Path) -> Grid:
    """Return the events of a UCDP GED file in cells aligned to whole half degrees, over the box of all rows kept.

    Rows without a readable place and day (as a second header row of HXL tags) are passed over; `left_out` counts those
    known less closely than a district or a month. An event counts on its first day. Raises `ConfigurationError` for
    a file that lacks a column of UCDP GED, or has no usable row.
    """
    rows = [each for each in _rows(path) if each is not None]
    kept = sorted(located for located, precise in rows if precise)
    if not kept:
        raise ConfigurationError(f"{path} has no event with a place and a day; name a UCDP GED file")
    south, west = min(each.row for each in kept), min(each.column for each in kept)
    height, width = max(each.row for each in kept) - south + 1, max(each.column for each in kept) - west + 1
    counts = Counts(
        np.array([each.day.toordinal() for each in kept]),
        np.array([(each.row - south) * width + each.column - west for each in kept]),
        np.ones(len(kept)),
    )
    centres = (_centre(south + row, west + column) for row in range(height) for column in range(width))
    months = tuple(_months(kept[0].day, kept[-1].day))
    return Grid(counts, tuple(centres), months, len(kept), len(rows) - len(kept))


def _rows(path: Path) -> Iterator[tuple[_Located, bool] | None]:
    for row in read_rows(path, delimiter=","):
        if missing := [column for column in _COLUMNS if column not in row]:
            raise ConfigurationError(f"{path} is no UCDP GED file: it lacks the column {missing[0]}")
        yield _read(row)


def _read(row: Row) -> tuple[_Located, bool] | None:
    """Return where and when an event was, and whether that is known closely enough."""
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        day = date.fromisoformat(row["date_start"][:10])
        precision = max(float(row["where_prec"]), float(row["date_prec"]))
        cell = math.floor(latitude * CELLS_A_DEGREE), math.floor(longitude * CELLS_A_DEGREE)
    except (ValueError, OverflowError):
        return None
    return _Located(day, *cell), precision < LEAST_PRECISE


def _centre(row: int, column: int) -> Position:
    return Position((row + 0.5) / CELLS_A_DEGREE, (column + 0.5) / CELLS_A_DEGREE)


def _months(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month from the first to the one after the last."""
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month + 1):
        yield date(month // 12, month % 12 + 1, 1)
