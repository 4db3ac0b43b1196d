"""Kafka and Elasticsearch as `docker/` sets them up: TLS by an authority of our own, and users with passwords."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.services import elasticsearch
from tests.services.elasticsearch import START_SECONDS, answers
from tests.services.fetch import elasticsearch_home, kafka_jars
from tests.services.kafka import java
from tests.services.machine import missing_account, missing_java, require
from tests.services.process import Launch, free_ports, listens, running, say

DOCKER = Path(__file__).parents[2] / "docker"
TOOLS = {
    "kafka-storage.sh": "kafka.tools.StorageTool",
    "kafka-server-start.sh": "kafka.Kafka",
    "kafka-acls.sh": "org.apache.kafka.tools.AclCommand",
}


def make_secrets(folder: Path) -> Path:
    """Make an authority, certificates and passwords as an installation makes its own, and return where they are."""
    folder.mkdir(exist_ok=True)
    script = shutil.copy(DOCKER / "make-secrets.sh", folder)
    subprocess.run(["sh", script], check=True, capture_output=True)
    return folder / "secrets"


@contextmanager
def encrypted_kafka(secrets: Path) -> Iterator[str]:
    """Run a broker by the script of `docker/kafka/`, and give its address."""
    require(missing_java)
    inside, outside, controller = free_ports(3)
    with TemporaryDirectory(prefix="forewarn-kafka-") as name:
        folder = Path(name)
        environment = {
            "PATH": os.environ["PATH"],
            "SECRETS": str(secrets),
            "KAFKA_HOME": str(link_tools(folder)),
            "KAFKA_DATA": str(folder / "data"),
            "KAFKA_WORK": str(folder),
            "KAFKA_LISTEN": "127.0.0.1",
            "KAFKA_INSIDE": f"localhost:{inside}",
            "KAFKA_OUTSIDE": f"127.0.0.1:{outside}",
            "KAFKA_CONTROLLER": f"localhost:{controller}",
        }
        launch = Launch("Kafka", ["sh", DOCKER / "kafka" / "start.sh"], folder / "kafka.log", environment)
        say(f"starting Kafka with TLS on port {outside}")
        with running(launch, lambda: listens(outside), START_SECONDS):
            script = DOCKER / "kafka" / "let-senders-write.sh"
            subprocess.run(["sh", script], env=environment, check=True, capture_output=True)
            yield f"127.0.0.1:{outside}"


def link_tools(folder: Path) -> Path:
    """Make Kafka's commands, as its image has them, from the jars alone."""
    (folder / "bin").mkdir()
    start = " ".join(f"'{word}'" for word in java(kafka_jars()))
    for name, main in TOOLS.items():
        path = folder / "bin" / name
        path.write_text(f'#!/bin/sh\nexec {start} {main} "$@"\n')
        path.chmod(0o755)
    return folder


@contextmanager
def encrypted_elasticsearch(secrets: Path) -> Iterator[str]:
    """Run a node with its security and TLS on, and give its address without a user."""
    require(missing_java, missing_account)
    port, transport_port = free_ports(2)
    password = (secrets / "elastic_password").read_text()
    with TemporaryDirectory(prefix="forewarn-elasticsearch-") as name:
        launch = elasticsearch.prepare(
            Path(name), elasticsearch_home(), port, transport_port, password=password, secrets=secrets
        )
        say(f"starting Elasticsearch with TLS on port {port}")
        is_ready = lambda: answers(port, password=password, authority=secrets / "authority")  # noqa: E731
        with running(launch, is_ready, START_SECONDS):
            yield f"https://127.0.0.1:{port}"
