"""What of clinic counts may be told: the published sums of districts, small ones and what gives them away hidden."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from patterns.baseline import Comparison, compare
from patterns.clinic_series import period_length
from patterns.parameters import RiseParameters
from schemas.report import Count

Row = tuple[str, str, str, str, str]
Cell = tuple[Row, date]


def published_cells(counts: Iterable[Count], parameters: RiseParameters) -> dict[Cell, Comparison]:
    """Return each published sum that is not hidden, beside the same district's sums of at least two periods before."""
    rows: dict[Row, dict[date, int]] = defaultdict(dict)
    for count in counts:
        if count.value is not None:
            row, day = cell_of(count)
            rows[row][day] = count.value
    return {
        (row, day): compare(value, past)
        for row, values in rows.items()
        for day, value in values.items()
        for past in [values_before(values, day, longest(row, parameters))]
        if len(past) > 1
    }


def cell_of(count: Count) -> Cell:
    """Return what a sum is of: district, measure, sex, age band and length of period, and its first day."""
    row = count.admin2 or "", count.measure, count.sex or "", count.age_band or "", period_length(count) or ""
    return row, count.period_from


def values_before(values: dict[date, int], day: date, reach: timedelta) -> list[int]:
    """Return the values of the periods within `reach` before `day`."""
    return [values[each] for each in sorted(values) if day - reach <= each < day]


def longest(row: Row, parameters: RiseParameters) -> timedelta:
    """Return how far back periods of the length in `row` are compared."""
    return timedelta(days=31 * parameters.most_months) if row[-1] == "month" else timedelta(weeks=parameters.most_weeks)
