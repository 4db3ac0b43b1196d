"""Fixtures for `tests/conftest.py`: `from tests.services.fixtures import elasticsearch_url, kafka_bootstrap`."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from secrets import token_hex
from typing import NoReturn

import pytest

from tests.services.elasticsearch import running_elasticsearch, secured_elasticsearch
from tests.services.kafka import running_kafka
from tests.services.locks import shared
from tests.services.process import ServiceUnavailableError

Service = Callable[[], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def kafka_bootstrap(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a real Kafka, started when the first test asks for it."""
    with ExitStack() as services:
        yield enter(services, request, shared(run_folder(tmp_path_factory), "kafka", running_kafka), "Kafka")


@pytest.fixture(scope="session")
def elasticsearch_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the URL of a real Elasticsearch, started when the first test asks for it."""
    service = shared(run_folder(tmp_path_factory), "elasticsearch", running_elasticsearch)
    with ExitStack() as services:
        yield enter(services, request, service, "Elasticsearch")


@pytest.fixture(scope="session")
def secured_elasticsearch_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Give the URL, with its administrator in it, of a real Elasticsearch whose security is on."""
    service = shared(
        run_folder(tmp_path_factory), "secured-elasticsearch", lambda: secured_elasticsearch(token_hex(16))
    )
    with ExitStack() as services:
        yield enter(services, request, service, "Elasticsearch")


def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def enter(services: ExitStack, request: pytest.FixtureRequest, service: AbstractContextManager[str], name: str) -> str:
    """Start the service, in sight of whoever waits for it, or leave its tests out."""
    capture = request.config.pluginmanager.getplugin("capturemanager")
    try:
        with capture.global_and_fixture_disabled() if capture else ExitStack():
            return services.enter_context(service)
    except ServiceUnavailableError as missing:
        leave_out(f"left out, as {name} cannot run here: {missing}")


def leave_out(message: str) -> NoReturn:
    """Skip for a newcomer, fail where everything has to run."""
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
