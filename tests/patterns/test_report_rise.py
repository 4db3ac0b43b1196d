from pathlib import Path

from patterns.weekly_events import weeks_ago
from schemas.annotation import Event
from schemas.warning import Pattern
from tests.factories import moment
from tests.patterns.world import detect, sign

NOW = 56.0


def weekly(numbers: list[int], **fields: object) -> list[Event]:
    """Return so many sightings a week, the last week ending at NOW."""
    start = NOW - 7 * len(numbers)
    return [
        sign(f"w{week}-{number}", "strangers", start + 7 * week + number / 2, **fields)
        for week, many in enumerate(numbers)
        for number in range(many)
    ]


def found(folder: Path, events: list[Event]) -> list[Pattern]:
    return [pattern for pattern in detect(folder, events, now=NOW) if pattern.detector == "report_rise"]


def test_many_more_than_usual_is_a_pattern_of_little_weight(tmp_path: Path) -> None:
    [pattern] = found(tmp_path, weekly([2, 1, 1, 2, 1, 2, 1, 9]))
    assert len(pattern.evidence) == 9
    assert pattern.score < 0.2
    assert pattern.reasons[0].startswith("Reports about armed actors in the last seven days: 9; usual is about")


def test_the_usual_is_none(tmp_path: Path) -> None:
    assert found(tmp_path, weekly([2, 1, 1, 2, 1, 2, 1, 2])) == []


def test_a_new_mission_has_no_usual_yet(tmp_path: Path) -> None:
    assert found(tmp_path, weekly([1, 1, 9])) == []


def test_reprints_make_no_rise(tmp_path: Path) -> None:
    past, reprints = weekly([2, 1, 1, 2, 1, 2, 1, 0]), weekly([9], signature=tuple(range(64)))
    assert found(tmp_path, [*past, *reprints]) == []


def test_two_reports_are_left_to_the_compound_detector(tmp_path: Path) -> None:
    early = [sign("other", "season", 1)]
    assert found(tmp_path, [*early, sign("a", "strangers", NOW - 1), sign("b", "strangers", NOW - 2)]) == []


def test_the_last_seven_days_are_week_zero() -> None:
    today = moment(20).date()
    ago = [weeks_ago(moment(day).date(), today) for day in (20, 19, 13, 12, 6, 5)]
    assert ago == [0, 0, 0, 1, 1, 2]


def test_what_every_year_brings_is_explained_by_the_years_in_the_index(tmp_path: Path) -> None:
    dry_season = [1, 2, 1, 1, 2, 1, 1, 2, 2, 1, 1, 2, 1, 2, 1, 9]
    assert found(tmp_path / "a", weekly(dry_season))
    before = [
        sign(f"y{event.id}", "strangers", (event.occurred_from - moment()).days - 364) for event in weekly(dry_season)
    ]
    after = [sign(f"z{day}", "strangers", NOW - 364 + day) for day in range(1, 7)]
    assert found(tmp_path / "b", [*before, *after, *weekly(dry_season)]) == []
