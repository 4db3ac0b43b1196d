"""DHIS2 periods."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.periods import month_of, period_of, week_of


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_every_day_lies_in_its_week_and_month(day: date) -> None:
    year, week, _ = day.isocalendar()
    of_week, of_month = period_of(f"{year}W{week}"), period_of(f"{day:%Y%m}")
    assert of_week.first <= day <= of_week.last
    assert of_week.last - of_week.first == timedelta(days=6)
    assert (of_week.first.weekday(), of_week.name) == (0, f"{year}W{week:02}")
    assert of_month.first <= day <= of_month.last
    assert (week_of(day), month_of(day)) == (of_week, of_month)
    assert (of_month.first.day, (of_month.last + timedelta(days=1)).day) == (1, 1)


@pytest.mark.parametrize(
    "text", ["2025W61", "2025W00", "2025W53", "202513", "202500", "2025", "W07", "0000W01", "9999W53", ""]
)
def test_what_is_no_period_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match="must be a week like 2025W07 or a month like 202502"):
        period_of(text)
