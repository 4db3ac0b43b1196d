"""One real Kafka broker."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from tests.services.engine import Container, engine_answers, running_container
from tests.services.fetch import KAFKA_VERSION, kafka_jars
from tests.services.machine import java_home, missing_java, require
from tests.services.process import Launch, ServiceError, free_ports, listens, running, say, tail

ADDRESS_VARIABLE = "KAFKA_BOOTSTRAP_SERVERS"
IMAGE = f"apache/kafka:{KAFKA_VERSION}"
HEAP = "512m"
START_SECONDS = 180.0
# Every broker lives in a folder of its own, so one name serves for all of them.
CLUSTER = "Zm9yZXdhcm4tdGVzdHMtMQ"

SETTINGS = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
    "offsets.topic.num.partitions": "1",
    "offsets.topic.replication.factor": "1",
    "transaction.state.log.num.partitions": "1",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "share.coordinator.state.topic.num.partitions": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "group.initial.rebalance.delay.ms": "0",
}


@contextmanager
def running_kafka() -> Iterator[str]:
    """Give the bootstrap address of a broker: the environment's, or one that runs until the block ends."""
    if address := os.environ.get(ADDRESS_VARIABLE):
        yield address
        return
    with kafka_in_container() if engine_answers() else kafka_on_machine() as address:
        yield address


@contextmanager
def kafka_in_container() -> Iterator[str]:
    """Run a broker in a container engine."""
    (port,) = free_ports(1)
    container = Container(IMAGE, 9092, port, {**container_environment(port), "KAFKA_HEAP_OPTS": f"-Xmx{HEAP}"})
    with running_container(container, lambda: answers(port)):
        yield f"127.0.0.1:{port}"


def container_environment(port: int) -> dict[str, str]:
    """Return the settings as the image takes them. It knows only a fixed quorum (KAFKA-21277)."""
    listeners = {
        "listeners": "PLAINTEXT://:9092,CONTROLLER://:9093",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{port}",
        "controller.quorum.voters": "1@localhost:9093",
    }
    settings = {**SETTINGS, **listeners}
    return {f"KAFKA_{name.upper().replace('.', '_')}": value for name, value in settings.items()}


@contextmanager
def kafka_on_machine() -> Iterator[str]:
    """Run a broker in a Java process of our own."""
    require(missing_java)
    jars = kafka_jars()
    port, controller_port = free_ports(2)
    with TemporaryDirectory(prefix="forewarn-kafka-") as name:
        folder = Path(name)
        properties = write_properties(folder, port, controller_port)
        format_storage(jars, properties)
        launch = Launch("Kafka", [*java(jars), "kafka.Kafka", properties], folder / "kafka.log")
        say(f"starting Kafka {KAFKA_VERSION} on port {port}")
        with running(launch, lambda: answers(port), START_SECONDS):
            yield f"127.0.0.1:{port}"


def write_properties(folder: Path, port: int, controller_port: int) -> Path:
    """Write the broker's settings file."""
    listeners = {
        "listeners": f"PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{port}",
        "controller.quorum.bootstrap.servers": f"127.0.0.1:{controller_port}",
        "log.dirs": str(folder / "data"),
    }
    path = folder / "server.properties"
    path.write_text(as_properties({**SETTINGS, **listeners}))
    return path


def as_properties(settings: Mapping[str, str]) -> str:
    """Return settings in Java's notation."""
    return "".join(f"{name}={value}\n" for name, value in settings.items())


def format_storage(jars: Path, properties: Path) -> None:
    """Give the broker an empty store, which it does not make by itself."""
    tool = [*java(jars), "kafka.tools.StorageTool", "format", "--standalone", "-t", CLUSTER, "-c", str(properties)]
    log = properties.with_name("format.log")
    with log.open("wb") as output:
        formatted = subprocess.run(tool, stdout=output, stderr=subprocess.STDOUT, check=False)
    if formatted.returncode:
        raise ServiceError(f"Kafka's storage could not be formatted:\n{tail(log)}")


def java(jars: Path) -> list[str]:
    """Return the start of every Java command; the quick compiler alone halves the starting time."""
    return [str(java_home() / "bin" / "java"), f"-Xmx{HEAP}", "-XX:TieredStopAtLevel=1", "-cp", f"{jars}/*"]


def answers(port: int) -> bool:
    """Say whether the broker answers an admin client."""
    if not listens(port):
        return False
    try:
        with closing(KafkaAdminClient(bootstrap_servers=f"127.0.0.1:{port}")) as client:
            client.list_topics()
    except KafkaError:
        return False
    return True
