import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from schemas.annotation import Event
from schemas.protection import ANALYST, PROTECTED, Level
from schemas.warning import AlertLevel, WarningEntry
from tests.factories import make_area, make_evidence, make_pattern, moment
from tests.patterns.world import COMMUNITY, NGO, clinic_week, lives, sign, step, village

BUILD_UP = [
    sign("a", "strangers", 1),
    sign("b", "night_flight", 3, place=village(3), stated_reason="ARM-01"),
    sign("c", "women_stop_market", 6, place=village(2), **NGO),
    sign("d", "women_missing", 9, place=village(4), **COMMUNITY),
    sign("e", "strangers", 11, place=village(3), **NGO),
]


def whats(entries: list[WarningEntry]) -> list[str]:
    """Return what was issued because of signs; what was escalated has tests of its own."""
    return [entry.what for entry in entries if entry.what != "escalated"]


def test_a_build_up_raises_one_warning_from_low_over_medium_to_high(tmp_path: Path) -> None:
    entries, [warning] = lives(tmp_path, BUILD_UP, days=range(1, 16))
    levels = [entry.warning.alert_level for entry in entries if entry.what in ("raised", "raised_level")]
    assert levels == [AlertLevel.LOW, AlertLevel.MEDIUM, AlertLevel.HIGH]
    assert {each.event_id for each in warning.evidence} == {each.id for each in BUILD_UP}
    assert warning.addressee == "duty officer of Sector North"
    assert warning.area.admin2 == "Kanvi"
    assert [line.what for line in warning.history] == [entry.what for entry in entries]


def test_the_quiet_raises_nothing(tmp_path: Path) -> None:
    routine = [sign(f"r{day}", kind, day, place=village(day)) for day, kind in enumerate(["season", "impunity"] * 10)]
    alone = [sign("a", "strangers", 2), sign("b", "checkpoint", 9, place=village(40, admin2="Dombu"))]
    assert lives(tmp_path, [*routine, *alone], days=range(1, 25)) == ([], [])


def test_a_warning_steps_down_after_three_quiet_weeks_and_stays_down(tmp_path: Path) -> None:
    entries, [warning] = lives(tmp_path, BUILD_UP[:2], days=range(1, 60))
    assert whats(entries) == ["raised", "stepped_down"]
    assert entries[-1].at - entries[0].at == moment(21) - moment(0)
    assert warning.status == "stepped_down"


def test_new_signs_after_a_step_down_raise_a_new_warning(tmp_path: Path) -> None:
    again = [sign("x", "strangers", 40), sign("y", "night_flight", 41)]
    _, warnings = lives(tmp_path, [*BUILD_UP[:2], *again], days=range(1, 45))
    assert [warning.status for warning in warnings] == ["stepped_down", "open"]


def test_new_signs_of_equal_level_join_once_a_day(tmp_path: Path) -> None:
    repeats = [sign(f"r{hour}", "strangers", 6 + hour / 24) for hour in range(6)]
    days = [4, *(6.1 + hour / 24 for hour in range(10))]
    entries, [warning] = lives(tmp_path, [*BUILD_UP[:2], *repeats], days=days)
    assert whats(entries) == ["raised", "added"]
    entries, [warning] = lives(tmp_path, [*BUILD_UP[:2], *repeats], days=[*days, 7.1])
    assert whats(entries) == ["raised", "added", "added"]
    assert len(warning.evidence) == 8


def test_a_reprint_raises_no_level(tmp_path: Path) -> None:
    text = tuple(range(64))
    told = [BUILD_UP[0], sign("b", "night_flight", 3, signature=text, **NGO)]
    reprints = [
        sign(f"p{day}", "night_flight", day, signature=text, originator=f"Reprinter {day}") for day in range(4, 10)
    ]
    entries, _ = lives(tmp_path, [*told, *reprints], days=range(1, 14))
    assert whats(entries) == ["raised"]


