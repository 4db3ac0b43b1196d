"""What people decide about warnings: kept, shown at once, taken back, and never told to a profile that may not see."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline import answering
from pipeline.deciding import undo
from pipeline.exports import export
from pipeline.logbook import append_entries
from pipeline.parts import Parts, open_parts
from pipeline.records import write_clock
from pipeline.warning_life import Wanted, find_warning, index_warnings, listed_warnings, warnings_as_of
from schemas.errors import ConfigurationError
from schemas.protection import ANALYST, PROTECTED, Level
from schemas.warning import Warning, WarningEntry
from tests.factories import make_area, make_evidence, make_warning, moment
from tests.pipeline.runs import settings_in

WHO: dict[str, Any] = {"by": "officer", "at": moment(400)}
SIGN = make_evidence(
    "clinic",
    quote="eleven girls came on Tuesday",
    occurred_from=moment(9.5),
    level=Level.STRICTLY_CONFIDENTIAL,
)
SECRET = make_warning(
    "secret",
    profile="protected",
    level=Level.STRICTLY_CONFIDENTIAL,
    area=make_area(name="Tokounda", admin1="Nord-Ouvande", admin2="Mbazéré", place_id="XX010202", radius_km=7.3),
    evidence=(SIGN,),
    raised_at=moment(11.25),
    window_from=moment(11.25),
    window_to=moment(28.25),
    independent_origins=3,
)
OPEN = make_warning(
    "plain", raised_at=moment(13), updated_at=moment(13), window_from=moment(13), window_to=moment(27), history=()
)


RAISED_AT = moment(14)


def raised(warning: Warning, at: datetime = RAISED_AT) -> WarningEntry:
    return WarningEntry(
        id=f"raised {warning.id}", warning_id=warning.id, at=at, what="raised", reason="two signs", warning=warning
    )


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    with open_parts(settings_in(tmp_path)) as parts:
        append_entries(parts.broker, [raised(SECRET), raised(OPEN, at=moment(13))])
        write_clock(parts.store, moment(20))
        for profile in (ANALYST, PROTECTED):
            index_warnings(parts, profile)
        yield parts


def shown(parts: Parts, warning: Warning = OPEN) -> Warning:
    """Return a warning as the index has it, which is as the record has it."""
    (found,) = parts.index.get(Warning, ("analyst", "protected"), [warning.id]).values()
    assert found == find_warning(parts, PROTECTED, warning.id)
    return found


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


def seen_by(parts: Parts) -> str:
    """Return all that an analyst can read about warnings, as text."""
    exports = [("warnings", False), ("warnings", True), ("decisions", False)]
    told = [item for kind, history in exports for item in export(parts, kind, profile=ANALYST, history=history)]
    return "\n".join(item.model_dump_json() for item in (*told, *warnings_as_of(parts, ANALYST)))


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
    index_warnings(parts, ANALYST)
    assert seen_by(parts) == before


def test_a_tear_line_is_answered_like_any_other_warning(parts: Parts) -> None:
    answering.release(parts, PROTECTED, SECRET.id, to=ANALYST, **WHO)
    (line,) = (each for each in warnings_as_of(parts, ANALYST) if each.tear_line)
    answering.acknowledge(parts, ANALYST, line.id, **WHO)
    assert shown(parts, line).status == "acknowledged"
    assert shown(parts, SECRET).status == "open"
