"""Clinic counts as series: one facility, measure, sex, age band and length of period each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from patterns.baseline import NO_REASON, Comparison, Factor, common_spread, compare, factor_of
from patterns.parameters import RiseParameters
from schemas.report import Count

INDICATOR_OF_MEASURE = {
    "attendance": "CLN-01",
    "pep_started": "CLN-02",
    "emergency_contraception": "CLN-02",
    "late_presenters_72h": "CLN-03",
    "under18_pregnancy": "CLN-04",
    "sti": "CLN-04",
    "gbv_sexual_violence": "CRSV-01",
}
"""The sign that a rise of each measure is; `gbv_other` is kept for advisers and watched by no detector."""
LONGEST_WEEK_DAYS, SHORTEST_MONTH_DAYS, LONGEST_MONTH_DAYS = 8, 26, 32
YEAR = timedelta(weeks=52)
SEASON_PERIODS = 3

Series = tuple[Count, ...]
Values = dict[date, int]


@dataclass(frozen=True)
class CountTest:
    """One recent count with what is known of the earlier ones of its series.

    `season` is what earlier years let expect, `access` what the attendance of men does: where they come more often too,
    a service has opened, or people have come.
    """

    count: Count
    value: int
    previous: tuple[int, ...]
    season: Factor = NO_REASON
    access: Factor = NO_REASON
    spread: float = 0.0

    @property
    def comparison(self) -> Comparison:
        """How the count compares with the earlier ones."""
        return compare(self.value, self.previous, self.season.times(self.access), spread=self.spread)


def period_length(count: Count) -> str | None:
    """Return week or month, or None for any other length: only like periods are compared."""
    days = (count.period_to - count.period_from).days
    if days <= LONGEST_WEEK_DAYS:
        return "week"
    return "month" if SHORTEST_MONTH_DAYS <= days <= LONGEST_MONTH_DAYS else None


def is_watched(count: Count) -> bool:
    """Return whether a rise would be a sign: of attendance only that of women and girls (CLN-01)."""
    return count.measure in INDICATOR_OF_MEASURE and (count.measure != "attendance" or count.sex == "F")


def series_of(counts: Iterable[Count]) -> list[Series]:
    """Return the series of watched counts, each in order of period.

    A hidden value is missing, and so is a period without a count: neither is zero.
    """
    groups: dict[tuple[str, ...], dict[date, Count]] = defaultdict(dict)
    for count in sorted(counts, key=lambda count: (count.period_from, count.ingested_at, count.id)):
        length = period_length(count)
        if length and count.value is not None and is_watched(count):
            key = (count.admin2 or "", count.facility_id, count.measure, count.sex or "", count.age_band or "", length)
            groups[key][count.period_from] = count
    return [tuple(groups[key].values()) for key in sorted(groups)]


def tests_of(counts: Sequence[Count], *, now: datetime, parameters: RiseParameters) -> list[CountTest]:
    """Return a test of each recent count that has enough earlier periods behind it."""
    men = men_by_facility(counts)
    tests = [
        test
        for series in series_of(counts)
        for test in series_tests(
            series, men.get((series[0].facility_id, period_length(series[0])), {}), now, parameters
        )
    ]
    spread = common_spread(test.previous for test in tests)
    return [CountTest(test.count, test.value, test.previous, test.season, test.access, spread) for test in tests]


def men_by_facility(counts: Iterable[Count]) -> dict[tuple[str, str | None], Values]:
    """Return the attendance of men by facility, length of period and its first day; with a hidden cell none."""
    cells: dict[tuple[str, str | None], dict[date, list[int | None]]] = defaultdict(lambda: defaultdict(list))
    for count in counts:
        if count.measure == "attendance" and count.sex == "M":
            cells[count.facility_id, period_length(count)][count.period_from].append(count.value)
    return {
        key: {day: sum(value or 0 for value in values) for day, values in days.items() if None not in values}
        for key, days in cells.items()
    }


def series_tests(series: Series, men: Values, now: datetime, parameters: RiseParameters) -> Iterator[CountTest]:
    """Yield the tests of one series."""
    weekly = period_length(series[0]) == "week"
    most, step = (parameters.most_weeks, timedelta(weeks=1)) if weekly else (parameters.most_months, timedelta(days=31))
    recent_days = parameters.recent_weeks_days if weekly else parameters.recent_months_days
    values = {count.period_from: count.value for count in series if count.value is not None}
    for count in series:
        first = count.period_from
        past = [day for day in values if first - step * most <= day < first]
        if 0 <= (now.date() - count.period_to).days <= recent_days and len(past) >= parameters.least_periods:
            season = season_of(values, first, past, step, parameters.earlier_years)
            access = access_of(men, first, past) if count.measure == "attendance" else NO_REASON
            yield CountTest(count, values[first], tuple(values[day] for day in past), season, access)


def season_of(values: Values, first: date, past: Sequence[date], step: timedelta, years: int) -> Factor:
    """Return how many times as much as in the periods before, earlier years had in this period and its neighbours.

    A year counts with as many periods before as are compared now, or not at all.
    """
    here: list[int] = []
    before: list[int] = []
    for year in range(1, years + 1):
        then, start = first - YEAR * year, min(past) - YEAR * year
        around = [value for day, value in values.items() if abs(day - then) <= step * 1.1]
        earlier = [value for day, value in values.items() if start - step / 2 <= day < then - step * 1.1]
        if around and len(earlier) >= len(past) - 2:
            here += around
            before += earlier
    return factor_of(sum(here), len(here), sum(before), len(before)) if here and before else NO_REASON


def access_of(men: Values, first: date, past: Sequence[date]) -> Factor:
    """Return how many times as many men came as in the periods before; without their counts nothing is known."""
    before = [men[day] for day in past if day in men]
    return factor_of(men[first], 1, sum(before), len(before)) if first in men and before else NO_REASON


def longest_past(parameters: RiseParameters) -> timedelta:
    """Return how far back the counts reach that a test can need."""
    weeks = timedelta(weeks=parameters.most_weeks, days=parameters.recent_weeks_days + LONGEST_WEEK_DAYS)
    months = timedelta(days=parameters.recent_months_days + LONGEST_MONTH_DAYS * (parameters.most_months + 1))
    return max(weeks, months)
