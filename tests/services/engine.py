"""A container engine, used where one answers."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.services.process import Launch, running, say

# A first start pulls the image.
START_SECONDS = 900.0
ANSWER_SECONDS = 20.0


@dataclass(frozen=True)
class Container:
    """A container with one port of its own made reachable on one port of this machine."""

    image: str
    port_inside: int
    port: int
    environment: Mapping[str, str]

    @property
    def name(self) -> str:
        """A name nobody else uses: the port is ours."""
        return f"forewarn-services-{self.port}"


@cache
def engine_answers() -> bool:
    """Say whether a container engine runs here, not merely its client."""
    if shutil.which("docker") is None:
        return False
    try:
        asked = subprocess.run(["docker", "info"], capture_output=True, check=False, timeout=ANSWER_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return asked.returncode == 0


@contextmanager
def running_container(container: Container, ready: Callable[[], bool]) -> Iterator[None]:
    """Run the container until the block ends."""
    say(f"starting {container.image} (pulled first where it is not here yet)")
    with TemporaryDirectory(prefix="forewarn-container-") as folder:
        launch = Launch(container.image, run_command(container), Path(folder) / "container.log")
        try:
            with running(launch, ready, START_SECONDS):
                yield
        finally:
            remove(container)


def run_command(container: Container) -> list[str]:
    """Return the engine's command: in the foreground, so that ending the client ends the container."""
    variables = [f"--env={name}={value}" for name, value in container.environment.items()]
    published = f"--publish=127.0.0.1:{container.port}:{container.port_inside}"
    return ["docker", "run", "--rm", f"--name={container.name}", published, *variables, container.image]


def remove(container: Container) -> None:
    """Remove the container where its client had to be killed; usually it has gone by itself."""
    subprocess.run(["docker", "rm", "--force", container.name], capture_output=True, check=False)
