import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.numbers import find_counts, people_counts
from nlp.people_words import PEOPLE


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "who"),
    [
        ("five women were taken", 5, 5, "women"),
        ("une quinzaine d'hommes armés", 12, 18, "hommes"),
        ("3 girls", 3, 3, "girls"),
        ("trois habitants enlevés", 3, 3, "habitants"),
        ("a dozen men", 10, 14, "men"),
        ("two dozen girls", 19, 29, "girls"),
        ("half a dozen girls", 5, 7, "girls"),
        ("between 5 and 8 people", 5, 8, "people"),
        ("between 10 and 15 women", 10, 15, "women"),
        ("entre cinq et huit femmes", 5, 8, "femmes"),
        ("de 10 à 15 femmes", 10, 15, "femmes"),
        ("5-8 persons", 5, 8, "persons"),
        ("10 or 12 boys", 10, 12, "boys"),
        ("3,120 registered people", 3120, 3120, "registered people"),
        ("1 140 personnes", 1140, 1140, "personnes"),
        ("at least 4 girls", 4, 8, "girls"),
        ("more than 30 women", 30, 60, "women"),
        ("20+ women", 20, 40, "women"),
        ("jusqu’à 10 enfants", 1, 10, "enfants"),
        ("moins de 10 enfants", 1, 10, "enfants"),
        ("some 200 people", 160, 240, "people"),
        ("quelque 200 personnes", 160, 240, "personnes"),
        ("près de 50 femmes", 40, 60, "femmes"),
        ("une dizaine de filles", 8, 12, "filles"),
        ("several women", 3, 9, "women"),
        ("quelques femmes", 2, 6, "femmes"),
        ("dozens of families", 24, 99, "families"),
        ("des centaines de personnes", 200, 900, "personnes"),
        ("twenty-five women", 25, 25, "women"),
        ("vingt et une femmes", 21, 21, "femmes"),
        ("quatre-vingt-dix-sept femmes", 97, 97, "femmes"),
        ("soixante-quinze femmes", 75, 75, "femmes"),
        ("two hundred and fifty people", 250, 250, "people"),
        ("deux cents personnes", 200, 200, "personnes"),
        ("trois mille personnes", 3000, 3000, "personnes"),
        ("a hundred women", 100, 100, "women"),
        ("a girl was taken", 1, 1, "girl"),
        ("une femme a été violée", 1, 1, "femme"),
        ("12 women and girls", 12, 12, "women and girls"),
        ("20 of the women", 20, 20, "women"),
        ("5 abducted", 5, 5, "abducted"),
        ("trois ont été violées", 3, 3, "ont été violées"),
        ("2 se sont échappés", 2, 2, "se sont échappés"),
        ("five of them were beaten", 5, 5, "of them"),
        ("a 14-year-old girl", 1, 1, "girl"),
    ],
)
def test_counts_of_people(text, minimum, maximum, who):
    (found,) = find_counts(text)
    assert (found.minimum, found.maximum, found.who) == (minimum, maximum, who)


@pytest.mark.parametrize(
    "text",
    [
        "two quarrels", "5 km", "du 6 février, aucune femme", "0 women", "no women", "12 goats", "40 bags of maize",
        "10 km from the women's field", "3 hours' walk from the women", "girls aged 12-14", "filles de 14 ans",
        "at 0630 men came", "at 1430 armed men came", "in 2024 women were taken", "on 12 February women were taken",
        "two motorbikes with men", "no one raped", "5 houses of women", "200 dollars", "PTRL/0412 women", "12 times",
        "3 nights", "deux nuits", "6 maisons ont été brûlées", "a women's group", "24 Feb abduction",
    ],
)  # fmt: skip
def test_other_numbers_count_nobody(text):
    assert find_counts(text) == []


@pytest.mark.parametrize(
    ("text", "sex", "youngest", "oldest", "unit"),
    [
        ("3 women", "F", 18, None, "person"),
        ("3 girls", "F", None, 17, "person"),
        ("3 girls aged 12-14", "F", 12, 14, "person"),
        ("at least 3 girls aged between 12 and 14", "F", 12, 14, "person"),
        ("deux garçons de 12 et 14 ans", "M", 12, 14, "person"),
        ("deux filles âgées de 13 à 15 ans", "F", 13, 15, "person"),
        ("two girls (13 and 15 years old)", "F", 13, 15, "person"),
        ("a 14-year-old girl", "F", 14, 14, "person"),
        ("two 14-year-old girls", "F", 14, 14, "person"),
        ("5 filles de moins de 15 ans", "F", None, 14, "person"),
        ("two under-age girls", "F", None, 17, "person"),
        ("5 personnes mineures", None, None, 17, "person"),
        ("une vingtaine de jeunes filles", "F", None, None, "person"),
        ("4 commerçantes", "F", None, None, "person"),
        ("4 commerçants", None, None, None, "person"),
        ("trois personnes violées", None, None, None, "person"),
        ("trois victimes", None, None, None, "person"),
        ("trois ont été violées", None, None, None, "person"),
        ("5 abducted", None, None, None, "person"),
        ("8 women and children", None, None, None, "person"),
        ("8 women and girls", "F", None, None, "person"),
        ("une quinzaine de femmes et d'enfants", None, None, None, "person"),
        ("8 femmes et enfants", None, None, None, "person"),
        ("4 men", "M", 18, None, "person"),
        ("60 ménages", None, None, None, "household"),
    ],
)
def test_sex_and_age_are_those_that_are_said(text, sex, youngest, oldest, unit):
    (found,) = find_counts(text)
    assert tuple(found.people) == (sex, youngest, oldest, unit)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("5 abducted, of them 3 girls", [False, True]),
        ("7 people, among them 3 girls and 2 boys", [False, True, True]),
        ("cinq personnes, dont trois filles", [False, True]),
        ("5 people: 3 girls and 2 boys", [False, True, True]),
        ("5 people (3 girls, 2 boys) and 4 men", [False, True, True, False]),
        ("3 girls and 2 boys", [False, False]),
        ("three women, two of them injured", [False, True]),
        ("5 people. Among them 3 girls", [False, False]),
    ],
)
def test_who_was_counted_before_is_a_part(text, parts):
    assert [each.is_part for each in find_counts(text)] == parts


def test_a_count_says_what_happened():
    (count,) = people_counts(find_counts("3 girls"), what="taken")
    assert (count.what, count.sex, count.role) == ("taken", "F", "affected")


@given(st.text())
def test_counts_are_sane_in_any_text(text):
    assert all(0 < each.minimum <= each.maximum and each.who in text for each in find_counts(text))


@given(
    st.lists(
        st.sampled_from(
            ["3", "a", "dozen", "to", "women", "12", "-", "et", "vingt", "cent", "aged", "ans", "of", "(", "+"]
        )
    )
)
def test_counts_are_sane_in_any_order_of_their_words(words):
    found = find_counts(" ".join(words))
    assert all(0 < each.minimum <= each.maximum for each in found)
    assert [each.position for each in found] == sorted(each.position for each in found)


@given(st.integers(1, 999_999), st.sampled_from(sorted(word for word in PEOPLE if word.endswith("s"))))
def test_a_written_number_is_read_back(number, who):
    (found,) = find_counts(f"On a vu {number} {who} là-bas")
    assert found.minimum == found.maximum == number
