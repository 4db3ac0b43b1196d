"""What tests of faults share: how a run ends that nothing disturbed."""

import pytest

from tests.faults.small_mission import finished, send_few, small_in
from tests.pipeline.runs import State


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> State:
    """Give all that can be exported after an undisturbed run, made once a worker."""
    settings = small_in(tmp_path_factory.mktemp("undisturbed"))
    send_few(settings)
    return finished(settings)
