import pytest

from nlp.gazetteer.build import build_gazetteer
from nlp.gazetteer.store import open_gazetteer
from nlp.places.corrections import corrected_place, find_correction, is_told_to_all
from schemas.annotation import EventPlace
from schemas.corrections import Correction
from schemas.geography import Position
from schemas.protection import ANALYST, PARTNER, PROTECTED, Audience, Level
from tests.factories import make_provenance, make_report, report_id_of
from tests.nlp.invented import PLACES

HERE = Position(3.1, 1.1)
NEAR = Position(3.6, 1.1)  # 56 km away
FAR = Position(5.1, 1.1)  # 222 km away


def correction(number: int = 1, **fields) -> Correction:
    defaults = {
        "decision_id": f"d{number}", "name": "Marassé", "report_id": report_id_of("corrected"), "topic": "patrol-notes",
        "originator": "TS-ALPHA", "country": "XX", "level": Level.CONFIDENTIAL, "areas": ("Nordane", "Ombrassa"),
        "anchors": ((2.9, 1.0),), "place_id": "XX010201", "latitude": HERE.latitude, "longitude": HERE.longitude,
    }  # fmt: skip
    return Correction(**defaults | fields)


def held(*corrections, name="Marassé", of="another", areas=(), anchors=(), **fields) -> str | None:
    report = make_report(of, **{"country": "XX", **fields})
    found = find_correction(
        name, report=report, areas=frozenset(areas), anchors=anchors, corrections=corrections or [correction()]
    )
    return found.decision_id if found else None


ELSEWHERE = {"originator": "TS-BRAVO"}


@pytest.mark.parametrize(
    ("case", "holds"),
    [
        # the very report, whatever it says
        ({"of": "corrected"}, True),
        ({"of": "corrected", "areas": ["Sudane"], "anchors": [FAR], "country": "YY"}, True),
        ({"of": "corrected", "name": "MARASSE"}, True),
        ({"of": "corrected", "name": "Marassé-Est"}, False),
        ({"of": "corrected", "name": ""}, False),
        # another report: confirmed by an area or by its other places, contradicted by none
        ({"areas": ["Ombrassa"], **ELSEWHERE}, True),
        ({"areas": ["province of OMBRASSA"], **ELSEWHERE}, True),
        ({"areas": ["Nordane", "Kalouvé"], **ELSEWHERE}, True),
        ({"areas": ["Sudane"], **ELSEWHERE}, False),
        ({"areas": ["Sudane"]}, False),
        ({"anchors": [NEAR], **ELSEWHERE}, True),
        ({"anchors": [FAR], **ELSEWHERE}, False),
        ({"anchors": [NEAR, FAR], **ELSEWHERE}, False),
        ({"anchors": [FAR]}, False),
        ({"areas": ["Ombrassa"], "anchors": [FAR], **ELSEWHERE}, False),
        ({"areas": ["Sudane"], "anchors": [NEAR], **ELSEWHERE}, False),
        ({"areas": ["Ombrassa"], "anchors": [NEAR], "country": "YY"}, False),
        ({"areas": ["Ombrassa"], "country": None, **ELSEWHERE}, True),
        # nothing to confirm it: the same topic and originator alone
        ({}, True),
        (ELSEWHERE, False),
        ({"provenance": make_provenance(topic="community-alerts")}, False),
        ({"originator": ""}, False),
        ({"level": Level.UNCLASSIFIED}, True),
        ({"level": Level.STRICTLY_CONFIDENTIAL}, True),
    ],
)
def test_a_correction_holds_where_the_name_stands_in_the_same_context(case, holds):
    assert held(**case) == ("d1" if holds else None)


@pytest.mark.parametrize(("anchors", "holds"), [([Position(2.8, 1.0)], True), ([FAR], False)])
def test_a_name_that_is_no_place_is_known_by_the_places_around_it(anchors, holds):
    nowhere = correction(place_id=None, latitude=None, longitude=None, areas=())
    assert held(nowhere, anchors=anchors, **ELSEWHERE) == ("d1" if holds else None)


def test_a_correction_without_any_context_holds_for_its_own_source_alone():
    bare = correction(areas=(), anchors=(), place_id=None, latitude=None, longitude=None)
    assert held(bare, areas=["Sudane"], anchors=[FAR]) == "d1"
    assert held(bare, areas=["Sudane"], anchors=[FAR], **ELSEWHERE) is None


@pytest.mark.parametrize(
    ("level", "holds"), [(Level.UNCLASSIFIED, False), (Level.CONFIDENTIAL, False), (Level.STRICTLY_CONFIDENTIAL, True)]
)
def test_what_analysts_may_see_learns_nothing_from_a_protected_report(level, holds):
    secret = correction(level=Level.STRICTLY_CONFIDENTIAL)
    assert is_told_to_all(secret, make_report("another", level=level), (ANALYST, PROTECTED)) == holds


def test_what_partners_read_learns_from_a_patrol_note_only_where_a_mission_has_no_partners():
    of_patrol, of_all = correction(audience=Audience.MISSION), make_report("another", audience=Audience.ALL)
    assert is_told_to_all(of_patrol, of_all, (ANALYST, PROTECTED))
    assert not is_told_to_all(of_patrol, of_all, (ANALYST, PROTECTED, PARTNER))
    assert is_told_to_all(of_patrol, make_report("corrected"), (ANALYST, PROTECTED, PARTNER))


def test_the_latest_of_several_wins_and_the_report_s_own_goes_first():
    other = correction(2, place_id="XX010104")
    assert held(correction(1), other) == "d2"
    assert held(other, correction(1)) == "d1"
    assert held(correction(1), correction(2, report_id="elsewhere"), of="corrected") == "d1"
    assert held(correction(1), correction(2), of="corrected") == "d2"


@pytest.fixture
def gazetteer(tmp_path):
    return open_gazetteer(build_gazetteer(PLACES, tmp_path / "gazetteer.sqlite"))


def placed(gazetteer, **fields) -> EventPlace:
    place = corrected_place(correction(**fields), gazetteer)
    assert place is not None
    return place


def test_a_chosen_place_is_the_gazetteer_s(gazetteer):
    place = placed(gazetteer, latitude=3.0, longitude=1.0)
    assert (place.place_id, place.name, place.latitude, place.admin2) == ("XX010201", "Marassé", 3.1, "Ombrassa")
    assert place.reason == "An analyst decided that Marassé is Marassé (decision d1)."


def test_a_chosen_place_that_is_gone_stays_where_it_was(gazetteer):
    place = placed(gazetteer, place_id="gone", called="Marassé Deux")
    assert (place.place_id, place.name, place.latitude, place.radius_km) == ("gone", "Marassé Deux", 3.1, 1.0)


def test_a_position_is_a_point_with_the_name_it_was_given(gazetteer):
    place = placed(gazetteer, place_id=None, called="Old Marassé")
    assert (place.place_id, place.name, place.radius_km) == (None, "Old Marassé", 1.0)
    assert "at 3.1000, 1.1000" in place.reason
    assert placed(gazetteer, place_id=None).name == "Marassé"


def test_a_name_that_is_no_place_has_none(gazetteer):
    assert corrected_place(correction(place_id=None, latitude=None, longitude=None), gazetteer) is None
