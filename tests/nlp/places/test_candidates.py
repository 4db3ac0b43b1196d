"""The candidates of a written name, and how like the name each is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.gazetteer.build import mission_gazetteer
from nlp.gazetteer.store import Gazetteer, name_key, names_of, open_gazetteer
from nlp.places.candidates import LIKENESSES, all_area_keys, area_keys, candidates_of, likeness_of, named_so, wordings
from tests.nlp.invented import PLACES, place

NAMES = st.text(alphabet="aeioubdgkmnrstz ", min_size=1, max_size=14).filter(str.strip)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(mission_gazetteer(PLACES))


def ids(name: str, gazetteer: Gazetteer) -> dict[str, str]:
    return {each.place.id: each.likeness for each in candidates_of(name, gazetteer)}


@pytest.mark.parametrize(
    ("name", "read_as"),
    [
        ("Tébirou", ("tebirou",)),
        ("Tébirou village", ("tebirou village", "tebirou")),
        ("Tébirou / Marassé", ("tebirou marasse", "tebirou", "marasse")),
        (
            "Tébirou (Kalouvé district)",
            ("tebirou kalouve district", "tebirou kalouve", "tebirou", "kalouve district", "kalouve"),
        ),
        ("Tébirou or Marassé", ("tebirou or marasse", "tebirou", "marasse")),
        ("Village", ("village",)),
        ("  ", ()),
    ],
)
def test_a_name_is_read_whole_without_type_words_and_in_parts(name, read_as):
    assert wordings(name) == read_as


@pytest.mark.parametrize(
    ("written", "name", "likeness"),
    [
        ("tebirou", "tebirou", "same"),
        ("al tebirou", "tebirou", "articles"),
        ("tebbiru", "tebirou", "spelling"),
        ("tebirou tasha", "tebirou", "part"),
        ("old tebirou", "tebirou", "part"),
        ("tebipou", "tebirou", "edit"),
        ("tibaro", "tebirou", "consonants"),
        ("ombrassa", "tebirou", "part"),
    ],
)
def test_likeness_is_the_best_level_that_holds(written, name, likeness):
    assert likeness_of(written, name) == likeness


@given(NAMES)
def test_every_name_is_most_like_itself(name):
    assert likeness_of(name, name) == LIKENESSES[0]


@given(NAMES, NAMES)
def test_likeness_is_the_same_both_ways_but_for_parts(left, right):
    levels = {likeness_of(left, right), likeness_of(right, left)}
    assert len(levels) == 1 or "part" in levels


@pytest.mark.parametrize("known", PLACES, ids=lambda known: known.id)
def test_every_place_is_a_candidate_of_each_of_its_names(known, gazetteer):
    for name in (known.name, *known.alternate_names):
        expected = "same" if name_key(name) == name_key(known.name) else "other_name"
        assert ids(name, gazetteer)[known.id] == expected
        assert ids(f"village of {name}", gazetteer)[known.id] == expected
        assert ids(name.upper(), gazetteer)[known.id] == expected


def test_a_main_name_in_another_script_makes_no_name_a_second_one():
    known = place("XX05", "تبيرو", alternate_names=("Tebirou",))
    assert ids("Tebirou", open_gazetteer(mission_gazetteer((known,)))) == {"XX05": "same"}


def test_a_country_is_never_a_misspelt_name():
    gazetteer = open_gazetteer(mission_gazetteer((place("XX", "Ovrilie", "PCLI"),)))
    assert ids("Ovrilia", gazetteer) == {}
    assert named_so(("ovrilie",), "Ovrilia", gazetteer) == ()


def test_both_sides_of_a_stroke_are_candidates(gazetteer):
    found = ids("Tébirou / Balle", gazetteer)
    assert found["XX010102"] == found["XX010202"] == "same"


def test_the_best_likeness_of_a_place_counts(gazetteer):
    """`Tebiru` is the place's second name, and another spelling of its first."""
    assert ids("Tebiru", gazetteer)["XX010102"] == "other_name"


@pytest.mark.parametrize("name", ["Qwertane", "", "   ", "?!", "12"])
def test_a_name_unlike_all_others_has_no_candidate(name, gazetteer):
    assert candidates_of(name, gazetteer) == ()


@given(name=NAMES)
def test_candidates_come_once_each_in_order_of_likeness_and_id(name, gazetteer):
    found = candidates_of(name, gazetteer)
    order = [(LIKENESSES.index(each.likeness), each.place.id) for each in found]
    assert order == sorted(order)
    assert len({id for _, id in order}) == len(order)


@given(seed=st.permutations(PLACES), name=st.sampled_from(("Marassé", "Tebirru", "Kalouve town", "Saint Ovril")))
def test_the_order_of_the_gazetteer_changes_no_candidate(seed, name, gazetteer):
    shuffled = open_gazetteer(mission_gazetteer(tuple(seed)))
    assert candidates_of(name, shuffled) == candidates_of(name, gazetteer)


def test_what_bears_the_names_found_is_compared_to_the_text(gazetteer):
    found = {each.place.id: each.likeness for each in named_so(("tebirou", "marasse"), "Tébirou", gazetteer)}
    assert found == {"XX010102": "same", "XX010104": "part", "XX010201": "part"}
    assert named_so((), "Tébirou", gazetteer) == ()


def test_place_names_in_the_store_are_those_of_the_places(gazetteer):
    for known in PLACES:
        for folded in names_of(known):
            assert known in [each.place for each in named_so((folded,), folded, gazetteer)]


@pytest.mark.parametrize("other", ["Nordane Province", "province de Nordane", "NORDANE", "Nordanne"])
def test_areas_meet_however_they_are_written(other):
    assert area_keys("Nordane") & area_keys(other)


def test_areas_of_other_names_do_not_meet():
    assert not area_keys("Nordane") & area_keys("Ombrassa")


def test_all_names_of_an_area_give_keys():
    area = place("XX02", "Sudane", "ADM1", alternate_names=("Marches du Sud",))
    assert area_keys("Sudane") | area_keys("Marches du Sud") == all_area_keys(area)
