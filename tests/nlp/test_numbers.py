import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.numbers import find_counts


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "who"),
    [
        ("five women were taken", 5, 5, "women"),
        ("une quinzaine d'hommes armés", 12, 18, "hommes"),
        ("3 girls", 3, 3, "girls"),
        ("trois habitants enlevés", 3, 3, "habitants"),
        ("a dozen men", 10, 14, "men"),
        ("between 5 and 8 people", 5, 8, "people"),
        ("entre cinq et huit femmes", 5, 8, "femmes"),
        ("5-8 persons", 5, 8, "persons"),
        ("3,120 registered people", 3120, 3120, "registered people"),
        ("1 140 personnes", 1140, 1140, "personnes"),
        ("at least 4 girls", 4, 8, "girls"),
        ("jusqu’à 10 enfants", 1, 10, "enfants"),
    ],
)
def test_counts_of_people(text, minimum, maximum, who):
    (found,) = find_counts(text)
    assert (found.minimum, found.maximum, found.who) == (minimum, maximum, who)


@pytest.mark.parametrize("text", ["two quarrels", "5 km", "du 6 février, aucune femme", "0 women", "no women"])
def test_other_numbers_count_nobody(text):
    assert find_counts(text) == []


@given(st.text())
def test_counts_are_sane_in_any_text(text):
    assert all(0 < each.minimum <= each.maximum and each.who in text for each in find_counts(text))


@given(st.integers(1, 999), st.sampled_from(["women", "enfants", "hommes"]))
def test_a_written_number_is_read_back(number, who):
    (found,) = find_counts(f"On a vu {number} {who} là-bas")
    assert found.minimum == found.maximum == number
