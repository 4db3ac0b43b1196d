import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.dates.hours import find_hours, part_of


@pytest.mark.parametrize(
    ("text", "part", "hour", "minute"),
    [
        ("seen at 0630", "morning", 6, 30),
        ("1b. 06h30 : signalés", "morning", 6, 30),
        ("around 1600 hrs", "day", 16, 0),
        ("at 21:15", "night", 21, 15),
        ("at 2 am", "night", 2, 0),
        ("at 10 pm", "night", 22, 0),
        ("vers 16 h", "day", 16, 0),
        ("à 5 heures du matin", "morning", 5, 0),
        ("121430ZFEB25", "day", 14, 30),
        ("at dusk", "evening", None, 0),
        ("à la tombée de la nuit", "evening", None, 0),
        ("nuitamment", "night", None, 0),
        ("à l’aube", "morning", None, 0),
        ("Tuesday night", "night", None, 0),
        ("lundi soir", "evening", None, 0),
    ],
)
def test_hours_and_parts_of_the_day(text, part, hour, minute):
    (found,) = find_hours(text)
    assert (found.part, found.hour, found.minute) == (part, hour, minute)


@pytest.mark.parametrize(
    "text", ["for 3 hours", "à 3 h de marche", "10 women", "120 km", "passent la nuit à l'église", "2025"]
)
def test_what_lasts_or_counts_is_no_hour(text):
    assert find_hours(text) == []


@given(
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["at {:02}{:02}", "{:02}h{:02}", "{:02}:{:02}", "{:02}{:02}hrs"]),
)
def test_a_written_hour_is_read_back(hour, minute, form):
    (found,) = find_hours(form.format(hour, minute))
    assert (found.hour, found.minute, found.part) == (hour, minute, part_of(hour))


@given(st.text(alphabet=" 0123456789h:apmz", max_size=30))
def test_no_text_raises(text):
    assert all(0 <= (each.hour or 0) < 24 for each in find_hours(text))
