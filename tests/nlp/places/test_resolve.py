import pytest

from nlp.gazetteer.build import build_gazetteer
from nlp.gazetteer.store import open_gazetteer
from nlp.places.found import FoundPlace, PlaceLabel
from nlp.places.resolve import resolve_places
from nlp.places.words import PlaceClass
from schemas.report import StatedPlace
from tests.factories import make_report
from tests.nlp.invented import PLACES


@pytest.fixture
def gazetteer(tmp_path):
    return open_gazetteer(build_gazetteer(PLACES, tmp_path / "gazetteer.sqlite"))


def found(text: str, *names: str, label: PlaceLabel = "GAZETTEER", place_class: PlaceClass = "any") -> FoundPlace:
    return FoundPlace(text, text, 0, len(text), label, names, place_class)


def resolved(gazetteer, *mentions, stated=()):
    return resolve_places(make_report(stated_places=stated), mentions, gazetteer)[:2]


def test_a_name_that_one_place_bears_is_that_place(gazetteer):
    ((mention,), _) = resolved(gazetteer, found("Tébirou", "tebirou"))
    assert (mention.place_id, mention.radius_km) == ("XX010102", 1)
    assert "only place" in mention.reason


def test_namesakes_stay_unplaced_without_a_hint(gazetteer):
    ((mention,), _) = resolved(gazetteer, found("Marassé", "marasse"))
    assert (mention.place_id, mention.latitude, mention.score) == (None, None, 0)
    assert "2 places" in mention.reason


@pytest.mark.parametrize(
    ("hint", "expected"), [("Ombrassa", "XX010201"), ("Tébirou", "XX010104"), ("Balle", "XX010201")]
)
def test_another_place_of_the_text_decides_between_namesakes(gazetteer, hint, expected):
    mentions, _ = resolved(gazetteer, found("Marassé", "marasse"), found(hint, hint.lower().replace("é", "e")))
    assert mentions[0].place_id == expected


def test_a_stated_area_decides_between_namesakes(gazetteer):
    _, (place,) = resolved(gazetteer, stated=(StatedPlace(name="Marasse", admin2="Ombrassa"),))
    assert place.place_id == "XX010201"


def test_type_words_tell_the_district_from_the_town(gazetteer):
    ((district, town), _) = resolved(
        gazetteer, found("Kalouvé", "kalouve", place_class="admin2"), found("Kalouvé", "kalouve")
    )
    assert (district.place_id, town.place_id) == ("XX0101", "XX010101")


def test_a_code_goes_before_the_name(gazetteer):
    _, (place,) = resolved(gazetteer, stated=(StatedPlace(name="Tébirou", pcode="xx010101"),))
    assert place.place_id == "XX010101"


def test_coordinates_take_the_known_place_beside_them(gazetteer):
    _, (place,) = resolved(gazetteer, stated=(StatedPlace(latitude=2.101, longitude=1.101),))
    assert place.place_id == "XX010102"


def test_coordinates_far_from_all_places_stay_a_point(gazetteer):
    _, (place,) = resolved(gazetteer, stated=(StatedPlace(latitude=40.0, longitude=1.0),))
    assert (place.place_id, place.latitude, place.radius_km) == (None, 40.0, 1)


def test_a_grid_is_a_position(gazetteer):
    import mgrs

    grid = mgrs.MGRS().toMGRS(2.1, 1.1)
    _, (place,) = resolved(gazetteer, stated=(StatedPlace(grid=f"{grid[:3]} {grid[3:5]} {grid[5:10]} {grid[10:]}"),))
    assert place.place_id == "XX010102"


def test_an_unreadable_grid_and_an_unknown_name_give_no_place(gazetteer):
    _, places = resolved(gazetteer, stated=(StatedPlace(grid="99ZZZ1"), StatedPlace(name="Qwertane"), StatedPlace()))
    assert places == ()


def test_a_misspelt_name_says_so(gazetteer):
    ((mention,), _) = resolved(gazetteer, found("Tebirru", "tebirou", "tebiru", label="SIMILAR"))
    assert mention.place_id == "XX010102"
    assert mention.score < 0.99
    assert "another spelling" in mention.reason


def test_the_order_of_mentions_changes_nothing(gazetteer):
    mentions = (found("Marassé", "marasse"), found("Tébirou", "tebirou"), found("Kalouvé", "kalouve"))
    forward, _ = resolved(gazetteer, *mentions)
    backward, _ = resolved(gazetteer, *reversed(mentions))
    assert forward == tuple(reversed(backward))


def test_no_name_confirms_itself(gazetteer):
    """One place bears the name; that it was read before is no further evidence."""
    ((once,), _) = resolved(gazetteer, found("Tébirou", "tebirou"))
    mentions, _ = resolved(gazetteer, found("Tébirou", "tebirou"), found("Tébirou", "tebirou"))
    assert {each.score for each in mentions} == {once.score}
    assert "elsewhere" not in once.reason


def test_the_area_behind_a_name_decides_between_namesakes(gazetteer):
    name = found("Marassé", "marasse")._replace(area_behind=("ombrassa",))
    ((mention,), _) = resolved(gazetteer, name)
    assert mention.place_id == "XX010201"
    assert "puts it in its area" in mention.reason
