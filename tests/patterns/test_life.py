"""The life of a warning under any answers, in any order: none is lost, and each can be taken back."""

import random
from datetime import datetime, timedelta
from typing import Any, get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from patterns.life import asked_at, fold, known_at, known_before, lived
from schemas.linkage import Decision, DecisionKind, standing
from schemas.warning import LIVE, AlertLevel, HistoryLine, LifeStep, Outcome, Warning, WarningEntry, WhatIssued
from tests.factories import make_warning, moment

IDS = ("one", "other")


def line(what: WhatIssued, at: datetime) -> HistoryLine:
    return HistoryLine(at=at, what=what, alert_level=AlertLevel.MEDIUM, reason=what)


def fresh(name: str) -> Warning:
    return make_warning(name, id=name, raised_at=moment(), updated_at=moment(), history=(line("raised", moment()),))


def decision(number: int, kind: DecisionKind, at: datetime, warning_id: str = "one", **fields: Any) -> Decision:
    step = LifeStep(warning_id=warning_id, profile="analyst", alert_level=AlertLevel.MEDIUM, **fields)
    return Decision(id=f"d{number}", kind=kind, step=step, by="officer", at=at, why=f"why {number}")


def undoing(number: int, of: Decision, at: datetime) -> Decision:
    return Decision(id=f"d{number}", kind="undo", undoes=of.id, step=of.step, by="officer", at=at)


class Life(RuleBasedStateMachine):
    """Two warnings, a clock, and everything that may be issued or decided about them."""

    @initialize()
    def begin(self) -> None:
        self.now = moment()
        self.issued = {id: fresh(id) for id in IDS}
        self.log: list[Decision] = []
        self.seen: dict[datetime, list[Warning]] = {}

    def tick(self) -> datetime:
        self.seen[self.now] = self.lives()
        self.now += timedelta(hours=1)
        return self.now

    def lives(self) -> list[Warning]:
        return lived(self.issued.values(), self.log)

    @rule(id=st.sampled_from(IDS), what=st.sampled_from(["added", "raised_level", "escalated", "stepped_down"]))
    def issue(self, id: str, what: WhatIssued) -> None:
        before, at = self.issued[id], self.tick()
        if before.history[-1].what != "stepped_down":
            self.issued[id] = before.model_copy(update={"history": (*before.history, line(what, at))})

    @rule(id=st.sampled_from(IDS), kind=st.sampled_from(["acknowledge", "act", "answer", "explain"]))
    def decide(self, id: str, kind: DecisionKind) -> None:
        at = self.tick()
        self.log.append(decision(len(self.log), kind, at, id, text=f"text {len(self.log)}"))

    @rule(id=st.sampled_from(IDS), outcome=st.sampled_from(get_args(Outcome)))
    def close(self, id: str, outcome: Outcome) -> None:
        at = self.tick()
        self.log.append(decision(len(self.log), "close", at, id, outcome=outcome))

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        at = self.tick()
        if self.log:
            self.log.append(undoing(len(self.log), data.draw(st.sampled_from(self.log)), at))

    @invariant()
    def every_answer_that_stands_is_told_once_and_no_other(self) -> None:
        told = sorted(each.decision_id or "" for one in self.lives() for each in one.history if each.by)
        assert told == sorted(each.id for each in standing(self.log) if each.kind != "undo")

    @invariant()
    def what_was_issued_is_told_whole_and_in_order_of_time(self) -> None:
        for one in self.lives():
            assert tuple(each for each in one.history if not each.by) == self.issued[one.id].history
            assert [each.at for each in one.history] == sorted(each.at for each in one.history)

    @invariant()
    def the_state_is_a_legal_one(self) -> None:
        for one in self.lives():
            assert (one.ended_at is None) == (one.status in LIVE)
            assert (one.outcome is not None) == (one.status == "closed")
            assert one.acted_at is None or one.acknowledged_at is not None
            if one.status == "open":
                assert one.acknowledged_at is None
            if one.status == "acknowledged":
                assert (one.acknowledged_at is not None, one.acted_at) == (True, None)
            if one.status == "acted":
                assert one.acted_at is not None

    @invariant()
    def the_last_outcome_and_answer_stand(self) -> None:
        for one in self.lives():
            steps = [each for each in standing(self.log) if each.kind != "undo" and each.step]
            own = [(each.kind, each.step) for each in steps if each.step and each.step.warning_id == one.id]
            outcomes = [step.outcome for kind, step in own if kind == "close"]
            answers = [step.text for kind, step in own if kind == "answer"]
            assert one.outcome == (outcomes[-1] if outcomes else None)
            assert one.answer == (answers[-1] if answers else "")

    @invariant()
    def the_order_in_which_answers_are_read_does_not_matter(self) -> None:
        log = [*self.log, *self.log[:3]]
        random.Random(len(log)).shuffle(log)
        assert lived(self.issued.values(), log) == self.lives()

    @invariant()
    def all_taken_back_leaves_what_was_issued(self) -> None:
        kept = [each for each in standing(self.log) if each.kind != "undo"]
        undos = [undoing(1000 + number, each, moment(999)) for number, each in enumerate(kept)]
        assert lived(self.issued.values(), [*self.log, *undos]) == lived(self.issued.values(), [])

    @invariant()
    def each_stands_at_a_past_moment_as_it_stood_then(self) -> None:
        for at, stood in self.seen.items():
            issued = [
                each.model_copy(update={"history": tuple(told for told in each.history if told.at <= at)})
                for each in self.issued.values()
            ]
            assert lived(issued, known_at(self.log, at)) == stood


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=60, stateful_step_count=12, deadline=None)


