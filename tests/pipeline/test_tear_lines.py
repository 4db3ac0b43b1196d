"""A tear line tells a lower profile area, days and level of a warning, and nothing else of it, ever."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from patterns.tear_lines import tear_line_of
from patterns.warnings import update
from pipeline import answering
from pipeline.deciding import undo
from pipeline.logbook import append_entries, read_decisions, read_entries
from pipeline.parts import Parts
from pipeline.warning_life import (
    issued_warnings,
    show_warnings,
    warnings_as_of,
)
from schemas.errors import ConfigurationError
from schemas.protection import ANALYST, PROTECTED, Level
from schemas.warning import Warning
from tests.factories import make_area, make_evidence, moment
from tests.patterns.world import CATALOGUE
from tests.pipeline.warned import OPEN, SECRET, SIGN, WHO, raised, seen_by, shown, warned


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    with warned(tmp_path) as parts:
        yield parts


def test_a_tear_line_tells_district_days_and_level_alone(parts: Parts) -> None:
    before = seen_by(parts)
    decision = answering.release(parts, PROTECTED, SECRET.id, to=ANALYST, why="a patrol leaves", **WHO)
    (line,) = (each for each in warnings_as_of(parts, ANALYST) if each.tear_line)
    assert parts.index.get(Warning, ("analyst",), [line.id])[line.id] == line
    assert (line.area.name, line.alert_level, line.window_to) == ("Mbazéré", SECRET.alert_level, midnight(29))
    assert (line.window_from, line.raised_at) == (midnight(20), moment(20))
    assert (line.evidence, line.detectors, line.indicators, line.reasons, line.probes) == ((), (), (), (), ())
    assert line.level is Level.CONFIDENTIAL
    for secret in revealing(decision.id):
        assert secret not in seen_by(parts), secret
    assert shown(parts, SECRET).released_to == ("analyst",)
    undo(parts, decision.id, by="officer", at=moment(401), why="")
    assert seen_by(parts) == before
    assert shown(parts, SECRET) == SECRET


def midnight(day: float) -> datetime:
    return moment(day).replace(hour=0)


def revealing(decision_id: str) -> list[str]:
    """Return what must be nowhere: ids, places, words, counts and times of the warning that was released."""
    moments = SECRET.raised_at, SECRET.window_from, SECRET.window_to, SIGN.occurred_from
    times = [each.isoformat().replace("+00:00", "Z") for each in moments]
    words = ["Tokounda", "eleven girls", "7.3", '"independent_origins":3', "a patrol leaves", "protected"]
    return [SECRET.id, decision_id, SIGN.event_id or "", SIGN.key, "XX010202", *times, *words]


def test_a_tear_line_does_not_change_with_its_warning(parts: Parts) -> None:
    answering.release(parts, PROTECTED, SECRET.id, to=ANALYST, **WHO)
    before = seen_by(parts)
    grown = SECRET.model_copy(update={"score": 0.9, "window_to": moment(40)})
    append_entries(parts.broker, [raised(grown, at=moment(18))])
    answering.act(parts, PROTECTED, SECRET.id, sent="a patrol", **WHO)
    answering.close(parts, PROTECTED, SECRET.id, outcome="true", **WHO)
    show_warnings(parts, ANALYST, warnings_as_of(parts, ANALYST))
    assert seen_by(parts) == before


def test_a_tear_line_is_answered_like_any_other_warning(parts: Parts) -> None:
    answering.release(parts, PROTECTED, SECRET.id, to=ANALYST, **WHO)
    (line,) = (each for each in warnings_as_of(parts, ANALYST) if each.tear_line)
    answering.acknowledge(parts, ANALYST, line.id, **WHO)
    assert shown(parts, line).status == "acknowledged"
    assert shown(parts, SECRET).status == "open"


def test_a_tear_line_is_the_same_whatever_it_rests_on(parts: Parts) -> None:
    other = SECRET.model_copy(
        update={
            "id": "another",
            "evidence": (SIGN, make_evidence("more", level=Level.STRICTLY_CONFIDENTIAL)),
            "area": make_area(name="Gbéndoué", admin1="Nord-Ouvande", admin2="Mbazéré", place_id=None, radius_km=1.0),
            "raised_at": moment(3),
            "window_from": moment(3),
            "window_to": moment(28.5),
            "score": 0.99,
            "independent_origins": 9,
            "detectors": ("clinic_rise",),
        }
    )
    lines = [tear_line_of(each, ANALYST, at=moment(20), mission=parts.mission) for each in (SECRET, other)]
    assert lines[0] == lines[1]


def test_a_warning_of_no_known_district_cannot_be_released(parts: Parts) -> None:
    nowhere = SECRET.model_copy(update={"area": make_area(admin2="Nowhere")})
    with pytest.raises(ConfigurationError, match=r"not in places\.csv"):
        tear_line_of(nowhere, ANALYST, at=moment(20), mission=parts.mission)


def test_a_tear_line_is_released_no_further_and_not_upwards(parts: Parts) -> None:
    answering.release(parts, PROTECTED, SECRET.id, to=ANALYST, **WHO)
    (line,) = (each for each in warnings_as_of(parts, ANALYST) if each.tear_line)
    for warning_id, to in ((line.id, ANALYST), (OPEN.id, PROTECTED), (SECRET.id, PROTECTED)):
        with pytest.raises(ConfigurationError, match="cannot be released"):
            answering.release(parts, PROTECTED, warning_id, to=to, **WHO)


def test_a_tear_line_goes_up_the_chain_and_its_lines_go_with_it(parts: Parts) -> None:
    released = answering.release(parts, PROTECTED, SECRET.id, to=ANALYST, **WHO)
    issue_late(parts)
    (line,) = (each for each in warnings_as_of(parts, ANALYST) if each.tear_line)
    assert line.escalated_to[:1] == ("Sector North headquarters operations officer",)
    undo(parts, released.id, by="officer", at=moment(401), why="")
    assert all(not each.tear_line for each in warnings_as_of(parts, ANALYST))


def issue_late(parts: Parts) -> None:
    """Let a step of the clock pass the deadlines of the analyst's warnings."""
    decisions = read_decisions(parts.broker)
    issued = issued_warnings(read_entries(parts.broker), decisions, ANALYST, parts.mission)
    late = update(
        issued,
        [],
        now=moment(21),
        profile=ANALYST,
        mission=parts.mission,
        catalogue=CATALOGUE,
        decisions=decisions,
    )
    append_entries(parts.broker, late)
