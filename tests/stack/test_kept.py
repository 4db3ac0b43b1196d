"""What is started outlives its starter, and is ended by its id alone."""

import json
import sys
from pathlib import Path

from tests.services.process import Launch, start
from tests.stack.down import down
from tests.stack.kept import belongs, end, is_alive, keep, kept, members, wait_until
from tests.stack.state import begin, keep_environment, kept_environment, make_passwords, outside, read_passwords


def sleeper(folder: Path) -> Launch:
    """A process with a child in a process group of its own, as Airflow's tasks are."""
    child = "import os, time; os.setpgid(0, 0); time.sleep(60)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    return Launch("The sleeper", [sys.executable, "-c", parent], folder / "log")


def test_a_process_ends_with_its_children_whatever_group_they_are_in(tmp_path: Path) -> None:
    child = start(sleeper(tmp_path))
    keep(tmp_path, "sleeper", child)
    (file,) = kept(tmp_path)
    assert wait_until(lambda: len(members(file)) == 2, 30)
    session = json.loads(file.read_text())["pid"]
    before = members(file)
    end(file)
    child.wait(30)
    assert kept(tmp_path) == []
    assert not any(belongs(process, session) for process in before)


def test_a_process_that_has_the_id_of_ours_by_chance_is_left_alone(tmp_path: Path) -> None:
    stranger = start(Launch("A stranger", ["sleep", "60"], tmp_path / "log"))
    (tmp_path / "pids").mkdir()
    file = tmp_path / "pids" / "ours.json"
    file.write_text(json.dumps({"pid": stranger.pid, "started": 1.0}))
    assert not is_alive(file)
    end(file)
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_down_is_no_error_where_nothing_is_up(tmp_path: Path) -> None:
    down(tmp_path / "state")
    down(tmp_path / "state")


def test_what_lies_outside_goes_with_the_state(tmp_path: Path) -> None:
    state = tmp_path / "state"
    begin(state)
    folder = outside(state, "test")
    (folder / "file").touch()
    down(state)
    assert not folder.exists()
    assert not state.exists()


def test_only_the_owner_reads_passwords(tmp_path: Path) -> None:
    state = tmp_path / "state"
    begin(state)
    made = make_passwords(state)
    keep_environment(state, {"NAME": "a value with 'quotes' and spaces"})
    assert read_passwords(state) == made
    assert len(set(made.values())) == len(made)
    assert kept_environment(state)["NAME"] == "a value with 'quotes' and spaces"
    assert state.stat().st_mode & 0o777 == 0o700
    assert [(state / name).stat().st_mode & 0o777 for name in ("passwords.json", "environment")] == [0o600, 0o600]
