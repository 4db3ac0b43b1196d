"""Reports and signs by source type, cell and span of days, from the cubes of the index."""

from collections.abc import Iterable
from datetime import date

import numpy as np

from patterns.cells import coarse
from patterns.expected import Numbers
from patterns.parameters import HotspotParameters
from patterns.scan import Tally
from schemas.index import CubeRow

Report = tuple[str, str, str, str]
WEEK_DAYS = 7


def tally_of(
    reports: Iterable[CubeRow], signs: Iterable[CubeRow], *, today: date, parameters: HotspotParameters
) -> Tally:
    """Return the tally of cubes by cell, day, source type and originator; what has no cell is left out.

    What one originator reports from one cell and day is one report, told with a sign or without: so neither reprints
    nor a report of many sentences count twice.
    """
    known, with_sign = (reports_of(rows, parameters.cell_resolution) for rows in (reports, signs))
    cells, sources = (sorted({each[column] for each in known}) for column in (0, 2))
    row_of = {name: row for names in (cells, sources) for row, name in enumerate(names)}
    spans = spans_of(parameters)

    def counted(reports: Iterable[Report]) -> Numbers:
        found = np.zeros((len(sources), len(cells), len(spans) + 1))
        for cell, day, source, _ in reports:
            days_ago = max(0, (today - date.fromisoformat(day)).days)
            span = int(np.searchsorted(spans, days_ago, side="left"))
            found[row_of[source], row_of[cell], span] += 1
        return found

    return Tally(tuple(cells), spans, counted(known), counted(with_sign & known))


def spans_of(parameters: HotspotParameters) -> tuple[int, ...]:
    """Return how many last days are looked at: a week, two, and all that is recent."""
    return tuple(
        sorted({min(WEEK_DAYS * weeks, parameters.recent_days) for weeks in (1, 2)} | {parameters.recent_days})
    )


def reports_of(rows: Iterable[CubeRow], resolution: int) -> set[Report]:
    """Return the reports that rows stand for: cell, day, source type and originator."""
    groups = (row.group for row in rows)
    return {(coarse(cell, resolution), day, source, origin) for cell, day, source, origin in groups if cell}
