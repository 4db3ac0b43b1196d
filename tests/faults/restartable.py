"""Real services that can be killed and started again where they were, each with its data."""

import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory

from tests.services import elasticsearch, kafka
from tests.services.fetch import elasticsearch_home, kafka_jars
from tests.services.machine import missing_account, missing_java, require
from tests.services.process import Launch, free_ports, signal_group, start, stop, wait_until_ready


@dataclass
class Restartable:
    """A service that runs in a process of its own, at `address`."""

    address: str
    launch: Launch
    ready: Callable[[], bool]
    child: Popen[bytes] | None = field(default=None)

    def kill(self) -> None:
        """End it at once (kill -9)."""
        if self.child is not None:
            signal_group(self.child, signal.SIGKILL)
            self.child.wait()
            self.child = None

    def up(self) -> None:
        """Start it where it is down, and wait until it answers."""
        if self.child is None:
            self.child = start(self.launch)
            wait_until_ready(self.child, self.launch, self.ready, elasticsearch.START_SECONDS)


@contextmanager
def restartable_kafka(*, advertised_port: int | None = None) -> Iterator[Restartable]:
    """Give a broker of our own; with `advertised_port` clients are sent there, where something must listen."""
    require(missing_java)
    jars = kafka_jars()
    port, controller_port = free_ports(2)
    with TemporaryDirectory(prefix="forewarn-kafka-") as name:
        properties = kafka.write_properties(Path(name), port, controller_port)
        if advertised_port is not None:
            written = properties.read_text()
            advertised = f"advertised.listeners=PLAINTEXT://127.0.0.1:{port}"
            properties.write_text(written.replace(advertised, advertised.replace(str(port), str(advertised_port))))
        kafka.format_storage(jars, properties)
        launch = Launch("Kafka", [*kafka.java(jars), "kafka.Kafka", properties], Path(name) / "kafka.log")
        ready = (lambda: listening(port)) if advertised_port else (lambda: kafka.answers(port))
        with _running(Restartable(f"127.0.0.1:{port}", launch, ready)) as service:
            yield service


@contextmanager
def restartable_elasticsearch() -> Iterator[Restartable]:
    """Give a node of our own."""
    require(missing_java, missing_account)
    port, transport_port = free_ports(2)
    with TemporaryDirectory(prefix="forewarn-elasticsearch-") as name:
        launch = elasticsearch.prepare(Path(name), elasticsearch_home(), port, transport_port)
        service = Restartable(f"http://127.0.0.1:{port}", launch, lambda: elasticsearch.answers(port))
        with _running(service):
            yield service


@contextmanager
def _running(service: Restartable) -> Iterator[Restartable]:
    try:
        service.up()
        yield service
    finally:
        if service.child is not None:
            stop(service.child)


def listening(port: int) -> bool:
    """Say whether anything accepts connections on the port."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextmanager
def slow_way(to: Callable[[], int], *, port: int, seconds: float) -> Iterator[None]:
    """Listen on `port` and pass everything on to the port `to`, each piece of it `seconds` late."""
    with socket.create_server(("127.0.0.1", port)) as server:
        threading.Thread(target=_accept, args=(server, to, seconds), daemon=True).start()
        yield


def _accept(server: socket.socket, to: Callable[[], int], seconds: float) -> None:
    with suppress(OSError):
        while True:
            near, _ = server.accept()
            far = socket.create_connection(("127.0.0.1", to()))
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_pass_on, args=(one, other, seconds), daemon=True).start()


def _pass_on(one: socket.socket, other: socket.socket, seconds: float) -> None:
    with suppress(OSError), one:
        while piece := one.recv(4096):
            time.sleep(seconds)
            other.sendall(piece)
        other.shutdown(socket.SHUT_WR)
