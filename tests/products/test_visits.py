from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from products.visits import clock_spans, hours_looked, read_visits
from schemas.index import Document
from schemas.mission import Mission
from schemas.protection import PROTECTED, Level
from schemas.report import StatedPlace
from tests.factories import moment
from tests.products.world import MISSION, patrol, place, view_of

NAMESAKES = Mission(
    places=(
        place(1, "Alo", 0),
        place(2, "Sambe", 10),
        place(3, "Sambe", 90, admin2="Dombu"),
        place(4, "Clinique", 1, feature_code="HSP"),
    )
)


def places_visited(folder: Path, *documents: Document, mission: Mission = MISSION) -> list[str]:
    with view_of(folder, documents, mission=mission) as view:
        return [visit.place_id for visit in read_visits(view).visits]


def test_a_place_is_found_by_code_name_or_position(tmp_path: Path) -> None:
    notes = [
        patrol("code", 1, StatedPlace(pcode="XX-2")),
        patrol("name", 2, StatedPlace(name="cona")),
        patrol("position", 3, StatedPlace(latitude=0.005, longitude=0.005)),
    ]
    assert places_visited(tmp_path, *notes) == ["XX-2", "XX-3", "XX-1"]


def test_namesakes_are_told_apart_by_what_stands_beside_them_or_not_at_all(tmp_path: Path) -> None:
    beside = patrol("beside", 1, StatedPlace(pcode="XX-1"), StatedPlace(name="Sambe"))
    alone = patrol("alone", 2, StatedPlace(name="Sambe"))
    assert places_visited(tmp_path, beside, alone, mission=NAMESAKES) == ["XX-1", "XX-2"]
    with view_of(tmp_path, mission=NAMESAKES) as view:
        assert read_visits(view).not_matched == 1


def test_a_clinic_is_no_place_that_a_visit_shows(tmp_path: Path) -> None:
    assert places_visited(tmp_path, patrol("one", 1, StatedPlace(name="Clinique")), mission=NAMESAKES) == []


def test_an_earlier_visit_that_the_note_names_counts_without_hours(tmp_path: Path) -> None:
    note = patrol("one", 20, StatedPlace(pcode="XX-2", last_visited=moment(3).date()))
    with view_of(tmp_path, [note]) as view:
        earlier, later = read_visits(view).visits
        assert (earlier.day, earlier.since) == (moment(3).date(), None)
        assert later.since == moment(20)


def test_withdrawn_later_and_too_protected_notes_do_not_count(tmp_path: Path) -> None:
    withdrawn = patrol("withdrawn", 1, StatedPlace(pcode="XX-1"), withdrawn=True)
    later = patrol("later", 50, StatedPlace(pcode="XX-1"))
    protected = patrol("protected", 3, StatedPlace(pcode="XX-2"), level=Level.STRICTLY_CONFIDENTIAL)
    assert places_visited(tmp_path, withdrawn, later, protected) == []
    with view_of(tmp_path, profile=PROTECTED) as view:
        assert [visit.place_id for visit in read_visits(view).visits] == ["XX-2"]


def test_hours_are_those_of_the_patrol_over_midnight_too(tmp_path: Path) -> None:
    day = patrol("day", 30, StatedPlace(pcode="XX-1"), hours=2.5)
    night = patrol("night", 31, StatedPlace(pcode="XX-1"), hours=5)
    night = night.model_copy(
        update={"observed_from": moment(31) + timedelta(hours=16), "observed_to": moment(31) + timedelta(hours=20)}
    )
    with view_of(tmp_path, [day, night]) as view:
        hours = hours_looked(read_visits(view).visits, since=moment(20))
        assert hours == {6, 7, 8, 22, 23, 0, 1, 2}
        assert hours_looked(read_visits(view).visits, since=moment(32)) == set()


@given(st.sets(st.integers(0, 23)))
def test_spans_of_the_clock_hold_every_hour_once(hours: set[int]) -> None:
    covered: list[int] = []
    for span in clock_spans(hours):
        start, end = (int(side[:2]) for side in span.split("–"))
        covered += [hour % 24 for hour in range(start, end if end > start else end + 24)]
    assert sorted(covered) == sorted(hours)
