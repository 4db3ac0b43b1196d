"""The messages' clock: steps are cut alike whatever came when."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.clock import EPOCH, message_steps, next_boundary
from tests.factories import moment

moments = st.integers(min_value=0, max_value=60 * 24 * 40).map(lambda minutes: moment() + timedelta(minutes=minutes))
steps = st.sampled_from([1, 6, 12, 24, 36]).map(lambda hours: timedelta(hours=hours))
stamps = st.lists(moments, min_size=1)


def ends(stamps: list[datetime], step: timedelta, advanced_to: datetime | None = None) -> list[datetime]:
    return list(message_steps(stamps, step=step, advanced_to=advanced_to))


@given(moments, steps)
def test_a_boundary_is_after_its_moment_by_one_step_at_most(at: datetime, step: timedelta) -> None:
    end = next_boundary(at, step)
    assert at < end <= at + step
    assert (end - EPOCH) % step == timedelta(0)


@given(stamps, steps)
def test_every_stamp_lies_in_one_step_and_none_is_left_out(at: list[datetime], step: timedelta) -> None:
    walked = ends(at, step)
    assert walked == sorted({next_boundary(min(at), step) + n * step for n in range(len(walked))})
    assert walked[0] - step <= min(at)
    assert walked[-1] - step <= max(at) < walked[-1]


@given(stamps, steps)
def test_the_order_of_stamps_changes_nothing(at: list[datetime], step: timedelta) -> None:
    assert ends(sorted(at), step) == ends(at, step)


@given(stamps, steps, st.data())
def test_a_run_that_was_cut_off_walks_the_rest(at: list[datetime], step: timedelta, data: st.DataObject) -> None:
    walked = ends(at, step)
    done = data.draw(st.integers(min_value=1, max_value=len(walked)))
    assert ends(at, step, walked[done - 1]) == (walked[done:] or walked[-1:])


@given(stamps, steps)
def test_messages_that_come_late_do_not_move_the_clock(at: list[datetime], step: timedelta) -> None:
    advanced_to = next_boundary(max(at), step) + step
    assert ends(at, step, advanced_to) == [advanced_to]


def test_without_messages_the_clock_stands() -> None:
    assert ends([], timedelta(days=1), moment()) == []
