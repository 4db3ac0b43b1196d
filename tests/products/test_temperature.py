import itertools
from pathlib import Path
from typing import Any

import pytest

from products.temperature import temperature
from products.trend import trend
from schemas.errors import ConfigurationError
from schemas.index import Document
from schemas.products import WeekParts
from schemas.protection import Level, Tlp
from schemas.report import StatedPlace
from schemas.source import SourceType
from tests.factories import moment
from tests.patterns.world import NGO
from tests.products.world import NOW, at, patrol, told, view_of

REPORT: dict[str, Any] = {"indicators": (), "severity": 1}  # as events of the kind `report` are


def parts(week: WeekParts) -> tuple[int | None, ...]:
    return (week.reports, week.visits, week.signs, week.gravest, week.origins, week.checkpoints, week.explosives)


def weeks(folder: Path, *documents: Document, area: str = "Kanvi") -> tuple[WeekParts, ...]:
    with view_of(folder, documents) as view:
        (found,) = temperature(view, area).areas
        return found.weeks


def test_every_part_of_the_latest_week_is_counted_by_itself(tmp_path: Path) -> None:
    documents: list[Document] = [
        told("a", "strangers", 39),
        told("b", "checkpoint", 38, **NGO),
        told("c", "extremist_rule", 37, quote="An IED on the road"),
        told("d", "strangers", 36, status="negated"),
        told("e", "strangers", 36, **REPORT),
        patrol("f", 35, StatedPlace(pcode="XX-2")),
    ]
    latest = weeks(tmp_path, *documents)[-1]
    assert parts(latest) == (5, 1, 3, 4, 2, 1, 1)
    assert latest.silent_days == 1
    assert (latest.since, latest.until) == (moment(NOW - 7), moment(NOW))


def test_weeks_are_whole_and_hold_each_day_once(tmp_path: Path) -> None:
    found = weeks(tmp_path, *(told(str(day), "strangers", day) for day in range(NOW - 56, NOW)))
    assert [week.signs for week in found] == [7] * 8
    assert all(one.until == other.since for one, other in itertools.pairwise(found))


def test_silence_counts_from_the_last_report_or_visit(tmp_path: Path) -> None:
    found = weeks(tmp_path, told("a", "strangers", 10), patrol("b", 20.25, StatedPlace(pcode="XX-1")))
    assert [week.silent_days for week in found] == [None, None, None, 2, 9, 6, 13, 20]


def test_changes_are_against_the_average_of_the_weeks_before(tmp_path: Path) -> None:
    old = [told(f"old{day}", "strangers", day) for day in (6, 13, 20, 27)]
    new = [told(f"new{number}", "checkpoint", 39) for number in range(3)]
    with view_of(tmp_path, [*old, *new]) as view:
        (area,) = temperature(view, "Kanvi").areas
    changes = {change.part: (change.latest, change.before) for change in area.changes}
    assert changes == {"reports": (3, 1), "signs": (3, 1), "gravest": (3, 4), "checkpoints": (3, 0)}


def test_a_village_counts_what_is_around_it_and_never_a_clinic(tmp_path: Path) -> None:
    far, clinic = told("far", "strangers", 39, 4), told("clinic", "strangers", 39, source_type=SourceType.CLINIC)
    found = weeks(tmp_path, told("a", "strangers", 39), far, clinic, area="Bemi")
    assert found[-1].signs == 1
    assert weeks(tmp_path)[-1].signs == 2  # the district counts its clinic


def test_every_district_that_something_was_heard_from_is_shown(tmp_path: Path) -> None:
    documents = [told("a", "strangers", 39, 2), told("b", "strangers", 39, 4, tlp=Tlp.RED)]
    with view_of(tmp_path, documents) as view:
        made = temperature(view)
    assert [area.area for area in made.areas] == ["Dombu", "Kanvi"]
    assert (made.level, made.tlp) == (Level.CONFIDENTIAL, Tlp.RED)


def test_an_area_that_is_not_there_is_named(tmp_path: Path) -> None:
    with view_of(tmp_path) as view, pytest.raises(ConfigurationError, match="'Nowhere' is no place"):
        temperature(view, "Nowhere")


def test_the_trend_counts_reports_of_each_sign_and_signs_of_each_area(tmp_path: Path) -> None:
    documents = [
        told("a", "strangers", 39),
        told("b", "strangers", 38, 4, **NGO),
        told("c", "strangers", 30),
        told("d", "strangers", 29, **REPORT),
        told("e", "checkpoint", 2),
        told("early", "checkpoint", NOW - 60),
        told("unknown", "strangers", 39, ingested_at=moment(50)),
    ]
    with view_of(tmp_path, documents) as view:
        made = trend(view)
    assert made.reports == (0, 0, 1, 0, 0, 0, 2, 2)
    assert made.origins == (0, 0, 1, 0, 0, 0, 1, 2)
    assert [(row.indicator, row.counts[-2:]) for row in made.signs] == [("ARM-01", (1, 2)), ("ARM-03", (0, 0))]
    assert [(row.area, row.counts[-2:]) for row in made.areas] == [("Kanvi", (1, 1)), ("Dombu", (0, 1))]


def test_empty_is_empty_and_marked_as_high_as_the_reader_may_see(tmp_path: Path) -> None:
    with view_of(tmp_path) as view:
        assert temperature(view).areas == ()
        made = trend(view)
    assert (made.signs, made.areas, set(made.reports)) == ((), (), {0})
    assert (made.level, made.tlp) == (Level.CONFIDENTIAL, Tlp.AMBER_STRICT)


def test_a_place_closer_than_none_is_in_no_area(tmp_path: Path) -> None:
    nowhere = told("a", "strangers", 39, **at(2) | {"place": None})
    with view_of(tmp_path, [nowhere]) as view:
        assert temperature(view).areas == ()