def test_the_same_step_again_adds_nothing() -> None:
    patterns = [make_pattern(score=0.7)]
    first = step([], patterns, day=2)
    assert whats(first) == ["raised"]
    assert step(first, patterns, day=2) == []
    assert step([], patterns, day=2) == first


def test_what_was_issued_stays_when_its_pattern_is_gone() -> None:
    entries = step([], [make_pattern(score=0.7)], day=2)
    assert whats(step(entries, [], day=3)) == []


def test_below_the_threshold_nothing_is_raised() -> None:
    assert step([], [make_pattern(score=0.39)], day=2) == []


def test_a_clinic_rise_joins_the_compound_of_its_district(tmp_path: Path) -> None:
    weeks = [clinic_week(number, value) for number, value in enumerate([22, 25, 19, 24, 48])]
    signs = [sign("a", "strangers", 33), sign("b", "night_flight", 34)]
    _, [warning] = lives(tmp_path, [*weeks, *signs], days=[36])
    assert warning.detectors == ("clinic_rise", "compound")
    assert warning.area.place_id == "XX-1"
    assert "Clinic counts may be late" in " ".join(warning.not_known)


def test_an_analyst_warning_rests_on_nothing_strictly_confidential(tmp_path: Path) -> None:
    secret = [sign(f"s{each.id}", each.kind, 5, level=Level.STRICTLY_CONFIDENTIAL) for each in BUILD_UP]
    (tmp_path / "protected").mkdir()
    _, analyst = lives(tmp_path, [*BUILD_UP, *secret], days=range(1, 15))
    _, protected = lives(tmp_path / "protected", [*BUILD_UP, *secret], days=range(1, 15), profile=PROTECTED)
    assert {each.level for warning in analyst for each in warning.evidence} == {Level.CONFIDENTIAL}
    assert {warning.level for warning in protected} == {Level.STRICTLY_CONFIDENTIAL}


def test_patterns_and_warnings_of_another_profile_are_left_alone() -> None:
    others = [make_pattern(score=0.9, profile="protected")]
    assert step([], others, day=2) == []
    theirs = step([], others, day=2, profile=PROTECTED)
    [own] = step(theirs, [make_pattern(score=0.9)], day=3, profile=ANALYST)
    assert own.what == "raised"


AREAS = [make_area(), make_area(place_id="XX-9", latitude=12.9), make_area(admin2="Dombu", latitude=12.0)]
PATTERNS = [
    make_pattern(
        f"{place}-{number}",
        area=area,
        score=0.4 + 0.1 * number,
        evidence=(make_evidence(f"{place}-{number}"), make_evidence(f"{place}-shared")),
    )
    for place, area in enumerate(AREAS)
    for number in range(3)
]


@given(st.randoms(use_true_random=False))
def test_the_order_of_patterns_warnings_and_entries_does_not_matter(shuffler: random.Random) -> None:
    first = step([], PATTERNS[:4], day=1)
    entries = [*first, *step(first, PATTERNS, day=3)]
    shuffled = shuffler.sample(PATTERNS, len(PATTERNS))
    mixed = shuffler.sample(first, len(first))
    assert step(mixed, shuffled, day=3) == step(first, PATTERNS, day=3)
    assert step(shuffler.sample(entries, len(entries)), shuffled, day=3) == []


@given(st.lists(st.integers(0, 2), max_size=8))
def test_repeated_entries_change_nothing(places: list[int]) -> None:
    entries = step([], PATTERNS, day=1)
    repeated = [*entries, *(entries[place % len(entries)] for place in places)]
    assert step(repeated, PATTERNS, day=1) == []


def test_a_late_sign_of_a_corrected_report_keeps_what_was_issued(tmp_path: Path) -> None:
    moved: list[Event] = [sign("b", "night_flight", 3, place=village(40, admin2="Dombu"), ingested_at=moment(8))]
    _, [warning] = lives(tmp_path, [*BUILD_UP[:2], *moved], days=range(1, 12))
    assert warning.status == "open"
    assert len(warning.evidence) == 2
