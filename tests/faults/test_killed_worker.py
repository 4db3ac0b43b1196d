"""The worker is killed (kill -9) at every kind of commit point; the next run ends as if nothing had happened."""

import shutil
import signal
from pathlib import Path

from tests.faults.children import ended, fork, run, run_until_killed
from tests.faults.commit_points import one_of_each
from tests.faults.small_mission import finished, send_few, small_in
from tests.pipeline.runs import State, differences


def test_the_small_mission_has_something_of_every_kind(undisturbed: State) -> None:
    empty = {name.split()[0] for name, items in undisturbed.items() if not items}
    assert empty <= {"quarantine", "decisions", "deliveries", "patterns"}


def test_killed_at_every_kind_of_commit_point(tmp_path: Path, undisturbed: State) -> None:
    waiting = small_in(tmp_path / "waiting")
    send_few(waiting)
    counted = small_in(shutil.copytree(waiting.home, tmp_path / "counted"))
    for point in one_of_each(lambda: run(counted)):
        settings = small_in(shutil.copytree(waiting.home, tmp_path / "killed"))
        assert run_until_killed(settings, point) == -signal.SIGKILL, point
        assert differences(undisturbed, finished(settings)) == [], point
        shutil.rmtree(settings.home)


def test_two_runs_at_once(tmp_path: Path, undisturbed: State) -> None:
    settings = small_in(tmp_path)
    send_few(settings)
    codes = [ended(child) for child in [fork(lambda: run(settings)) for _ in range(2)]]
    assert codes == [0, 0]
    assert differences(undisturbed, finished(settings)) == []