def one(*decisions: Decision, history: tuple[HistoryLine, ...] = ()) -> Warning:
    issued = fresh("one")
    (warning,) = lived([issued.model_copy(update={"history": (*issued.history, *history)})], decisions)
    return warning


def test_who_acts_has_read_it() -> None:
    warning = one(decision(1, "act", moment(1), text="a patrol"))
    assert (warning.status, warning.acknowledged_at, warning.acted_at) == ("acted", moment(1), moment(1))


def test_a_rise_asks_again_and_an_ended_warning_stays_ended() -> None:
    risen = (line("raised_level", moment(3)),)
    assert one(decision(1, "act", moment(1), text="a patrol"), history=risen).status == "open"
    assert one(decision(1, "close", moment(1), outcome="true"), history=risen).status == "closed"
    assert asked_at(one(history=risen)) == moment(3)


def test_what_is_explained_steps_down_and_shows_why() -> None:
    warning = one(decision(1, "explain", moment(1), text="the herds move"))
    assert (warning.status, warning.explanation, warning.ended_at) == ("stepped_down", "the herds move", moment(1))
    assert warning.history[-1].reason == "the herds move: why 1"


def test_a_warning_that_stepped_down_gets_an_outcome() -> None:
    warning = one(decision(1, "close", moment(9), outcome="false"), history=(line("stepped_down", moment(3)),))
    assert (warning.status, warning.outcome, warning.ended_at) == ("closed", "false", moment(9))


def test_of_one_moment_what_was_issued_comes_first() -> None:
    answered = decision(1, "acknowledge", moment(3))
    assert one(answered, history=(line("raised_level", moment(3)),)).status == "acknowledged"
    assert known_before([answered], moment(3)) == []
    assert known_at([answered], moment(3)) == [answered]


def test_in_a_replay_answers_go_by_the_clock_of_the_messages() -> None:
    late = decision(1, "acknowledge", moment(500)).model_copy(update={"clock_at": moment(2)})
    later = decision(2, "act", moment(501), text="a patrol").model_copy(update={"clock_at": moment(2)})
    warning = one(later, late, history=(line("escalated", moment(3)),))
    assert [each.what for each in warning.history] == ["raised", "acknowledged", "acted", "escalated"]
    assert warning.acknowledged_at == moment(2)


def test_of_entries_of_one_moment_the_one_with_the_longer_history_is_the_latest() -> None:
    first = fresh("one")
    second = first.model_copy(update={"history": (*first.history, line("escalated", moment()))})
    entries = [
        WarningEntry(id=id, warning_id="one", at=moment(), what="raised", reason="", warning=warning)
        for id, warning in (("b", first), ("a", second))
    ]
    assert fold(entries) == fold(reversed(entries)) == [second]
