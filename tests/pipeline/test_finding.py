"""What analysts ask beyond the index, on made events in the example mission's embedded index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.counting import count_reports
from pipeline.finding import Grade, Wanted, find_reports, written_grade
from pipeline.parts import Parts, open_parts
from schemas.annotation import Event, EventVerdict
from schemas.errors import ConfigurationError
from schemas.index import Hit, Query
from schemas.linkage import Credibility
from schemas.protection import ANALYST, PROTECTED
from schemas.source import Reliability
from tests.factories import make_event, make_incident, make_place, make_report, moment
from tests.pipeline.runs import settings_in

AT_BASE = {"latitude": 3.065, "longitude": -6.304}
"""Where the example mission's Team Site Mbazéré is; a degree of latitude is 111 km."""


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    with open_parts(settings_in(tmp_path)) as opened:
        yield opened


def tell(
    parts: Parts, name: str, *, reliability: Reliability = Reliability.B, grade: int = 6, **fields: object
) -> Event:
    """Put one report with its event, and the incident that gives its credibility, into the index."""
    event = make_event(name, **fields)
    incident = make_incident(name, credibility=Credibility(grade=grade, reason="made"), profile="analyst")
    parts.index.put([make_report(name, reliability=reliability), event, incident])
    parts.index.refresh()
    return event


def names(hits: list[Hit]) -> list[str]:
    return [hit.report.key.removeprefix("patrol-notes:") for hit in hits]


def test_both_axes_of_a_grade_count_and_what_is_left_out_is_counted(parts: Parts) -> None:
    for letter, grade in (("A", 1), ("C", 3), ("C", 4), ("D", 2), ("F", 6)):
        tell(parts, f"{letter}{grade}", reliability=Reliability(letter), grade=grade)
    found, left_out = find_reports(parts, ANALYST, Query(), Wanted(least_grade=written_grade("c3")))
    assert sorted(names(found)) == ["A1", "C3"]
    assert left_out == 3
    assert {hit.credibility for hit in found} == {1, 3}


def test_the_grade_is_taken_before_the_answer_is_cut(parts: Parts) -> None:
    for day, grade in enumerate((6, 6, 2)):
        tell(parts, str(day), grade=grade, occurred_from=moment(9 - day))
    found, left_out = find_reports(parts, ANALYST, Query(limit=1), Wanted(least_grade=Grade(Reliability.C, 3)))
    assert names(found) == ["2"]
    assert left_out == 2


def test_a_profile_sees_the_grades_of_its_own_incidents(parts: Parts) -> None:
    tell(parts, "one", grade=2)
    (hit,) = find_reports(parts, PROTECTED, Query(), Wanted())[0]
    assert hit.credibility is None


def test_what_lies_near_any_base_comes_nearest_first(parts: Parts) -> None:
    for name, north in (("far", 0.06), ("near", 0.01), ("middle", 0.03)):
        tell(parts, name, place=make_place(latitude=AT_BASE["latitude"] + north, longitude=AT_BASE["longitude"]))
    tell(parts, "site", place=make_place(latitude=1.384, longitude=-5.705))
    found, _ = find_reports(parts, ANALYST, Query(), Wanted(near_base_km=5))
    assert names(found) == ["site", "near", "middle"]


def verdict(answer: str) -> EventVerdict:
    return EventVerdict.model_validate({"answer": answer, "reason": "made"})


def test_only_what_is_near_earlier_violence_of_another_report(parts: Parts) -> None:
    there = make_place(latitude=11.3)
    tell(parts, "act", crsv=verdict("true"), place=there, occurred_from=moment(-90), occurred_to=moment(-90))
    tell(parts, "unpaid", indicators=("ARM-05",))
    tell(parts, "unpaid before", indicators=("ARM-05",), occurred_from=moment(-99), occurred_to=moment(-99))
    tell(parts, "unpaid far", indicators=("ARM-05",), place=make_place(latitude=12.0))
    asked = Query(indicators=("ARM-05", "ARM-06"))
    found, _ = find_reports(parts, ANALYST, asked, Wanted(earlier_crsv_km=15))
    assert names(found) == ["unpaid"]
    assert [event.key for event in found[0].earlier] == ["patrol-notes:act"]


def test_reports_are_counted_by_what_people_are_taken_for(parts: Parts) -> None:
    codes = {
        "wives": ("purpose:sexual_exploitation", "purpose:servitude"),
        "porters": ("act:transfer", "purpose:forced_labour"),
        "both": ("purpose:forced_labour", "purpose:sexual_exploitation"),
        "sold": ("purpose:slavery",),
        "gone": (),
    }
    for name, each in codes.items():
        tell(parts, name, trafficking=verdict("true").model_copy(update={"codes": each}))
    tell(parts, "ransomed", indicators=("TIP-02",))
    found, _ = find_reports(parts, ANALYST, Query(limit=99), Wanted())
    assert count_reports(found, "purpose") == {"not stated": 1, "own_use": 2, "portering": 2, "ransom": 1, "sale": 1}
    assert count_reports(found, "month") == {"2026-03": 6}
    assert count_reports(found, "district") == {"Kanvi": 6}
    assert count_reports([], "sign") == {}


@pytest.mark.parametrize("text", ["3C", "G1", "C7", "C", ""])
def test_a_grade_that_is_none_is_named(text: str) -> None:
    with pytest.raises(ConfigurationError, match="as C3"):
        written_grade(text)
