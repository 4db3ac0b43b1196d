"""Clinic counts as series: one facility, measure, sex, age band and length of period each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from patterns.baseline import Comparison, compare
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

Series = tuple[Count, ...]


@dataclass(frozen=True)
class CountTest:
    """One recent count with its comparison to the earlier ones of its series."""

    count: Count
    comparison: Comparison


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


def tests_of(series: Series, *, now: datetime, parameters: RiseParameters) -> list[CountTest]:
    """Return a test of each recent count that has enough earlier periods behind it."""
    weekly = period_length(series[0]) == "week"
    most = parameters.most_weeks if weekly else parameters.most_months
    recent_days = parameters.recent_weeks_days if weekly else parameters.recent_months_days
    recent = [place for place, count in enumerate(series) if 0 <= (now.date() - count.period_to).days <= recent_days]
    pasts = [(series[place], values(series[max(0, place - most) : place])) for place in recent]
    return [
        CountTest(count, compare(value, past))
        for count, past in pasts
        if len(past) >= parameters.least_periods
        for value in values([count])
    ]


def values(counts: Sequence[Count]) -> list[int]:
    """Return the values that are known."""
    return [count.value for count in counts if count.value is not None]


def longest_past(parameters: RiseParameters) -> timedelta:
    """Return how far back the counts reach that a test can need."""
    weeks = timedelta(weeks=parameters.most_weeks, days=parameters.recent_weeks_days + LONGEST_WEEK_DAYS)
    months = timedelta(days=parameters.recent_months_days + LONGEST_MONTH_DAYS * (parameters.most_months + 1))
    return max(weeks, months)
