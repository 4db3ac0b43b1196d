"""What tests of several packages share: the example mission, run once, embedded and through Airflow."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as property_settings

from schemas.settings import Settings
from schemas.transport import is_this_host
from tests import network
from tests.pipeline.runs import run_dag, run_example, settings_in

# No deadline: a busy machine is no defect. `fuzz` is run by hand, with seeds of its own (CONTRIBUTING.md).
property_settings.register_profile("ci", derandomize=True, deadline=None)
property_settings.register_profile("fuzz", max_examples=5_000, deadline=None)
property_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside() -> None:
    """Let no FOREWARN_* variable of whoever runs the tests reach them."""
    for name in [name for name in os.environ if name.startswith("FOREWARN_")]:
        del os.environ[name]
    if not all(map(is_this_host, network.named_services())):
        os.environ["FOREWARN_PLAINTEXT_ALLOWED"] = "true"  # whoever names services elsewhere wants them used


sys.addaudithook(network.watch)


@pytest.fixture(autouse=True)
def _nothing_leaves_this_host() -> Iterator[None]:
    """Fail the test that asked for another host (rule D36), also where what it called took no notice."""
    yield
    hosts = network.asked.copy()
    network.asked.clear()
    assert hosts == [], "other hosts were asked for; nothing may leave this one (rule D36)"


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give the settings of a finished run of the example mission on the embedded parts; tests only read it.

    It is made once a worker.
    """
    settings = settings_in(tmp_path_factory.mktemp("finished"))
    run_example(settings)
    return settings


@pytest.fixture(scope="session")
def dag_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the home of a finished run of the DAG, with Airflow's own folder in `airflow`."""
    home = tmp_path_factory.mktemp("dag")
    run_dag(home)
    return home
