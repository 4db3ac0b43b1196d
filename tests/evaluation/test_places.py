"""Measures of resolution, counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.places import Answer, exact_lookup, forewarn_answers, measure, measure_errors
from evaluation.ucdp import Question
from nlp.gazetteer.build import mission_gazetteer
from nlp.gazetteer.store import open_gazetteer
from schemas.geography import Position
from tests.nlp.invented import place

PLACES = (
    place("XX01", "Nordane", "ADM1", (2.0, 1.0), country="XX", admin1="Nordane"),
    place("XX02", "Sudane", "ADM1", (-5.0, 1.0), country="XX", admin1="Sudane"),
    place("XX0101", "Marassé", at=(2.1, 1.1), country="XX", admin1="Nordane", population=100),
    place("XX0201", "Marassé", at=(-5.1, 1.1), country="XX", admin1="Sudane", population=90_000),
    place("XX0102", "Tébirou", at=(2.3, 1.3), country="XX", admin1="Nordane"),
)


def question(name="Marassé", admin1="Nordane", events=1, truth=(2.1, 1.1), country=""):
    return Question(name, admin1, country, Position(*truth), events)


def answer(events, off_km, radius_km=None, *, is_area=False):
    return Answer(question(events=events), "said", off_km, radius_km, is_area)


FIVE = [
    answer(1, 0.0, 1.0),
    answer(2, 4.0, 2.0),
    answer(3, 20.0, 20.0),
    answer(1, 100.0, 100.0, is_area=True),
    answer(3, None),
]


def test_five_places_by_hand():
    got = measure("m", "name", FIVE, by_event=False)
    assert (got.n, got.counted) == (5, "distinct place")
    assert (got.within_5_km, got.within_25_km, got.within_161_km) == (0.4, 0.6, 0.8)
    assert (got.median_error_km, got.mean_error_km) == (12.0, 31.0)
    assert got.unresolved == pytest.approx(0.2)
    assert got.in_radius == pytest.approx(2 / 3)
    assert got.median_radius_km == 2.0
    assert (got.area_answers, got.area_in_radius, got.area_median_radius_km) == (1, 1.0, 100.0)


def test_the_same_five_by_event():
    """Errors 0, 4, 4, 20, 20, 20, 100; radii 1, 2, 2, 20, 20, 20; three events without an answer."""
    got = measure("m", "name", FIVE, by_event=True)
    assert (got.n, got.counted) == (10, "event")
    assert (got.within_5_km, got.within_25_km, got.within_161_km) == (0.3, 0.6, 0.7)
    assert got.median_error_km == 20.0
    assert got.mean_error_km == pytest.approx(24.0)
    assert got.unresolved == pytest.approx(0.3)
    assert got.in_radius == pytest.approx(4 / 6)
    assert got.median_radius_km == 11.0


@pytest.mark.parametrize("answers", [[], [answer(2, None)]])
def test_without_an_answer_there_is_no_error(answers):
    got = measure("m", "name", answers, by_event=True)
    assert (got.median_error_km, got.mean_error_km, got.in_radius, got.median_radius_km) == (None,) * 4
    assert got.unresolved == (1 if answers else 0)


ANSWERS = st.lists(
    st.builds(answer, st.integers(1, 4), st.none() | st.floats(0, 300)).flatmap(
        lambda each: st.floats(1, 100).map(lambda radius: each._replace(radius_km=radius if each.off_km else None))
    )
)


@given(ANSWERS, st.booleans())
def test_shares_are_ordered_and_fit_together(answers, by_event):
    got = measure("m", "name", answers, by_event=by_event)
    assert 0 <= got.within_5_km <= got.within_25_km <= got.within_161_km <= 1 - got.unresolved + 1e-9
    assert got.in_radius is None or 0 <= got.in_radius <= 1


@given(ANSWERS)
def test_by_event_is_by_place_with_each_place_repeated(answers):
    repeated = [each for each in answers for _ in range(each.question.events)]
    single = measure("m", "name", repeated, by_event=False)
    assert measure("m", "name", answers, by_event=True) == single.model_copy(update={"counted": "event"})


def test_mentions_are_measured_alike():
    got = measure_errors("m", [(1.0, 2.0), (10.0, 5.0), (None, None), (200.0, None)])
    assert (got.counted, got.n) == ("mention", 4)
    assert (got.within_5_km, got.within_25_km, got.within_161_km, got.unresolved) == (0.25, 0.5, 0.5, 0.25)
    assert got.in_radius == 0.5


@pytest.fixture(scope="module")
def gazetteer():
    return open_gazetteer(mission_gazetteer(PLACES))


@pytest.mark.parametrize(
    ("asked", "with_area", "said"),
    [
        (question(), True, "Marassé (Nordane)"),
        (question(), False, "Marassé (Sudane)"),
        (question("Marassé village"), True, "Marassé (Nordane)"),
        (question(admin1="Estane"), True, "Marassé (Sudane)"),
        (question(country="XX"), True, "Marassé (Nordane)"),
        (question(country="YY"), True, ""),
        (question("Marase"), True, ""),
        (question("Nordane"), True, "Nordane (Nordane)"),
    ],
)
def test_exact_lookup_takes_the_area_then_the_most_people(asked, with_area, said, gazetteer):
    got = exact_lookup(gazetteer, with_area=with_area)(asked)
    assert got.said == said
    assert (got.off_km is None) == (said == "")
    assert got.radius_km is None


def test_forewarn_answers_with_a_radius_and_tells_areas(gazetteer):
    answered = forewarn_answers(gazetteer, with_area=True)
    village, area, none = map(answered, (question(), question("Qwertane"), question("Qwertane", "Estane")))
    assert (village.said, village.off_km, village.is_area) == ("Marassé (Nordane)", 0, False)
    assert village.radius_km is not None
    assert (area.said, area.is_area) == ("Nordane (Nordane)", True)
    assert (none.said, none.off_km, none.radius_km) == ("", None, None)


def test_without_the_area_its_name_is_not_used(gazetteer):
    got = forewarn_answers(gazetteer, with_area=False)(question("Qwertane"))
    assert got.off_km is None
