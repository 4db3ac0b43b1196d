"""What people decide about warnings: kept, shown at once, taken back, and listed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline import answering
from pipeline.deciding import undo
from pipeline.parts import Parts
from pipeline.records import write_clock
from pipeline.warning_life import (
    Wanted,
    find_warning,
    listed_warnings,
)
from schemas.errors import ConfigurationError
from schemas.protection import ANALYST, PROTECTED
from tests.factories import moment
from tests.pipeline.warned import OPEN, SECRET, WHO, seen_by, shown, warned


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    with warned(tmp_path) as parts:
        yield parts


def test_a_warning_is_acknowledged_acted_on_answered_and_closed(parts: Parts) -> None:
    answering.acknowledge(parts, ANALYST, OPEN.id, why="passed on", **WHO)
    assert (shown(parts).status, shown(parts).acknowledged_at) == ("acknowledged", moment(20))
    answering.act(parts, ANALYST, OPEN.id, sent="two vehicles", **WHO)
    answering.answer(parts, ANALYST, OPEN.id, text="They fled the floods.", **WHO)
    answering.close(parts, ANALYST, OPEN.id, outcome="false", why="floods", **WHO)
    closed = shown(parts)
    assert (closed.status, closed.outcome, closed.answer) == ("closed", "false", "They fled the floods.")
    told = [(line.what, line.by, line.reason) for line in closed.history]
    assert sorted(told) == [
        ("acknowledged", "officer", "passed on"),
        ("acted", "officer", "two vehicles"),
        ("answered", "officer", "They fled the floods."),
        ("closed", "officer", "false: floods"),
    ]


def test_every_step_is_taken_back(parts: Parts) -> None:
    before = shown(parts)
    steps = [
        answering.acknowledge(parts, ANALYST, OPEN.id, **WHO),
        answering.act(parts, ANALYST, OPEN.id, sent="a patrol", **WHO),
        answering.answer(parts, ANALYST, OPEN.id, text="no", **WHO),
        answering.explain(parts, ANALYST, OPEN.id, text="a funeral", **WHO),
        answering.close(parts, ANALYST, OPEN.id, outcome="unknown", **WHO),
    ]
    for number, step in enumerate(reversed(steps), start=1):
        undo(parts, step.id, by="officer", at=moment(400 + number), why="")
    assert shown(parts) == before
    undo(parts, steps[1].id, by="officer", at=moment(500), why="")  # nothing is left to take back
    assert shown(parts) == before


def test_an_undo_of_an_undo_shows_at_once(parts: Parts) -> None:
    step = answering.acknowledge(parts, ANALYST, OPEN.id, **WHO)
    back = undo(parts, step.id, by="officer", at=moment(401), why="")
    assert shown(parts).status == "open"
    undo(parts, back.id, by="officer", at=moment(402), why="")
    assert shown(parts).status == "acknowledged"


def test_a_warning_is_shown_as_it_stood(parts: Parts) -> None:
    answering.acknowledge(parts, ANALYST, OPEN.id, **WHO)
    write_clock(parts.store, moment(22))
    answering.close(parts, ANALYST, OPEN.id, outcome="true", by="officer", at=moment(401))
    stood = [find_warning(parts, ANALYST, OPEN.id, moment(day)).status for day in (19, 21, 22)]
    assert stood == ["open", "acknowledged", "closed"]
    with pytest.raises(ConfigurationError, match="there is no warning"):
        find_warning(parts, ANALYST, OPEN.id, moment(12))


def test_warnings_are_listed_by_status_area_and_how_long_nobody_acknowledged(parts: Parts) -> None:
    def listed(**wanted: Any) -> list[str]:
        return [each.id for each in listed_warnings(parts, ANALYST, Wanted(**wanted), now=moment(20))]

    assert listed() == listed(area="kanvi") == listed(unacknowledged_for=timedelta(days=7)) == [OPEN.id]
    assert listed(area="Elsewhere") == listed(unacknowledged_for=timedelta(days=7, hours=1)) == []
    answering.acknowledge(parts, ANALYST, OPEN.id, **WHO)
    assert listed(unacknowledged_for=timedelta(hours=6)) == []
    assert listed(statuses=("acknowledged",)) == [OPEN.id]


def test_what_cannot_be_decided_is_said(parts: Parts) -> None:
    with pytest.raises(ConfigurationError, match="there is no warning"):
        answering.acknowledge(parts, ANALYST, SECRET.id, **WHO)
    with pytest.raises(ConfigurationError, match="is empty"):
        answering.act(parts, ANALYST, OPEN.id, sent=" ", **WHO)
    with pytest.raises(ConfigurationError, match="cannot be released"):
        answering.release(parts, PROTECTED, OPEN.id, to=ANALYST, **WHO)
    answering.acknowledge(parts, ANALYST, OPEN.id, **WHO)
    with pytest.raises(ConfigurationError, match="acknowledged already"):
        answering.acknowledge(parts, ANALYST, OPEN.id, **WHO)
    answering.explain(parts, ANALYST, OPEN.id, text="a wedding", **WHO)
    with pytest.raises(ConfigurationError, match="has ended"):
        answering.act(parts, ANALYST, OPEN.id, sent="a patrol", **WHO)


def test_names_and_numbers_of_persons_are_kept_nowhere(parts: Parts) -> None:
    said = "Told by Amadou Traoré in Tokounda, call +223 76 45 12 33"
    answering.answer(parts, ANALYST, OPEN.id, text=said, why="Mme Fanta Diallo knows", **WHO)
    kept = seen_by(parts)
    for secret in ("Amadou", "Traoré", "76 45", "Fanta", "Diallo"):
        assert secret not in kept
    assert "in Tokounda" in shown(parts).answer
