from pathlib import Path

import pytest

from products.gaps import coverage_gaps
from products.render import as_text
from schemas.index import Document
from schemas.mission import Base, Mission
from schemas.products import CoverageGaps, PlaceGap
from schemas.protection import PROTECTED, Level
from schemas.report import Contact, StatedPlace
from schemas.source import SourceType
from tests.factories import moment
from tests.products.world import MISSION, at, patrol, told, view_of

BEMI, CONA = StatedPlace(pcode="XX-2"), StatedPlace(pcode="XX-3")


def gaps(folder: Path, *documents: Document, days: int | None = None, **fields) -> CoverageGaps:
    with view_of(folder, documents, **fields) as view:
        return coverage_gaps(view, at_least_days=days)


def gap(made: CoverageGaps, name: str) -> PlaceGap:
    return next(each for each in made.places if each.place == name)


def test_days_signs_and_distance_of_each_place(tmp_path: Path) -> None:
    documents: list[Document] = [
        patrol("a", 20, BEMI),
        told("before", "strangers", 19),
        told("since", "checkpoint", 25),
        told("again", "strangers", 30),
        told("denied", "rape", 31, status="negated"),
    ]
    bemi = gap(gaps(tmp_path, *documents), "Bemi")
    assert (bemi.days_since, bemi.signs_since, bemi.gravest) == (20, 2, 4)
    assert bemi.latest_sign == moment(30).date()
    assert bemi.signs == ("strangers", "checkpoint")
    assert bemi.base is not None
    assert (bemi.base.name, bemi.base.straight_line_km) == ("Alo base", 10.0)


def test_places_visited_of_late_are_left_out_and_new_signs_come_first(tmp_path: Path) -> None:
    documents: list[Document] = [
        patrol("a", 35, BEMI),
        patrol("b", 5, CONA),
        told("c", "strangers", 38, 3),
        told("d", "rape", 38, 4),
    ]
    made = gaps(tmp_path, *documents)
    assert [each.place for each in made.places] == ["Dusso", "Cona", "Alo"]
    assert "Bemi" in {each.place for each in gaps(tmp_path, days=5).places}
    assert made.never_visited == 2


def test_hours_in_which_nobody_looked(tmp_path: Path) -> None:
    old, new = patrol("old", 2, BEMI, hours=23), patrol("new", 20, BEMI)
    made = gaps(tmp_path, old, new)
    assert gap(made, "Bemi").not_looked == ("15:00–06:00",)
    assert gap(made, "Cona").not_looked == ("00:00–24:00",)


def test_no_clinic_is_a_point_and_none_of_its_signs_is_at_a_place(tmp_path: Path) -> None:
    clinic = told("a", "clinic_surge", 39, 3, source_type=SourceType.CLINIC, level=Level.STRICTLY_CONFIDENTIAL)
    night = told("b", "strangers", 39, 1, source_type=SourceType.CLINIC, time_of_day="night")
    made = gaps(tmp_path, clinic, night, profile=PROTECTED)
    assert {each.signs_since for each in made.places} == {0}
    assert made.night_near_bases == ()
    assert "Centre" not in as_text(made, limit=50)


def test_what_the_profile_may_not_see_is_no_visit_and_no_sign(tmp_path: Path) -> None:
    secret = Level.STRICTLY_CONFIDENTIAL
    made = gaps(tmp_path, patrol("a", 39, BEMI, level=secret), told("b", "strangers", 39, level=secret))
    assert (gap(made, "Bemi").last_visit, gap(made, "Bemi").signs_since) == (None, 0)
    assert made.level is Level.CONFIDENTIAL
    assert gaps(tmp_path, profile=PROTECTED).level is secret


@pytest.mark.parametrize(
    ("where", "time_of_day", "found"), [(1, "night", True), (1, "morning", False), (2, "night", False)]
)
def test_night_incidents_near_a_base(tmp_path: Path, where: int, time_of_day: str, found: bool) -> None:
    made = gaps(tmp_path, told("a", "strangers", 39, where, time_of_day=time_of_day))
    assert [each.base.name for each in made.night_near_bases] == (["Alo base"] if found else [])


def test_a_protection_site_counts_as_a_base(tmp_path: Path) -> None:
    site = Base(id="S", name="Site", latitude=0.09, longitude=0.0, kind="poc_site")
    made = gaps(
        tmp_path,
        told("a", "strangers", 39, 2, time_of_day="night"),
        mission=MISSION.model_copy(update={"bases": (site,)}),
    )
    assert [each.base.kind for each in made.night_near_bases] == ["poc_site"]


def test_who_asked_and_what_only_women_were_told(tmp_path: Path) -> None:
    women, men = Contact(group="women", interviewer_sex="F"), Contact(group="elders", interviewer_sex="M")
    documents: list[Document] = [
        patrol("a", 20, BEMI, CONA, contacts=(women, Contact(group="host families"))),
        patrol("b", 21, BEMI, contacts=(men,)),
        told("c", "women_stop_market", 20, interviewer_sex="F"),
        told("d", "strangers", 20, interviewer_sex="F"),
        told("e", "strangers", 21, interviewer_sex="M"),
    ]
    made = gaps(tmp_path, *documents)
    (kanvi,) = made.asked_by
    assert (kanvi.contacts_by_women, kanvi.contacts_by_men, kanvi.contacts_not_stated) == (1, 1, 1)
    assert kanvi.only_to_women == ("women stop market",)
    assert not gap(made, "Cona").only_men_asked
    (tmp_path / "men").mkdir()
    assert gap(gaps(tmp_path / "men", patrol("b", 21, BEMI, contacts=(men,))), "Bemi").only_men_asked


def test_a_sign_without_id_belongs_to_the_village_beside_it(tmp_path: Path) -> None:
    beside = told("a", "strangers", 39, **at(2, place_id=None, longitude=0.02))
    afield = told("b", "strangers", 39, **at(2, place_id=None, longitude=0.05))
    assert gap(gaps(tmp_path, beside, afield), "Bemi").signs_since == 1


def test_a_mission_without_places_has_no_gaps(tmp_path: Path) -> None:
    made = gaps(tmp_path, mission=Mission())
    assert (made.places, made.asked_by, made.never_visited) == ((), (), 0)
    assert "Every place was visited" in as_text(made, limit=5)
