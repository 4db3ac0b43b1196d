import pytest

from nlp.gazetteer.build import build_gazetteer
from nlp.gazetteer.store import name_key, open_gazetteer
from nlp.places.correcting import names_in, resolve_corrected, surroundings
from nlp.places.found import FoundPlace, PlaceLabel
from nlp.places.resolve import resolve_places
from schemas.geography import Position
from schemas.report import StatedPlace
from tests.factories import make_report
from tests.nlp.invented import PLACES
from tests.nlp.places.test_corrections import correction

TEXT = "Women of Marassé fled to Balle; at Qwertane they were turned back, and Marassé was looted."
BALLE = StatedPlace(name="Balle", latitude=3.2, longitude=1.2)


@pytest.fixture
def gazetteer(tmp_path):
    return open_gazetteer(build_gazetteer(PLACES, tmp_path / "gazetteer.sqlite"))


def report(text=TEXT, stated=(), **fields):
    return make_report("another", text=text, stated_places=stated, country=None, **fields)


def found(text, name, occurrence=0):
    start = [index for index in range(len(text)) if text.startswith(name, index)][occurrence]
    label: PlaceLabel = "GAZETTEER" if any(name == place.name for place in PLACES) else "UNKNOWN"
    return FoundPlace(
        text=name, name=name, start=start, end=start + len(name), label=label, names=(name_key(name),),
        place_class="any",
    )  # fmt: skip


def answers(gazetteer, *corrections, text=TEXT, mentions=None, stated=()):
    if mentions is None:
        mentions = [found(text, "Marassé"), found(text, "Balle"), found(text, "Qwertane"), found(text, "Marassé", 1)]
    return resolve_corrected(report(text, stated), mentions, gazetteer, corrections)


def test_without_a_correction_that_names_it_nothing_changes(gazetteer):
    mentions = [found(TEXT, "Marassé"), found(TEXT, "Balle")]
    plain = resolve_places(report(), mentions, gazetteer)
    assert resolve_corrected(report(), mentions, gazetteer, ()) == plain
    assert resolve_corrected(report(), mentions, gazetteer, [correction(name="Tébirou")]) == plain
    assert resolve_corrected(report(), mentions, gazetteer, [correction(latitude=5.1)]) == plain  # far from Balle


def test_every_mention_of_the_name_is_what_the_analyst_said(gazetteer):
    mentions, _, _ = answers(gazetteer, correction(place_id=None, latitude=3.15, longitude=1.15))
    assert [each.text for each in mentions] == ["Marassé", "Balle", "Qwertane", "Marassé"]
    assert [each.latitude for each in mentions if each.text == "Marassé"] == [3.15, 3.15]
    assert all(TEXT[each.start : each.end] == each.text for each in mentions)


def test_a_name_that_was_not_found_as_a_place_is_placed_where_it_stands_with_a_capital(gazetteer):
    point = correction(name="Grand Puits", place_id=None)
    text = "At the Grand Puits they waited. The grand puits was dry. Grand-Puits, Balle."
    mentions, _, _ = answers(gazetteer, point, text=text, mentions=[found(text, "Balle")])
    assert [(each.text, each.place_id, each.latitude) for each in mentions] == [
        ("Grand Puits", None, 3.1),
        ("Grand-Puits", None, 3.1),
        ("Balle", "XX010202", 3.2),
    ]


def test_a_name_inside_another_place_s_name_is_left_alone(gazetteer):
    text = "At Saint-Ovril they waited."
    ovril = correction(name="Ovril", place_id=None)
    mentions, _, _ = answers(gazetteer, ovril, text=text, mentions=[found(text, "Saint-Ovril")])
    assert [each.text for each in mentions] == ["Saint-Ovril"]


def test_a_name_that_is_no_place_is_left_out(gazetteer):
    nowhere = correction(name="Qwertane", place_id=None, latitude=None, longitude=None)
    mentions, _, _ = answers(gazetteer, nowhere)
    assert "Qwertane" not in {each.text for each in mentions}
    assert len(mentions) == 3


