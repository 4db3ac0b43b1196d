"""A correction of a place is as if it had stood from the start, and one that is taken back as if it had never been."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import pipeline.relocate
from pipeline.advance import advance_plan
from pipeline.logbook import append_decision
from pipeline.parts import Parts, open_parts
from pipeline.placing import decide_place
from pipeline.plans import plan_run
from pipeline.relocate import standing_corrections
from pipeline.run import run_all
from schemas.corrections import Answer
from schemas.errors import ConfigurationError
from schemas.geography import Position
from schemas.linkage import Decision
from schemas.protection import Level
from schemas.settings import Settings
from tests.factories import moment
from tests.pipeline.runs import State, differences, exported, replayed_into, settings_in, state_of
from tests.pipeline.test_same_state import CutOffError, copied, cut_off_after

NAME = "Tokounda"
REPORT = "patrol-notes:TS-MBAZERE:PTRL/0017"
THERE = Answer(position=Position(3.35, -6.5), called="Tokounda-Marché")


@pytest.fixture(scope="module")
def undisturbed(finished: Settings) -> State:
    return but_warnings(state_of(finished))


@pytest.fixture(scope="module")
def decision(finished: Settings, tmp_path_factory: pytest.TempPathFactory) -> Decision:
    """Give the decision as an analyst takes it after a first run."""
    with open_parts(copied(finished.home, tmp_path_factory.mktemp("decision"))) as parts:
        return decide_place(
            parts, THERE, name=NAME, report=REPORT, by="analyst", at=moment(), why="the market, not the town"
        )


@pytest.fixture(scope="module")
def from_the_start(decision: Decision, tmp_path_factory: pytest.TempPathFactory) -> State:
    """Give the state of a run before which the decision was taken."""
    with replayed_into(settings_in(tmp_path_factory.mktemp("start"))) as parts:
        append_decision(parts.broker, decision)
        run_all(parts)
        return but_warnings(exported(parts))


@contextmanager
def corrected_later(finished: Settings, folder: Path, decision: Decision) -> Iterator[Parts]:
    """Open a copy of the finished run in which the decision was taken."""
    with open_parts(copied(finished.home, folder)) as parts:
        append_decision(parts.broker, decision)
        yield parts


def but_warnings(state: State) -> State:
    """Leave out what was warned of: a warning that was issued is never recomputed away."""
    return {name: items for name, items in state.items() if not name.startswith("warnings")}


def undo(of: Decision, number: int) -> Decision:
    return Decision(id=f"undo {number}", kind="undo", undoes=of.id, by="analyst", at=moment(number))


def but_decisions(state: State) -> State:
    return {name: items for name, items in state.items() if not name.startswith("decisions")}


def places_of(state: State, name: str = NAME) -> set[tuple[str, float]]:
    return {
        (each["key"], place["latitude"])
        for each in state["annotations protected"]
        for place in each["places"]
        if place["text"] == name
    }


def test_a_correction_after_a_run_is_as_if_it_had_stood_from_the_start(
    tmp_path: Path, finished: Settings, decision: Decision, from_the_start: State, undisturbed: State
) -> None:
    with corrected_later(finished, tmp_path, decision) as parts:
        run_all(parts)
        later = but_warnings(exported(parts))
    assert differences(from_the_start, later) == []
    corrected = {key for key, latitude in places_of(later) if latitude == 3.35}
    assert REPORT in corrected
    assert len({key.split(":")[0] for key in corrected}) > 1
    changed = {name.split()[0] for name in later if later[name] != undisturbed[name]}
    assert changed >= {"annotations", "events", "incidents", "decisions"}


def test_taking_it_back_brings_back_what_was_before(
    tmp_path: Path, finished: Settings, decision: Decision, undisturbed: State
) -> None:
    with corrected_later(finished, tmp_path, decision) as parts:
        run_all(parts)
        append_decision(parts.broker, undo(decision, 1))
        run_all(parts)
        after = but_warnings(exported(parts))
    assert differences(but_decisions(undisturbed), but_decisions(after)) == []


@pytest.mark.parametrize(
    "step", ["write_correcting", "write_annotated", "index_winners", "relink_change", "write_change"]
)
def test_cut_off_while_relocating_and_then_taken_back(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    finished: Settings,
    decision: Decision,
    undisturbed: State,
    step: str,
) -> None:
    with corrected_later(finished, tmp_path, decision) as parts, monkeypatch.context() as patch:
        patch.setattr(pipeline.relocate, step, cut_off_after(1, getattr(pipeline.relocate, step)))
        with pytest.raises(CutOffError):
            advance_plan(parts, plan_run(parts))
    with open_parts(parts.settings) as parts:
        append_decision(parts.broker, undo(decision, 1))
        run_all(parts)
        assert differences(but_decisions(undisturbed), but_decisions(but_warnings(exported(parts)))) == []


def test_corrections_stand_until_they_are_taken_back(decision: Decision) -> None:
    assert standing_corrections([decision]) == (decision.correction,)
    assert standing_corrections([undo(decision, 1), decision]) == ()
    both = undo(decision, 1)
    assert standing_corrections([decision, both, undo(both, 2)]) == (decision.correction,)


def test_what_an_analyst_of_fewer_levels_sees_holds_no_decision_on_a_protected_report(
    tmp_path: Path, finished: Settings, decision: Decision
) -> None:
    assert decision.correction is not None
    above = decision.correction.model_copy(update={"level": Level.STRICTLY_CONFIDENTIAL})
    protected = decision.model_copy(update={"correction": above})
    with corrected_later(finished, tmp_path, protected) as parts:
        append_decision(parts.broker, undo(protected, 1))
        state = exported(parts)
    assert (len(state["decisions protected"]), len(state["decisions analyst"])) == (2, 0)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"report": "nowhere"}, "there is no report"),
        ({"name": "Nowhere"}, "does not name 'Nowhere'"),
        ({"answer": Answer(place_id="XX99")}, "no place 'XX99' in the gazetteer"),
    ],
)
def test_what_cannot_be_decided_is_told(finished: Settings, asked: dict[str, Any], reason: str) -> None:
    given: dict[str, Any] = {"answer": THERE, "name": NAME, "report": REPORT, "by": "analyst", "at": moment(), **asked}
    with open_parts(finished) as parts, pytest.raises(ConfigurationError, match=reason):
        decide_place(parts, given.pop("answer"), **given)


def test_a_decision_keeps_the_context_of_its_report(decision: Decision) -> None:
    assert decision.correction is not None
    assert (decision.correction.topic, decision.correction.originator) == ("patrol-notes", "TS-MBAZERE")
    assert decision.correction.position == THERE.position
