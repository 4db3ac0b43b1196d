"""Warnings that nobody answers go up the chain of command by the clock, each deadline once, and come to an end."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from patterns.life import fold, lived
from patterns.parameters import WarningParameters
from patterns.warnings import update
from schemas.linkage import Decision, DecisionKind
from schemas.mission import DUTY_OFFICER, Mission, Unit
from schemas.protection import ANALYST
from schemas.warning import LIVE, AlertLevel, LifeStep, Pattern, WarningEntry
from tests.factories import make_pattern, moment
from tests.patterns.world import CATALOGUE

UNITS = (
    Unit(id="post", name="post", command="post", areas=("Kanvi",), reports_to="sector"),
    Unit(id="sector", name="sector", command="sector"),
)
MISSION = Mission(units=UNITS)
HOUR = 1 / 24


def walk(
    hours: list[float],
    decisions: list[Decision] | None = None,
    patterns: list[Pattern] | None = None,
    mission: Mission = MISSION,
) -> list[WarningEntry]:
    """Return what is issued at `hours` after a warning at level medium was raised."""
    entries: list[WarningEntry] = []
    for hour in [0.0, *hours]:
        seen = [make_pattern(score=0.7)] if patterns is None or hour == 0 else patterns
        for _ in range(2):  # a step that is walked twice changes nothing
            new = update(
                fold(entries),
                seen,
                now=moment(2 + hour * HOUR),
                profile=ANALYST,
                mission=mission,
                catalogue=CATALOGUE,
                decisions=decisions or [],
            )
            entries += [entry for entry in new if entry not in entries]
    return entries


def decided(kind: DecisionKind, hour: float, entries: list[WarningEntry], **fields: Any) -> Decision:
    warning = entries[0].warning
    step = LifeStep(warning_id=warning.id, profile=warning.profile, alert_level=warning.alert_level, **fields)
    return Decision(id=f"{kind}{hour}", kind=kind, step=step, by="officer", at=moment(2 + hour * HOUR))


def told(entries: list[WarningEntry]) -> list[tuple[float, str]]:
    """Return after how many hours who was told, by escalations."""
    return [
        (round((entry.at - moment(2)) / timedelta(hours=1)), entry.warning.escalated_to[-1])
        for entry in entries
        if entry.what == "escalated"
    ]


def test_an_unanswered_warning_goes_up_the_chain_once_a_deadline() -> None:
    entries = walk([3, 6, 7, 8, 12, 14, 20, 30, 400])
    assert entries[0].warning.addressee == "post"
    assert told(entries) == [(7, "sector"), (14, DUTY_OFFICER)]
    assert entries[-1].warning.escalated_to == ("sector", DUTY_OFFICER)


def test_an_acknowledged_warning_is_waited_for_until_somebody_acts() -> None:
    raised = walk([])
    entries = walk([7, 20, 47, 49, 60], [decided("acknowledge", 3, raised)])
    assert told(entries) == [(49, "sector")]
    assert "no action" in entries[-1].reason


@pytest.mark.parametrize("kind", ["act", "close", "explain"])
def test_what_is_acted_on_or_ended_goes_no_further(kind: DecisionKind) -> None:
    fields: dict[str, Any] = {"outcome": "false"} if kind == "close" else {"text": "a funeral"}
    assert told(walk([7, 20, 47, 49, 600], [decided(kind, 3, walk([]), **fields)])) == []


def test_an_acknowledgement_that_is_taken_back_lets_it_go_up() -> None:
    ack = decided("acknowledge", 3, walk([]))
    back = Decision(id="undo", kind="undo", undoes=ack.id, step=ack.step, by="officer", at=moment(2 + 9 * HOUR))
    assert told(walk([7, 10], [ack, back])) == [(10, "sector")]


def test_an_answer_in_the_moment_of_a_step_is_known_to_the_next() -> None:
    assert told(walk([7], [decided("acknowledge", 7, walk([]))])) == [(7, "sector")]


def test_a_rise_asks_anew_and_sooner() -> None:
    raised = walk([])
    higher = [make_pattern("two", score=0.9)]
    entries = walk([4, 6, 7], [decided("acknowledge", 3, raised)], higher)
    assert [entry.what for entry in entries] == ["raised", "raised_level", "escalated"]
    assert entries[1].warning.acknowledge_by == moment(2 + 6 * HOUR)
    assert told(entries) == [(7, "sector")]
    (warning,) = lived(fold(entries), [decided("acknowledge", 3, raised)])
    assert warning.status == "open"


def test_a_rise_is_news_to_all_who_were_told_and_then_goes_on_upwards() -> None:
    entries = walk([7], patterns=[])
    risen = update(
        fold(entries),
        [make_pattern("two", score=0.9)],
        now=moment(2 + 8 * HOUR),
        profile=ANALYST,
        mission=MISSION,
        catalogue=CATALOGUE,
    )
    assert [(entry.what, entry.warning.escalated_to) for entry in risen] == [("raised_level", ("sector",))]
    late = update(fold([*entries, *risen]), [], now=moment(3), profile=ANALYST, mission=MISSION, catalogue=CATALOGUE)
    assert told(late) == [(24, DUTY_OFFICER)]


def test_a_unit_that_came_since_is_told_next() -> None:
    relieved = Mission(units=(Unit(id="new", name="new post", command="post", areas=("Kanvi",)),))
    late = update(fold(walk([])), [], now=moment(3), profile=ANALYST, mission=relieved, catalogue=CATALOGUE)
    assert told(late) == [(24, "new post")]


def test_an_escalation_is_no_sign_of_life() -> None:
    entries = walk([7, 14, 22 * 24], patterns=[])
    assert [entry.what for entry in entries] == ["raised", "escalated", "escalated", "stepped_down"]
    assert entries[2].warning.updated_at == entries[0].at


def test_new_signs_and_a_missed_deadline_stand_in_one_step_one_after_the_other() -> None:
    entries = walk([30], patterns=[make_pattern("two", score=0.7)])
    assert [entry.what for entry in entries] == ["raised", "added", "escalated"]
    (warning,) = fold(reversed(entries))
    assert [line.what for line in warning.history] == ["raised", "added", "escalated"]


def test_the_mission_sets_the_deadlines() -> None:
    slow = Mission(units=UNITS, detectors={"warnings": {"acknowledge_hours_medium": 48}})
    assert told(walk([7, 47, 49], mission=slow)) == [(49, "sector")]


def test_the_higher_the_level_the_sooner() -> None:
    hours = [WarningParameters().hours_to_answer(level) for level in AlertLevel]
    assert hours == sorted(hours, reverse=True)
    assert all(each.acknowledge < each.act for each in hours)


def test_what_people_found_nothing_in_is_not_raised_again_for_a_week() -> None:
    close = decided("close", 3, walk([]), outcome="false")
    new = [make_pattern("two", score=0.7)]
    assert [each.what for each in walk([4, 24 * 6, 24 * 8], [close], new)] == ["raised", "raised"]
    assert [each.what for each in walk([4, 24 * 6], [close], new)] == ["raised"]


def test_a_higher_level_and_what_came_true_are_raised_again_at_once() -> None:
    raised = walk([])
    higher, same = [make_pattern("two", score=0.9)], [make_pattern("two", score=0.7)]
    explained = decided("explain", 3, raised, text="a funeral")
    came_true = decided("close", 3, raised, outcome="true")
    assert [each.what for each in walk([4], [explained], higher)] == ["raised", "raised"]
    assert [each.what for each in walk([4], [explained], same)] == ["raised"]
    assert [each.what for each in walk([4], [came_true], same)] == ["raised", "raised"]
    (one, other) = lived(fold(walk([4], [came_true], same)), [came_true])
    assert (one.status, other.status in LIVE) == ("closed", True)


@pytest.mark.parametrize("level", AlertLevel)
def test_the_deadlines_are_those_of_the_page(level: AlertLevel) -> None:
    hours = WarningParameters().hours_to_answer(level)
    page = (Path(__file__).parents[2] / "docs" / "warnings.md").read_text(encoding="utf-8")
    assert f"| {level} | {hours.acknowledge:g} h | {hours.act:g} h |" in page