def test_a_place_field_and_a_mention_of_one_name_are_both_corrected(gazetteer):
    qwertane = correction(name="Qwertane", place_id="XX010201")
    text = "In Qwertane they waited."
    mentions, (place,), unplaced = answers(
        gazetteer, qwertane, text=text, mentions=[found(text, "Qwertane")], stated=(StatedPlace(name="QWERTANE"),)
    )
    assert (place.place_id, place.radius_km, mentions[0].radius_km, unplaced) == ("XX010201", 2.0, 2.0, ())


def test_a_field_with_a_position_of_its_own_is_corrected_in_the_very_report_alone(gazetteer):
    elsewhere = StatedPlace(name="Marassé", latitude=3.5, longitude=1.5)
    here = correction(report_id=report().report_id)
    _, (kept,), _ = answers(gazetteer, correction(), stated=(elsewhere,))
    _, (corrected,), _ = answers(gazetteer, here, stated=(elsewhere,))
    assert (kept.latitude, corrected.latitude) == (3.5, 3.1)


def test_the_area_beside_a_field_that_is_no_place_stands_for_it(gazetteer):
    nowhere = correction(name="Bureau", place_id=None, latitude=None, longitude=None)
    field = StatedPlace(name="Bureau", admin1="Nordane", admin2="Ombrassa")
    _, (place,), unplaced = answers(gazetteer, nowhere, stated=(field,))
    assert (place.place_id, unplaced) == ("XX0102", ())
    assert answers(gazetteer, nowhere, stated=(StatedPlace(name="Bureau"),)).stated == ()


def test_a_field_that_cannot_be_placed_is_told(gazetteer):
    fields = (StatedPlace(name="Qwertane", admin2="Ombrassa"), StatedPlace(name="Balle"), StatedPlace(grid="31N"))
    unplaced = resolve_corrected(report(stated=fields), [], gazetteer, ()).unplaced
    assert [(each.text, each.evidence) for each in unplaced] == [("Qwertane", "place_field")]


def test_the_name_s_own_wrong_place_does_not_stand_against_its_correction(gazetteer):
    far = correction(name="Tébirou", place_id=None, latitude=9.0, longitude=9.0, areas=())
    text = "At Tébirou they waited."
    mentions, _, _ = answers(gazetteer, far, text=text, mentions=[found(text, "Tébirou")])
    assert mentions[0].latitude == 9.0


def test_another_certain_place_stands_against_it(gazetteer):
    far = correction(place_id=None, latitude=9.0, longitude=9.0, areas=())
    mentions, _, _ = answers(gazetteer, far, stated=(BALLE,))
    assert 9.0 not in {each.latitude for each in mentions}


def test_the_order_of_mentions_changes_nothing(gazetteer):
    mentions = [found(TEXT, "Marassé"), found(TEXT, "Balle"), found(TEXT, "Qwertane"), found(TEXT, "Marassé", 1)]
    forward = answers(gazetteer, correction(), mentions=mentions)
    assert answers(gazetteer, correction(), mentions=mentions[::-1]).mentions == forward.mentions


def test_surroundings_are_areas_of_two_levels_and_certain_places(gazetteer):
    fields = (BALLE, StatedPlace(name="Ombrassa"), StatedPlace(name="Marassé", admin2="Kalouvé"))
    resolved = resolve_places(report(stated=fields), [], gazetteer)
    around = surroundings(report(stated=fields), resolved.mentions, resolved.stated, gazetteer)
    assert around.areas == {"Ombrassa", "Kalouvé"}
    assert Position(3.2, 1.2) in {Position(place.latitude, place.longitude) for place in around.anchors}
    assert Position(3.0, 1.0) not in {Position(place.latitude, place.longitude) for place in around.anchors}


@pytest.mark.parametrize(
    ("name", "named"),
    [("MARASSE", True), ("Balle", True), ("Bal", False), ("at Qwertane", True), ("", False), ("Ombrassa", True)],
)
def test_a_report_names_what_stands_in_its_text_or_place_fields(name, named):
    both = report(stated=(StatedPlace(name="Ombrassa"), StatedPlace()))
    assert names_in(both, [name, "Nowhere"]) == ({name_key(name)} if named else set())
