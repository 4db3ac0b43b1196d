import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.gazetteer.build import build_gazetteer, mission_gazetteer
from nlp.gazetteer.store import name_key, open_gazetteer
from schemas.errors import ConfigurationError
from schemas.geography import Position, distance_km
from schemas.mission import Place
from tests.nlp.invented import PLACES, place


@pytest.fixture
def gazetteer(tmp_path):
    return open_gazetteer(build_gazetteer(PLACES, tmp_path / "gazetteer.sqlite"))


@pytest.mark.parametrize("name", ["Tébirou", "TEBIROU", "tebiru", "Saint Ovril", "saint-ovril", "Saint‑Ovril"])
def test_all_spellings_lead_to_the_place(gazetteer, name):
    assert len(gazetteer.places_named(name_key(name))) == 1


def test_names_are_listed_by_first_word(gazetteer):
    assert gazetteer.names_from("saint").names == {"saint ovril"}
    assert gazetteer.names_from("saint").longest_words == 2
    assert gazetteer.names_from("nowhere") is None


def test_a_namesake_gives_both(gazetteer):
    assert [each.id for each in gazetteer.places_named("marasse")] == ["XX010104", "XX010201"]


@pytest.mark.parametrize(
    ("written", "meant"), [("tebiruo", "tebiru"), ("tebrou", "tebirou"), ("saint ovrile", "saint ovril")]
)
def test_a_misspelling_finds_the_nearest_name(gazetteer, written, meant):
    assert meant in gazetteer.similar_names(written)


@pytest.mark.parametrize("written", ["bal", "zzzzzzz", "tabourat"])
def test_what_is_far_or_short_finds_nothing(gazetteer, written):
    assert gazetteer.similar_names(written) == ()


def test_ordinary_words_are_known(gazetteer):
    assert gazetteer.is_ordinary("balle")
    assert not gazetteer.is_ordinary("tebirou")


def test_places_near_come_nearest_first(gazetteer):
    near = gazetteer.places_near(2.1, 1.1, 20)
    assert near[0][1].id == "XX010102"
    assert [distance for distance, _ in near] == sorted(distance for distance, _ in near)
    assert all(distance <= 20 for distance, _ in near)


def test_a_code_finds_its_place(gazetteer):
    assert gazetteer.place_of_pcode("XX010101").name == "Kalouvé"
    assert gazetteer.place_of_pcode("XX99") is None


def test_the_version_depends_on_the_places_alone(tmp_path, gazetteer):
    again = open_gazetteer(build_gazetteer(reversed(PLACES), tmp_path / "again.sqlite"))
    more = open_gazetteer(build_gazetteer([*PLACES, place("XX9", "Ulvora")], tmp_path / "more.sqlite"))
    assert again.version == gazetteer.version != more.version


def test_a_gazetteer_that_is_written_anew_is_read_anew(tmp_path):
    path = build_gazetteer(PLACES, tmp_path / "gazetteer.sqlite")
    before = open_gazetteer(path)
    assert open_gazetteer(path) is before
    build_gazetteer([*PLACES, place("XX9", "Ulvora")], path)
    assert [each.id for each in open_gazetteer(path).places_named("ulvora")] == ["XX9"]


def test_no_gazetteer_is_said_with_the_mend(tmp_path):
    with pytest.raises(ConfigurationError, match="gazetteer load"):
        open_gazetteer(tmp_path / "absent.sqlite")


@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=20),
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    st.floats(1, 500),
)
def test_places_near_are_those_of_a_search_through_all(points, middle, within_km):
    places = tuple(
        Place(id=f"p{number}", name="Alpha", feature_code="PPL", latitude=latitude, longitude=longitude)
        for number, (latitude, longitude) in enumerate([*points, (middle[0], -middle[1]), middle])
    )
    found = open_gazetteer(mission_gazetteer(places)).places_near(middle[0], middle[1], within_km)
    expected = {place.id for place in places if distance_km(Position(middle[0], middle[1]), place) <= within_km}
    assert {place.id for _, place in found} == expected
