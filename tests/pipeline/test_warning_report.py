"""The record of warnings: response times with those that still wait, and precision with its limits."""

from datetime import datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.warning_report import Wait, quantiles, report_of, share
from schemas.warning import AlertLevel, HistoryLine, Warning
from schemas.warning_report import DetectorRecord, ResponseTime, WarningReport
from tests.factories import make_warning, moment

HOUR = 1 / 24


def line(what: Any, hour: float, level: AlertLevel = AlertLevel.MEDIUM) -> HistoryLine:
    return HistoryLine(at=moment(hour * HOUR), what=what, alert_level=level, reason="")


def warned(name: str, *later: HistoryLine, **fields: Any) -> Warning:
    return make_warning(name, raised_at=moment(), history=(line("raised", 0), *later), **fields)


def report(*warnings: Warning, at: datetime = moment(10)) -> WarningReport:  # noqa: B008 # a moment never changes
    return report_of(warnings, "analyst", at=at)


def response(found: WarningReport, answer: str, level: AlertLevel | None = None) -> ResponseTime:
    (each,) = (each for each in found.responses if (each.answer, each.alert_level) == (answer, level))
    return each


def times(found: WarningReport, answer: str) -> tuple[float | None, float | None]:
    each = response(found, answer)
    return each.median_hours, each.ninety_percent_hours


def test_times_run_from_the_raise_to_the_first_answer() -> None:
    found = report(warned("a", line("acknowledged", 2), line("acknowledged", 5), line("acted", 9)))
    assert times(found, "acknowledge") == (2, 2)
    assert times(found, "act") == (9, 9)


def test_a_rise_asks_again() -> None:
    found = report(warned("a", line("acknowledged", 2), line("raised_level", 10, AlertLevel.HIGH), line("acted", 14)))
    assert times(found, "acknowledge") == (2, 4)
    assert [response(found, "acknowledge", level).asked for level in (None, AlertLevel.HIGH, AlertLevel.LOW)] == [
        2,
        1,
        0,
    ]


def test_who_still_waits_counts_as_waiting() -> None:
    answered = [warned(f"a{number}", line("acknowledged", number), status="acknowledged") for number in (1, 2, 3)]
    found = report(*answered, *(warned(f"w{number}") for number in range(4)))
    assert (response(found, "acknowledge").asked, response(found, "acknowledge").answered) == (7, 3)
    assert times(found, "acknowledge") == (None, None)
    assert [each.waits_hours for each in found.unacknowledged] == [240.0] * 4


def test_what_a_person_ended_needs_no_action() -> None:
    found = report(warned("a", line("closed", 1)), warned("b", line("acted", 4)), warned("c", line("explained", 2)))
    assert (response(found, "act").answered, times(found, "act")) == (1, (4, 4))
    assert response(found, "acknowledge").answered == 3


def test_a_step_down_is_no_answer() -> None:
    found = report(warned("a", line("stepped_down", 1), status="stepped_down"))
    assert response(found, "acknowledge").answered == 0


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=40))
def test_where_all_were_answered_the_times_are_those_of_the_answers(hours: list[float]) -> None:
    expected = [round(float(each), 2) for each in np.quantile(hours, [0.5, 0.9], method="inverted_cdf")]
    assert quantiles([Wait(each, answered=True) for each in hours], (0.5, 0.9)) == pytest.approx(expected)


def record(found: WarningReport, detector: str, month: str | None = None) -> DetectorRecord:
    (each,) = (each for each in found.detectors if (each.detector, each.month) == (detector, month))
    return each


def test_precision_is_of_true_among_true_and_false_by_detector_and_month() -> None:
    outcomes: list[Any] = ["true", "true", "false", "unknown", None]
    warnings = [warned(str(number), outcome=outcome, detectors=("rise",)) for number, outcome in enumerate(outcomes)]
    later = make_warning("later", raised_at=moment(40), detectors=("compound", "rise"), outcome="false", history=())
    found = report(*warnings, later, at=moment(50))
    every = record(found, "rise")
    assert (every.warnings, every.true, every.false, every.unknown, every.not_closed) == (6, 2, 2, 1, 1)
    assert every.precision == share(2, 4)
    assert record(found, "rise", f"{moment():%Y-%m}").precision == share(2, 3)
    assert record(found, "compound").precision == share(0, 1)
    assert record(report(warned("a")), "precursors").precision is None


@pytest.mark.parametrize(
    ("count", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (1, 1, 0.2065, 1)]
)
def test_limits_are_wilsons(count: int, of: int, low: float, high: float) -> None:
    found = share(count, of)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-3)


def test_late_and_escalated_are_told() -> None:
    late = warned("late", line("escalated", 3), acknowledge_by=moment(30), escalated_to=("sector",))
    due = warned("due", acknowledge_by=moment(11))
    found = report(late, due)
    assert {each.warning_id: each.is_late for each in found.unacknowledged} == {late.id: True, due.id: False}
    assert found.escalations == 1
