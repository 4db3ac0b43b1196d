from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.dates import find_dates

FRIDAY = date(2025, 2, 14)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 10 Feb", (2, 10), (2, 10)),
        ("le 10 février", (2, 10), (2, 10)),
        ("le 1er février", (2, 1), (2, 1)),
        ("Feb 12th, 2025", (2, 12), (2, 12)),
        ("10/02/2025", (2, 10), (2, 10)),
        ("2025-02-10", (2, 10), (2, 10)),
        ("101430Z FEB 25", (2, 10), (2, 10)),
        ("dans la nuit du 5 au 6 février", (2, 5), (2, 6)),
        ("in the night 5/6 February", (2, 5), (2, 6)),
        ("yesterday", (2, 13), (2, 13)),
        ("hier", (2, 13), (2, 13)),
        ("avant-hier", (2, 12), (2, 12)),
        ("last night", (2, 13), (2, 14)),
        ("hier soir", (2, 13), (2, 14)),
        ("two nights ago", (2, 12), (2, 12)),
        ("il y a deux jours", (2, 12), (2, 12)),
        ("depuis deux nuits", (2, 12), (2, 14)),
        ("slept in the bush two nights", (2, 12), (2, 14)),
        ("Tuesday night", (2, 11), (2, 12)),
        ("mardi soir", (2, 11), (2, 12)),
        ("since Monday", (2, 10), (2, 10)),
        ("le jeudi 6 février", (2, 6), (2, 6)),
        ("Thursday, February 6", (2, 6), (2, 6)),
        ("en janvier", (1, 1), (1, 31)),
    ],
)
def test_times_are_read_from_the_report_s_day(text, first, last):
    (found,) = find_dates(f"It was {text}.", FRIDAY)
    assert (found.first, found.last) == (date(2025, *first), date(2025, *last))


@pytest.mark.parametrize(
    "text", ["31 février", "30 Feb 2025", "planned on 20 Feb", "le 20 février prochain", "1b. 06h30 :"]
)
def test_impossible_and_coming_days_are_left_out(text):
    assert find_dates(text, FRIDAY) == []


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
