from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nlp.dates.find import find_dates
from nlp.dates.spans import DateSpan
from nlp.dates.words import WEEKDAYS

FRIDAY = date(2025, 2, 14)
GOLDEN = yaml.safe_load((Path(__file__).parents[2] / "golden" / "dates.yaml").read_text(encoding="utf-8"))
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize("line", GOLDEN, ids=lambda line: line[0])
def test_times_are_read_from_the_report_s_day(line):
    found = [(each.first, each.last, each.precision) for each in find_dates(f"It was {line[0]}.", FRIDAY)]
    assert found == ([] if line[1] == "none" else [tuple(line[1:])])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("seen on 3 February and the next day", 4, 4),
        ("vus le 3 février ; deux jours plus tard", 5, 5),
        ("vus le 3 février, puis le surlendemain", 5, 5),
        ("attacked on 5 February. Two days earlier", 3, 3),
        ("attaqué le 5 février. La veille", 4, 4),
        ("attacked on 5 February. That night", 5, 5),
        ("le 5 février. Le même jour", 5, 5),
        ("le 5 février. Depuis lors", 5, 14),
    ],
)
def test_a_time_may_count_from_the_one_named_before(text, first, last):
    found = find_dates(text, FRIDAY)[-1]
    assert (found.first, found.last) == (date(2025, 2, first), date(2025, 2, last))


def test_a_time_may_count_from_one_of_an_earlier_sentence():
    (found,) = find_dates("Le lendemain, calme.", FRIDAY, DateSpan(date(2025, 2, 3), date(2025, 2, 3)))
    assert found.first == date(2025, 2, 4)


def test_a_bare_year_is_long_ago():
    (found,) = find_dates("villages were deserted in 2009", FRIDAY)
    assert (found.first, found.last) == (date(2009, 1, 1), date(2009, 12, 31))


def test_a_day_without_a_year_is_the_nearest():
    (found,) = find_dates("le 30 décembre", date(2025, 1, 3))
    assert found.first == date(2024, 12, 30)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 300))
def test_a_written_day_is_read_back(reference, back):
    day = date.fromordinal(reference.toordinal() - back)
    (found,) = find_dates(f"seen on {day:%d %B %Y} by the river", reference)
    assert found.first == found.last == day


@given(st.text())
def test_no_text_raises(text):
    assert all(each.first <= each.last for each in find_dates(text, FRIDAY))


@given(
    DAYS,
    st.integers(0, 300),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d%H%MZ%b%y", "%d %H%M %b %y", "%d-%b-%y", "%B %d, %Y"]),
)
def test_a_day_is_read_back_however_it_is_written(reference, back, form):
    day = reference - timedelta(days=back)
    (found,) = find_dates(f"seen {day.strftime(form)} by the river", reference)
    assert found.first == found.last == day


@given(DAYS, st.integers(1, 100), st.sampled_from(["{} days ago", "il y a {} jours"]))
def test_so_many_days_ago_is_that_many_days_back(reference, days, said):
    (found,) = find_dates(said.format(days), reference)
    assert found.first == found.last == reference - timedelta(days=days)


@given(DAYS, st.sampled_from(["{}", "last {}", "on {} night", "since {}"]), st.sampled_from(list(WEEKDAYS)))
def test_a_weekday_is_of_the_days_before(reference, said, weekday):
    (found,) = find_dates(said.format(weekday), reference)
    assert found.first.weekday() == WEEKDAYS[weekday]
    assert timedelta(0) <= reference - found.first < timedelta(days=9)


@given(DAYS, st.text(alphabet=" 0123456789:/-abcdefghijlmnorstuvy", max_size=40))
def test_what_is_found_lies_in_order(reference, text):
    found = find_dates(text, reference)
    assert [each.position for each in found] == sorted(each.position for each in found)
    assert all(each.first <= reference + timedelta(days=1) for each in found)
