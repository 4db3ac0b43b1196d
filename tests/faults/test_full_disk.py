"""The disk of the batch store is full while a run is at work."""

import resource
from pathlib import Path

import pytest

from tests.faults.children import AWAY, ended, fork, run
from tests.faults.small_mission import finished, send_few, small_in
from tests.pipeline.runs import State, differences

LARGEST_BYTES = (200, 20_000, 200_000)


@pytest.mark.parametrize("largest_bytes", LARGEST_BYTES)
def test_no_room_for_a_file(tmp_path: Path, undisturbed: State, largest_bytes: int) -> None:
    """The system refuses to let any file grow further, as it does where a disk is full (EFBIG for ENOSPC)."""
    full = small_in(tmp_path)
    send_few(full)

    def run_without_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_bytes, largest_bytes))
        run(full)

    assert ended(fork(run_without_room)) == AWAY
    assert differences(undisturbed, finished(full)) == []
