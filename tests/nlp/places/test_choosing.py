"""From scored candidates to an answer with its doubt and its reason."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.gazetteer.build import mission_gazetteer
from nlp.gazetteer.store import Gazetteer, open_gazetteer
from nlp.places.candidates import Candidate, area_keys, candidates_of
from nlp.places.choosing import LEAST_PROBABILITY, LEAST_PROBABILITY_STATED, Choice, choose, radius_of
from nlp.places.scoring import Context, Scored, keys_of_country
from nlp.places.words import radius_km
from schemas.geography import Position
from tests.nlp.invented import PLACES, place

CODES = ("PPL", "PPLA", "PPLA2", "PPLC", "PPLX", "ADM1", "ADM2", "ADM3", "PCLI", "STM", "HSP")
CONTEXTS = st.builds(
    Context,
    anchors=st.lists(st.sampled_from((Position(2.1, 1.1), Position(3.1, 1.1), Position(30, 30))), max_size=2).map(
        tuple
    ),
    areas=st.sampled_from((frozenset(), area_keys("Ombrassa"))),
    country=st.sampled_from((None, "XX", "YY")),
)
NAMES = st.sampled_from(("Marassé", "Tébirou", "Tebirru", "Kalouvé", "Marase", "Qwertane", "Old Balle"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    keys_of_country("XX")  # reads the countries, once in a process
    return open_gazetteer(mission_gazetteer(PLACES))


def chosen(name: str, gazetteer: Gazetteer, context: Context = Context(), **how: float) -> Choice:  # noqa: B008 a constant
    return choose(name, candidates_of(name, gazetteer), "any", gazetteer, context, **how)


def scored(feature_code: str, *comparisons: str) -> Scored:
    return Scored(Candidate(place("P", "P", feature_code), "same"), tuple((name, 1.0) for name in comparisons), 0.0)


def test_a_name_without_candidates_is_not_in_the_gazetteer(gazetteer):
    assert chosen("Qwertane", gazetteer) == Choice(None, 0.0, 0.0, (), "No place named Qwertane is in the gazetteer.")


def test_namesakes_with_nothing_to_choose_between_them_are_given_as_candidates(gazetteer):
    got = chosen("Marassé", gazetteer)
    assert got.place is None
    assert {each.place_id for each in got.following} == {"XX010104", "XX010201"}
    assert got.reason == "2 places may be meant by Marassé, and the report says too little to choose between them."


def test_the_answer_names_what_decided_and_leaves_the_other_as_next(gazetteer):
    got = chosen("Marassé", gazetteer, Context(areas=area_keys("Ombrassa")))
    assert got.place is not None
    assert got.place.id == "XX010201"
    assert [each.place_id for each in got.following] == ["XX010104"]
    assert got.reason == ("Marassé: Marassé is named so; the report names its area; 1 other place is less likely.")


def test_what_speaks_against_the_answer_is_said(gazetteer):
    context = Context(admin1=area_keys("Sudane"), place_ids=frozenset({"XX010102"}))
    got = chosen("Tébirou", gazetteer, context)
    assert "but it lies in Nordane, which is not the stated area" in got.reason


def test_a_place_field_is_answered_where_a_text_is_not(gazetteer):
    text, field = (
        chosen("Marassé", gazetteer, least_probability=least) for least in (LEAST_PROBABILITY, LEAST_PROBABILITY_STATED)
    )
    assert text.place is None
    assert field.place is not None
    assert field.probability == pytest.approx(text.following[0].score)


@given(NAMES, CONTEXTS, st.randoms(use_true_random=False))
def test_the_order_of_candidates_changes_nothing(gazetteer, name, context, shuffler: random.Random):
    found = candidates_of(name, gazetteer)
    forward = choose(name, found, "any", gazetteer, context)
    assert choose(name, shuffler.sample(found, len(found)), "any", gazetteer, context) == forward


@given(NAMES, CONTEXTS, st.sampled_from((0.0, LEAST_PROBABILITY_STATED, LEAST_PROBABILITY)))
def test_an_answer_is_likely_enough_and_likelier_than_the_next(gazetteer, name, context, least):
    got = chosen(name, gazetteer, context, least_probability=least)
    shares = [each.score for each in got.following]
    assert len(shares) <= 2
    assert shares == sorted(shares, reverse=True)
    assert got.probability + sum(shares) <= 1 + 0.002, "but for rounding to three digits"
    if got.place is None:
        assert (got.probability, got.radius_km) == (0, 0)
        assert max(shares, default=0) <= max(least, 0.0) + 0.001
    else:
        assert got.probability >= max([round(least, 3), *shares])
        assert got.place.id not in {each.place_id for each in got.following}


@pytest.mark.parametrize("feature_code", CODES)
@given(st.floats(0, 1), st.floats(0, 1))
def test_a_surer_answer_never_has_a_larger_radius(feature_code, left, right):
    unsure, sure = sorted((left, right))
    assert radius_of(scored(feature_code), sure) <= radius_of(scored(feature_code), unsure)


@pytest.mark.parametrize("feature_code", CODES)
@given(st.floats(0, 1))
def test_a_radius_covers_the_place_itself(feature_code, probability):
    extent = 1.0 if feature_code == "PPL" else radius_km(feature_code)
    assert radius_of(scored(feature_code), probability) >= extent


def test_a_seat_is_a_town_whatever_its_code():
    assert radius_of(scored("PPL", "seat"), 1.0) == 5.0
    assert radius_of(scored("PPL"), 1.0) == 1.0
