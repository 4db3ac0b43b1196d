"""The state is a function of messages and decisions, those on warnings included, however the runs were cut."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import answering
from pipeline.logbook import append_decision, append_entries, read_decisions
from pipeline.parts import Parts, open_parts
from pipeline.run import run_all
from pipeline.warning_life import warnings_as_of
from schemas.linkage import Decision
from schemas.protection import ANALYST, PROTECTED, Profile
from schemas.warning import Warning
from tests.factories import moment
from tests.pipeline.runs import MESSAGES, State, current_only, differences, exported, settings_in, whatever_the_order

HALF = datetime(2025, 2, 16, tzinfo=UTC)
EARLY = [message for message in MESSAGES if (message.timestamp_ms or 0) < HALF.timestamp() * 1000]
LATE = [message for message in MESSAGES if message not in EARLY]


def answered(parts: Parts) -> None:
    """Answer the warnings of both profiles in every way, each differently."""
    for number, profile in enumerate(parts.mission.access_profiles):
        said = {"by": "officer", "at": moment(400 + number)}
        (warning, *_) = live(parts, profile)
        answering.acknowledge(parts, profile, warning.id, **said)  # type: ignore[arg-type] # by and at
        answering.act(parts, profile, warning.id, sent="a patrol", **said)  # type: ignore[arg-type] # as above
        answering.answer(parts, profile, warning.id, text="herders", **said)  # type: ignore[arg-type] # as above
    (warning, *_) = live(parts, PROTECTED)
    answering.release(parts, PROTECTED, warning.id, to=ANALYST, by="officer", at=moment(403))
    answering.explain(parts, ANALYST, live(parts, ANALYST)[0].id, text="a funeral", by="officer", at=moment(404))


def live(parts: Parts, profile: Profile) -> list[Warning]:
    return [each for each in warnings_as_of(parts, profile) if each.status not in ("closed", "stepped_down")]


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[State, list[Decision]]:
    """Give the state of a run that was answered half way, and the answers."""
    with open_parts(settings_in(tmp_path_factory.mktemp("two"))) as parts:
        parts.broker.send(EARLY)
        run_all(parts)
        answered(parts)
        parts.broker.send(LATE)
        run_all(parts)
        return exported(parts), read_decisions(parts.broker)


def test_the_answers_are_in_the_state(two_runs: tuple[State, list[Decision]]) -> None:
    whats = {line["what"] for warning in two_runs[0]["warnings analyst"] for line in warning["history"]}
    assert {"raised", "acknowledged", "acted", "answered", "explained", "escalated"} <= whats
    assert any(warning["tear_line"] for warning in two_runs[0]["warnings analyst"])


def test_one_run_with_the_answers_known_from_the_start_cut_off_and_resumed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, two_runs: tuple[State, list[Decision]]
) -> None:
    state, decisions = two_runs
    with open_parts(settings_in(tmp_path)) as parts:
        for decision in reversed(decisions):
            append_decision(parts.broker, decision)
        parts.broker.send(MESSAGES)
        with monkeypatch.context() as patch:
            patch.setattr("pipeline.advance.append_entries", cut_off_after(110, append_entries))
            with pytest.raises(RuntimeError, match="power cut"):
                run_all(parts)
        run_all(parts)
        once = exported(parts)
    assert differences(*map(whatever_the_order, map(current_only, (state, once)))) == []


def cut_off_after(calls: int, work: Callable[..., None]) -> Callable[..., None]:
    left = iter(range(calls - 1, -1, -1))

    def cut(*args: object) -> None:
        work(*args)
        if next(left) == 0:
            raise RuntimeError("power cut")

    return cut
