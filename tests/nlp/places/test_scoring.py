"""How well a candidate fits what the report says."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.gazetteer.build import mission_gazetteer
from nlp.gazetteer.spelling import spelling_key
from nlp.gazetteer.store import Gazetteer, open_gazetteer
from nlp.places.candidates import LIKENESSES, Candidate, area_keys, candidates_of
from nlp.places.scoring import WEIGHTS, Context, Scored, keys_of_country, score, spots
from schemas.geography import Position
from schemas.mission import Place
from tests.nlp.invented import PLACES, place

NOWHERE = Context()
BY_ID = {each.id: each for each in PLACES}
BITS = st.floats(-400, 400)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    keys_of_country("XX")  # reads the countries, once in a process
    return open_gazetteer(mission_gazetteer(PLACES))


def names(scored: Scored) -> set[str]:
    return {name for name, times in scored.comparisons if times}


def scored_in(context: Context, gazetteer: Gazetteer, place_id: str = "XX010102", **how: object) -> Scored:
    known = BY_ID[place_id]
    return score(Candidate(known, "same"), how.get("place_class", "any"), context, gazetteer)  # type: ignore[arg-type]  # a name of a class


def scored_at(latitude: float, bits: float, id: str, **fields: object) -> Scored:
    known = Place(id=id, name=id, feature_code="PPL", latitude=latitude, longitude=0, country="XX")
    return Scored(Candidate(known.model_copy(update=fields), "same"), (), bits)


def test_bits_are_the_sum_of_the_weights(gazetteer):
    """A town with one name and no people, 0 km from an anchor, in the area and country stated."""
    context = Context(anchors=(BY_ID["XX010103"],), admin1=area_keys("Nordane"), country="XX")
    got = score(Candidate(BY_ID["XX010103"], "same"), "populated", context, gazetteer)
    expected = ("same", "admin1_agrees", "kind_fits", "anchor_25_km")
    assert names(got) == set(expected)
    assert got.bits == pytest.approx(sum(WEIGHTS[name] for name in expected))


@given(st.lists(st.floats(0.0, 20.0), min_size=2, max_size=6))
def test_a_nearer_candidate_never_scores_less(gazetteer, degrees):
    found = [
        score(Candidate(place("P", "P", at=(each, 0.0)), "same"), "any", Context(anchors=(Position(0, 0),)), gazetteer)
        for each in sorted(degrees)
    ]
    assert all(nearer.bits >= farther.bits for nearer, farther in pairwise(found))


@given(st.permutations((Position(2, 1), Position(3, 1), Position(9, 9))))
def test_the_order_of_anchors_changes_nothing(gazetteer, anchors):
    forward = scored_in(Context(anchors=(Position(2, 1), Position(3, 1), Position(9, 9))), gazetteer)
    assert scored_in(Context(anchors=tuple(anchors)), gazetteer) == forward


def test_of_inexact_names_the_more_alike_scores_more(gazetteer):
    bits = {each: score(Candidate(PLACES[0], each), "any", NOWHERE, gazetteer).bits for each in LIKENESSES}
    assert max(bits, key=lambda each: bits[each]) == "same"
    assert bits["spelling"] > bits["edit"] > bits["consonants"]


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_more_people_never_score_less(gazetteer, left, right):
    fewer, more = (
        score(Candidate(place("P", "P", population=people), "same"), "any", NOWHERE, gazetteer)
        for people in sorted((left, right))
    )
    assert fewer.bits <= more.bits


@pytest.mark.parametrize(
    ("context", "comparison"),
    [
        (Context(admin1=area_keys("Nordane Province")), "admin1_agrees"),
        (Context(admin1=area_keys("Sudane")), "admin1_contradicts"),
        (Context(areas=area_keys("Kalouvé")), "admin2_agrees"),
        (Context(area_behind=area_keys("Nordane")), "area_behind_agrees"),
        (Context(countries=frozenset({"XX"})), "country_named"),
        (Context(countries=frozenset({"YY"})), "country_unnamed"),
        (Context(country="YY"), "country_contradicts"),
        (Context(place_ids=frozenset({"XX010102"})), "stated_elsewhere"),
        (Context(anchors=(Position(2.1, 1.1),)), "anchor_25_km"),
        (Context(anchors=(Position(2.7, 1.1),)), "anchor_100_km"),
        (Context(anchors=(Position(4.0, 1.1),)), "anchor_300_km"),
        (Context(anchors=(Position(40.0, 1.1), Position(-40.0, 1.1))), "anchor_far"),
    ],
)
def test_what_the_report_says_is_compared(context, comparison, gazetteer):
    known = BY_ID["XX010102"].model_copy(update={"country": "XX"})
    plain = score(Candidate(known, "same"), "any", NOWHERE, gazetteer)
    got = score(Candidate(known, "same"), "any", context, gazetteer)
    assert names(got) - names(plain) == {comparison}
    assert got.bits - plain.bits == pytest.approx(WEIGHTS[comparison])


def test_the_country_behind_a_name_counts_as_its_area(gazetteer):
    village = place("P", "Solune", country="CF")
    context = Context(area_behind=frozenset({spelling_key("republique centrafricaine")}))
    assert "area_behind_agrees" in names(score(Candidate(village, "same"), "any", context, gazetteer))


def test_in_a_place_field_all_names_of_a_place_are_alike(gazetteer):
    other = Candidate(BY_ID["XX010102"], "other_name")
    assert score(other, "any", Context(is_field=True), gazetteer).bits > score(other, "any", NOWHERE, gazetteer).bits


def test_a_place_field_asks_for_no_state(gazetteer):
    state = Candidate(place("P", "Solune", "ADM1"), "same")
    assert "first_level" not in names(score(state, "any", Context(is_field=True), gazetteer))


def test_what_is_not_known_of_a_place_contradicts_nothing(gazetteer):
    bare = place("P", "Solune")
    context = Context(
        admin1=area_keys("Sudane"), areas=area_keys("Sudane"), area_behind=area_keys("Sudane"), country="YY",
        countries=frozenset({"YY"}),
    )  # fmt: skip
    assert score(Candidate(bare, "same"), "any", context, gazetteer) == score(
        Candidate(bare, "same"), "any", NOWHERE, gazetteer
    )


def test_an_area_is_known_by_all_its_names():
    """The place has the area's first name beside it, the report the area's second."""
    area = place("XX05", "Vestane", "ADM1", country="XX", admin1="Vestane", alternate_names=("Marches d'Orvil",))
    village = place("XX050101", "Solune", country="XX", admin1="Vestane")
    gazetteer = open_gazetteer(mission_gazetteer((area, village)))
    context = Context(admin1=area_keys("Marches d'Orvil"))
    assert "admin1_agrees" in names(score(Candidate(village, "same"), "any", context, gazetteer))


@pytest.mark.parametrize(
    ("place_id", "place_class", "comparison"),
    [
        ("XX010102", "populated", "kind_fits"),
        ("XX010102", "admin1", "kind_misfits"),
        ("XX01", "admin1", "kind_fits"),
        ("XX0101", "populated", "kind_misfits"),
        ("XX010102", "any", "settled"),
    ],
)
def test_kinds_are_compared_with_what_the_text_says(place_id, place_class, comparison, gazetteer):
    assert comparison in names(scored_in(NOWHERE, gazetteer, place_id, place_class=place_class))


@pytest.mark.parametrize(
    ("feature_code", "comparison"),
    [("PPLX", "quarter"), ("STM", "natural"), ("ADM1", "first_level"), ("ADM2", None), ("PCLI", "country")],
)
def test_without_a_word_of_kind_settlements_are_likeliest(feature_code, comparison, gazetteer):
    got = score(Candidate(place("P", "Solune", feature_code), "same"), "any", NOWHERE, gazetteer)
    assert names(got) == {"same"} | ({comparison} if comparison else set())


@pytest.mark.parametrize(
    ("fields", "is_seat"),
    [
        ({"feature_code": "PPLA2"}, True),
        ({"feature_code": "PPLC"}, True),
        ({"feature_code": "PPL", "admin2": "Sollune"}, True),
        ({"feature_code": "PPL", "admin1": "Nordane"}, False),
        ({"feature_code": "ADM2", "admin2": "Solune"}, False),
    ],
)
def test_a_seat_is_told_by_its_code_or_by_the_name_of_its_area(fields, is_seat, gazetteer):
    known = place("P", "Solune").model_copy(update=fields)
    assert ("seat" in names(score(Candidate(known, "same"), "any", NOWHERE, gazetteer))) == is_seat


def test_chance_likenesses_count_for_more_where_names_are_few(gazetteer):
    alike = score(Candidate(PLACES[0], "edit"), "any", NOWHERE, gazetteer)
    same = score(Candidate(PLACES[0], "same"), "any", NOWHERE, gazetteer)
    assert dict(alike.comparisons)["few_names"] > 5
    assert dict(same.comparisons)["few_names"] == 0


def test_two_equal_spots_far_apart_and_none_share_by_hand():
    """Odds 4, 4 and 1 for none of them."""
    found = spots([scored_at(0, 2.0, "A"), scored_at(10, 2.0, "B")])
    assert [each.best.place.id for each in found] == ["A", "B"]
    assert [each.probability for each in found] == [pytest.approx(4 / 9)] * 2


@pytest.mark.parametrize(("apart_degrees", "count"), [(0.04, 1), (0.05, 2)])
def test_candidates_within_five_km_are_one_spot(apart_degrees, count):
    """A degree of latitude has 111 km."""
    assert len(spots([scored_at(0, 2.0, "A"), scored_at(apart_degrees, 1.0, "B")])) == count


def test_a_town_and_the_district_named_after_it_are_one_spot():
    town = scored_at(0, 3.0, "T", name="Kalouvé", admin2="Kalouvé")
    district = scored_at(1, 2.0, "D", name="Kalouvé District", feature_code="ADM2", admin2="Kalouvé")
    (spot,) = spots([district, town])
    assert [each.place.id for each in spot.members] == ["T", "D"]
    assert spot.probability == pytest.approx(8 / 9)


@given(st.lists(st.tuples(st.floats(-80, 80), BITS), max_size=12))
def test_probabilities_sum_to_at_most_one_best_first(rows):
    found = spots([scored_at(at, bits, f"P{number}") for number, (at, bits) in enumerate(rows)])
    shares = [each.probability for each in found]
    assert sum(shares) <= 1 + 1e-9
    assert all(0 <= share <= 1 for share in shares)
    assert shares == sorted(shares, reverse=True)
    assert sum(len(each.members) for each in found) == len(rows)


@given(st.lists(st.tuples(st.floats(-80, 80), BITS), max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_candidates_changes_no_spot(rows, shuffler: random.Random):
    forward = [scored_at(at, bits, f"P{number}") for number, (at, bits) in enumerate(rows)]
    assert spots(shuffler.sample(forward, len(forward))) == spots(forward)


@given(BITS, st.floats(0, 50), BITS)
def test_what_speaks_for_a_candidate_never_makes_it_less_likely(bits, more, other):
    def share(mine: float) -> float:
        found = spots([scored_at(0, mine, "A"), scored_at(10, other, "B")])
        return next(each.probability for each in found if each.best.place.id == "A")

    assert share(bits) <= share(bits + more) + 1e-12


def test_of_namesakes_the_one_beside_the_anchor_comes_first(gazetteer):
    for anchor, expected in (("XX010102", "XX010104"), ("XX010202", "XX010201")):
        context = Context(anchors=(BY_ID[anchor],))
        ranked = spots([score(each, "any", context, gazetteer) for each in candidates_of("Marassé", gazetteer)])
        assert ranked[0].best.place.id == expected
