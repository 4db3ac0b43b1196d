from datetime import timedelta
from typing import Any

import pytest

from briefing.today import asked, failed, steps, waits_for
from schemas.warning import Warning
from tests.factories import make_warning, moment

NOW = moment(14)
HOUR = timedelta(hours=1)


def warning(status: str = "open", *, acknowledged: bool = False, acted: bool = False, **fields: Any) -> Warning:
    times: dict[str, Any] = {
        "acknowledge_by": NOW - 3 * HOUR,
        "act_by": NOW + 9 * HOUR,
        "acknowledged_at": NOW - HOUR if acknowledged else None,
        "acted_at": NOW if acted else None,
        "window_to": moment(20),
    }
    return make_warning(status=status, **times | fields)


def test_an_answer_that_is_missing_is_late_after_its_time_and_one_given_never() -> None:
    assert [step.late for step in steps(warning(), NOW)] == [3 * HOUR, timedelta(0)]
    assert [step.late for step in steps(warning(acknowledged=True), NOW)] == [timedelta(0), timedelta(0)]
    assert steps(warning(acknowledge_by=None), NOW)[0].late == timedelta(0)
    assert steps(warning(acknowledge_by=NOW), NOW)[0].late == timedelta(0)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (warning(), ["acknowledge"]),
        (warning("acknowledged", acknowledged=True), ["act"]),
        (warning("acted", acknowledged=True, acted=True), ["watch"]),
        (warning("acted", acknowledged=True, acted=True, window_to=NOW), ["close"]),
        (warning(window_to=NOW), ["acknowledge", "close"]),
    ],
)
def test_the_next_answer_is_asked_and_an_end_once_the_window_is_over(told: Warning, wanted: list[str]) -> None:
    assert asked(told, NOW) == wanted


def test_every_warning_without_an_answer_is_counted_once() -> None:
    late = warning("acknowledged", acknowledged=True, act_by=NOW - HOUR)
    done = warning("acted", acknowledged=True, acted=True)
    told = [warning(), late, warning("acknowledged", acknowledged=True), done]
    assert failed(told, NOW) == {"unacknowledged": 1, "not_acted": 1}
    assert waits_for(done, NOW) is None
