"""Last year and this one with a known change; a new source, a season and hidden numbers are none."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from patterns.change_phrases import comparison_lines
from patterns.changes import compare_area
from patterns.phrases import LANGUAGES
from schemas.annotation import Event
from schemas.comparison import AreaComparison, Change
from schemas.errors import ConfigurationError
from schemas.index import Document
from schemas.protection import ANALYST
from schemas.warning import ToldLanguage
from tests.factories import moment
from tests.patterns.world import CATALOGUE, MISSION, NGO, clinic_week, indexed, sign

NOW, YEAR = 28.0, 364


def told(kind: str, number: int, *, last_year: bool = False, name: str = "", **fields: object) -> list[Event]:
    """Return so many reports of a sign spread over the 28 days."""
    first = -YEAR if last_year else 0
    return [
        sign(f"{kind}-{name}-{first}-{each}", kind, first + each * 27 / max(number, 1), **fields)
        for each in range(number)
    ]


def compared(folder: Path, documents: Sequence[Document], area: str = "Kanvi") -> AreaComparison:
    with closing(indexed(folder, documents)) as index:
        return compare_area(
            index, area, profile=ANALYST, until=moment(NOW), days=28, mission=MISSION, catalogue=CATALOGUE
        )


def change(comparison: AreaComparison, what: str) -> Change:
    return next(each for each in comparison.changes if each.what == what)


def test_more_than_last_year_is_told_and_the_same_is_not(tmp_path: Path) -> None:
    events = [
        *told("strangers", 14),
        *told("strangers", 3, last_year=True),
        *told("checkpoint", 6),
        *told("checkpoint", 6, last_year=True),
        *told("night_flight", 1),
        *told("night_flight", 15, last_year=True),
    ]
    found = compared(tmp_path, events)
    assert {each.what: each.answer for each in found.changes} == {
        "strangers": "more",
        "night_flight": "less",
        "checkpoint": "no_clear_change",
    }
    assert (change(found, "strangers").now, change(found, "strangers").last_year) == (14, 3)
    assert (found.since, found.last_until) == (moment(0), moment(NOW - YEAR))


def test_the_season_is_compared_with_itself_not_with_last_month(tmp_path: Path) -> None:
    """Ten times as many as last month, as every year: no change."""
    calm = [sign(f"before-{day}", "strangers", day) for day in (-20, -380)]
    found = compared(tmp_path, [*calm, *told("strangers", 10), *told("strangers", 10, last_year=True)])
    assert change(found, "strangers").answer == "no_clear_change"


def test_what_a_new_source_tells_is_no_change(tmp_path: Path) -> None:
    new = told("strangers", 20, name="new", **NGO)
    found = compared(tmp_path, [*told("strangers", 4), *new, *told("strangers", 4, last_year=True)])
    told_of = change(found, "strangers")
    assert (told_of.now, told_of.alike_now, told_of.answer) == (24, 4, "no_clear_change")
    assert found.originators_new == ("Example NGO",)


def test_without_a_last_year_nothing_can_be_compared(tmp_path: Path) -> None:
    [only] = compared(tmp_path, list(told("strangers", 9))).changes
    assert (only.answer, only.chance) == ("not_comparable", None)


def test_clinic_counts_are_compared_cell_by_cell_where_both_are_published(tmp_path: Path) -> None:
    weeks = [clinic_week(week, value) for week, value in enumerate([50, 52, 49, None])]
    last = [clinic_week(week - 52, value) for week, value in enumerate([20, 22, None, 21])]
    found = change(compared(tmp_path, [*weeks, *last]), "attendance:F")
    assert (found.alike_now, found.alike_last_year, found.answer) == (102, 42, "more")


def test_an_area_is_a_district_a_province_or_a_place(tmp_path: Path) -> None:
    events: list[Document] = [*told("strangers", 3)]
    assert compared(tmp_path / "a", events, "kanvi").area == "Kanvi"
    assert change(compared(tmp_path / "b", events, "Nord"), "strangers").now == 3
    assert change(compared(tmp_path / "c", events, "Kanvi-Est"), "strangers").now == 3
    with pytest.raises(ConfigurationError, match="no district"):
        compared(tmp_path / "d", events, "Atlantis")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_lines(tmp_path: Path, language: ToldLanguage) -> None:
    found = compared(tmp_path, [*told("strangers", 14), *told("strangers", 3, last_year=True)])
    head, line, *_ = comparison_lines(found, language)
    assert "14" in line
    assert "Kanvi" in head


def test_nothing_told_is_said_so(tmp_path: Path) -> None:
    assert "No report is not no event" in " ".join(comparison_lines(compared(tmp_path, []), "en"))
