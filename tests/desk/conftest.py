"""The desk on a small invented world, new for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from schemas.settings import Settings
from tests.desk.world import fast_hashes, served, settings_of_world, sign_in
from tests.pipeline.runs import mission_of_all, settings_in

__all__ = ["fast_hashes"]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, fast_hashes: None) -> Path:
    """Give the home of a filled world, made once; tests change copies."""
    return settings_of_world(tmp_path_factory.mktemp("world")).home


@pytest.fixture
def settings(world: Path, tmp_path: Path) -> Settings:
    """Give the settings of a filled world."""
    home = Path(shutil.copytree(world, tmp_path / "home"))
    return settings_in(home, mission=mission_of_all(home))


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """Give a browser, signed out."""
    with served(settings) as client:
        yield client


@pytest.fixture
def analyst(client: TestClient) -> TestClient:
    """Give a browser with an analyst before it."""
    sign_in(client, "analyst")
    return client


@pytest.fixture
def adviser(client: TestClient) -> TestClient:
    """Give a browser with a protection adviser before it."""
    sign_in(client, "protection_adviser")
    return client
