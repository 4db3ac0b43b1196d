from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.road_risk import rating, road_risk
from products.signs import EXPLOSIVE_WORDS
from schemas.geography import Position
from schemas.index import Document
from schemas.products import Rating, RoadRisk, Step
from schemas.report import StatedPlace
from schemas.source import SourceType
from tests.patterns.world import NGO
from tests.products.world import NOW, PLACES, at, patrol, told, view_of

MINE: dict[str, Any] = {"quote": "The track is mined, two vehicles blew up."}


def risk(folder: Path, *documents: Document, start: int = 1, end: int = 3, **fields: Any) -> RoadRisk:
    ends = PLACES[start - 1], PLACES[end - 1]
    with view_of(folder, documents, **fields) as view:
        return road_risk(view, *ends, names=(ends[0].name, ends[1].name))[0]


def value(given: Rating | None) -> int:
    assert given is not None
    return given.value


def test_silence_is_not_judged_and_says_so(tmp_path: Path) -> None:
    record = risk(tmp_path)
    assert (record.likelihood, record.impact, record.residual) == (None, None, None)
    assert any("no number is given" in line for line in record.not_known)
    assert record.escort
    assert any("Ask liaison assistants" in line for line in record.mitigation)


def test_a_patrol_that_saw_nothing_makes_the_way_one_that_can_be_judged(tmp_path: Path) -> None:
    record = risk(tmp_path, patrol("one", NOW - 5, StatedPlace(pcode="XX-2")))
    assert (value(record.likelihood), record.reports, record.visits) == (1, 0, 1)
    assert any("No report is not no danger" in line for line in record.not_known)


@pytest.mark.parametrize(
    ("documents", "likelihood", "impact", "residual"),
    [
        ([told("a", "checkpoint", 38)], 2, 3, 1),
        ([told("a", "checkpoint", 38), told("b", "ambush", 37)], 4, 4, 3),
        ([told("a", "extremist_rule", 38, **MINE)], 3, 5, 3),
        ([told("a", "extremist_rule", 38, quote="They preach and take zakat.")], 1, 2, 1),
        ([told("a", "strangers", 38, time_of_day="night")], 3, 4, 2),
        ([told("a", "abduction", 38)], 2, 3, 1),
    ],
    ids=["checkpoint", "checkpoint and ambush", "mine", "no mine", "strangers at night", "act"],
)
def test_what_stands_on_the_way_makes_the_numbers(
    tmp_path: Path, documents: list[Document], likelihood: int, impact: int, residual: int
) -> None:
    record = risk(tmp_path, *documents)
    assert (value(record.likelihood), value(record.impact), value(record.residual)) == (likelihood, impact, residual)


def test_what_is_aside_too_old_denied_or_placed_too_widely_is_not_on_the_way(tmp_path: Path) -> None:
    documents = [
        told("aside", "checkpoint", 38, 4),
        told("old", "checkpoint", 5),
        told("denied", "checkpoint", 38, status="negated"),
        told("wide", "checkpoint", 38, **at(2, radius_km=60.0)),
        told("clinic", "checkpoint", 38, source_type=SourceType.CLINIC),
    ]
    assert risk(tmp_path, *documents).checkpoints == ()


def test_a_stretch_counts_by_its_nearer_end(tmp_path: Path) -> None:
    ends = ((PLACES[3].latitude, PLACES[3].longitude), (0.1, 0.02))
    stretch = told("a", "ambush", 38, **at(2, longitude=0.08, line=ends))
    (ambush,) = risk(tmp_path, stretch).ambushes
    assert ambush.distance_km == pytest.approx(2.2, abs=0.1)


def test_reprints_of_one_text_are_one_report(tmp_path: Path) -> None:
    first = told("a", "checkpoint", 37, signature=(1, 2, 3, 4))
    reprint = told("b", "checkpoint", 38, signature=(1, 2, 3, 4), **NGO)
    assert len(risk(tmp_path, first, reprint).checkpoints) == 1


def test_a_long_way_adds_a_step(tmp_path: Path) -> None:
    far = told("a", "checkpoint", 38)
    with view_of(tmp_path, [far]) as view:
        record, _ = road_risk(view, PLACES[0], Position(0.6, 0.0), names=("Alo", "far"))
    assert [step.points for step in record.likelihood.steps] == [1, 1, 1]  # type: ignore[union-attr]
    assert record.straight_line_km == pytest.approx(66.7, abs=0.1)


@pytest.mark.parametrize("likely", [2, 3, 5])
def test_the_escort_goes_by_the_likelihood(tmp_path: Path, likely: int) -> None:
    kinds = {2: ["checkpoint"], 3: ["checkpoint", "strangers"], 5: ["checkpoint", "strangers", "ambush"]}[likely]
    record = risk(tmp_path, *(told(kind, kind, 38) for kind in kinds))
    assert value(record.likelihood) == likely
    assert {2: "At least two", 3: "backup", 5: "Armed escort"}[likely] in record.escort[0]
    assert f"{likely} of 5" in record.escort[0]


def test_mines_ask_for_a_search(tmp_path: Path) -> None:
    assert any("Route search" in line for line in risk(tmp_path, told("a", "extremist_rule", 38, **MINE)).escort)


@pytest.mark.parametrize(
    ("quote", "speaks"),
    [
        ("An IED was found under the bridge", True),
        ("un engin explosif sous le pont", True),
        ("route minée, un EEI a tué deux militaires", True),
        ("the landmines were laid on Friday", True),
        ("they determine who may preach", False),
        ("zakat forcée au marché", False),
    ],
)
def test_words_for_mines_and_bombs(quote: str, speaks: bool) -> None:
    assert bool(EXPLOSIVE_WORDS.search(quote)) is speaks


@given(st.lists(st.integers(-3, 5), min_size=1))
def test_a_rating_is_the_sum_of_its_steps_within_the_scale(points: list[int]) -> None:
    made = rating([Step(points=each, because="why") for each in points])
    assert made.value == min(max(sum(points), 1), 5)


def test_no_number_stands_without_a_reason_or_beside_its_reasons() -> None:
    with pytest.raises(ValueError, match="at least 1 item"):
        Rating(value=3, steps=())
    with pytest.raises(ValueError, match="sum of its steps"):
        Rating(value=3, steps=(Step(points=1, because="why"),))
