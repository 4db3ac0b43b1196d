from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from products.top import top_areas
from schemas.index import Document
from schemas.products import TopAreas
from schemas.protection import Level
from schemas.report import StatedPlace
from schemas.source import Reliability
from schemas.warning import AlertLevel
from tests.factories import make_area, make_evidence, make_warning, moment
from tests.products.world import NOW, patrol, view_of, warning_at


def top(folder: Path, *documents: Document, **fields) -> TopAreas:
    with view_of(folder, documents, **fields) as view:
        return top_areas(view)


def elsewhere(number: int, **fields):
    area = make_area(name=f"V{number}", admin2=f"D{number}", latitude=float(number))
    return make_warning(str(number), area=area, window_to=moment(NOW + 5), **fields)


def test_at_most_five_and_fewer_where_fewer(tmp_path: Path) -> None:
    assert len(top(tmp_path, *(elsewhere(number) for number in range(3))).areas) == 3
    assert len(top(tmp_path, *(elsewhere(number) for number in range(9))).areas) == 5


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
@given(st.permutations([("low", 0.9), ("high", 0.2), ("high", 0.7), ("medium", 0.5)]))
def test_the_most_urgent_come_first_whatever_their_order(tmp_path_factory, rows: list[tuple[str, float]]) -> None:
    warnings = [elsewhere(n, alert_level=AlertLevel(level), score=score) for n, (level, score) in enumerate(rows)]
    made = top(tmp_path_factory.mktemp("top"), *warnings)
    assert [rows[int(area.area[1:])] for area in made.areas] == [
        ("high", 0.7),
        ("high", 0.2),
        ("medium", 0.5),
        ("low", 0.9),
    ]


def test_warnings_of_one_district_are_one_area(tmp_path: Path) -> None:
    made = top(tmp_path, warning_at(2, "a", score=0.5), warning_at(3, "b", score=0.8), warning_at(4, "c", score=0.6))
    assert [(area.area, len(area.warning_ids)) for area in made.areas] == [("Cona", 2), ("Dusso", 1)]


def test_what_has_ended_or_is_past_is_left_out(tmp_path: Path) -> None:
    stepped_down = warning_at(2, "a", status="stepped_down")
    past = warning_at(3, "b", window_to=moment(NOW - 1))
    other_profile = warning_at(4, "c", profile="protected")
    assert top(tmp_path, stepped_down, past, other_profile).areas == ()


def test_both_grades_stand_apart_with_reasons_and_what_is_not_known(tmp_path: Path) -> None:
    evidence = (
        make_evidence("a", reliability=Reliability.B, credibility=2),
        make_evidence("b", reliability=Reliability.B, credibility=2),
        make_evidence("c", reliability=Reliability.F, credibility=6),
    )
    (area,) = top(tmp_path, warning_at(2, evidence=evidence)).areas
    assert [(each.reliability, each.credibility, each.signs) for each in area.grades] == [("B", 2, 2), ("F", 6, 1)]
    assert area.reasons
    assert area.not_known
    assert area.open_question
    assert area.base is not None
    assert (area.base.name, area.base.straight_line_km) == ("Alo base", 10.0)


def test_a_question_that_was_answered_no_longer_stands(tmp_path: Path) -> None:
    (area,) = top(tmp_path, warning_at(2, answer="Herders on their way south.", status="acknowledged")).areas
    assert (area.open_question, area.status) == ("", "acknowledged")


def test_days_since_the_last_patrol(tmp_path: Path) -> None:
    (unseen,) = top(tmp_path, warning_at(2)).areas
    assert unseen.days_since_visit is None
    (seen,) = top(tmp_path, patrol("a", 30, StatedPlace(pcode="XX-2"))).areas
    assert seen.days_since_visit == 10


def test_it_looks_72_hours_ahead_and_bears_the_marks_of_its_warnings(tmp_path: Path) -> None:
    made = top(tmp_path, warning_at(2, level=Level.CONFIDENTIAL))
    assert made.until == moment(NOW + 3)
    assert made.level is Level.CONFIDENTIAL
