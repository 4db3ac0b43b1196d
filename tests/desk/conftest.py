"""The desk on a small invented world, new for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from schemas.settings import Settings
from tests.desk.world import fast_hashes, served, settings_of_world, sign_in

__all__ = ["fast_hashes"]


@pytest.fixture
def settings(tmp_path: Path, fast_hashes: None) -> Settings:
    """Give the settings of a filled world."""
    return settings_of_world(tmp_path)


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
