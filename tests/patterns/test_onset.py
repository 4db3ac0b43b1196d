"""Onset against known truth: fighting that has moved on from cell to cell before, and cells that stay quiet."""

import random
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from patterns.detectors import onset
from schemas.annotation import Event, EventPlace
from schemas.protection import ANALYST
from schemas.warning import Pattern
from tests.factories import make_place, moment
from tests.patterns.world import CATALOGUE, MISSION, indexed, sign

YEARS, MONTH = 4, 30
NOW = 365.0 * YEARS
NUMBERS = count()


def town(row: int, column: int) -> EventPlace:
    """Return a town; towns lie about 55 km apart."""
    return make_place(
        place_id=f"XX-{row}-{column}", name=f"Town {row}-{column}", latitude=9 + row / 2, longitude=2 + column / 2
    )


def event(row: int, column: int, day: float, kind: str = "season") -> Event:
    return sign(f"o{next(NUMBERS)}", kind, day, place=town(row, column))


def visits(chance: random.Random, *, since: float = 0) -> Iterator[Event]:
    """Yield a quiet report from every town each quarter."""
    for row in range(8):
        for column in range(8):
            for day in range(int(since) + 1, int(NOW), 90):
                yield event(row, column, day + chance.random())


def waves(chance: random.Random, *, reached: bool = True) -> Iterator[Event]:
    """Yield fighting that three times moves north, two months a row of towns; the third time it has reached row 3."""
    for start in (30.0, 570.0, NOW - 3 * 60 - 45)[: 3 if reached else 2]:
        for row in range(8):
            for column in range(8):
                for day in range(0, 60, 6):
                    at = start + 60 * row + day + chance.random()
                    if at < NOW:
                        yield event(row, column, at, "abduction")


def found(folder: Path, events: list[Event]) -> list[Pattern]:
    with closing(indexed(folder, events)) as index:
        return onset.detect(index, profile=ANALYST, now=moment(NOW), mission=MISSION, catalogue=CATALOGUE)


def test_the_cells_next_on_the_way_are_named_with_their_reasons(tmp_path: Path) -> None:
    chance = random.Random(1)
    patterns = found(tmp_path, [*visits(chance), *waves(chance)])
    assert 0 < len(patterns) <= 3  # of some 40 quiet cells
    north_of_the_front, beyond = town(3, 0).latitude + 0.2, town(5, 0).latitude - 0.2
    for pattern in patterns:
        assert north_of_the_front < pattern.area.latitude < beyond
        assert pattern.area.place_id is None
        assert pattern.area.name.startswith(("Town 4-", "Town 3-"))
        assert pattern.area.radius_km > 20
        assert pattern.score <= 0.1
        assert {each.occurred_from > moment(NOW - 30) for each in pattern.evidence} == {True}
        assert 0 < len(pattern.evidence) <= 5
        assert pattern.reasons[0].startswith("Quiet for 365 days, but it may be about to turn: the chance of an act")
        assert "events nearby in the last weeks" in pattern.reasons[0]
        assert pattern.reasons_in["fr"][0].startswith("Calme depuis 365 jours")


def test_without_anything_new_nearby_nothing_is_about_to_turn(tmp_path: Path) -> None:
    chance = random.Random(1)
    assert found(tmp_path, [*visits(chance), *waves(chance, reached=False)]) == []


def test_weeks_of_history_say_nothing(tmp_path: Path) -> None:
    chance = random.Random(1)
    recent = [each for each in [*visits(chance), *waves(chance)] if each.occurred_from > moment(NOW - 400)]
    assert found(tmp_path, recent) == []


def test_an_empty_mission_says_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, []) == []


def test_the_order_of_events_changes_nothing(tmp_path: Path) -> None:
    chance = random.Random(2)
    events = [*visits(chance), *waves(chance)]
    for name in "ab":
        (tmp_path / name).mkdir()
    assert found(tmp_path / "a", events) == found(tmp_path / "b", chance.sample(events, len(events)))
