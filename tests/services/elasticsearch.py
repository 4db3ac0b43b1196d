"""One real Elasticsearch node."""

import json
import os
import shutil
import subprocess
import urllib.request
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from ssl import create_default_context
from tempfile import TemporaryDirectory

from tests.services.engine import Container, engine_answers, running_container
from tests.services.fetch import ELASTICSEARCH_VERSION, elasticsearch_home
from tests.services.machine import account, java_home, missing_account, missing_java, require
from tests.services.process import Launch, free_ports, running, say

ADDRESS_VARIABLE = "ELASTICSEARCH_URL"
IMAGE = f"docker.elastic.co/elasticsearch/elasticsearch:{ELASTICSEARCH_VERSION}"
HEAP = "-Xms1g -Xmx1g"
START_SECONDS = 300.0

SETTINGS = {
    "discovery.type": "single-node",
    "cluster.routing.allocation.disk.threshold_enabled": False,
    "xpack.security.enabled": False,
}
SECURITY = {
    "xpack.security.enabled": True,
    "xpack.security.enrollment.enabled": False,
    "xpack.security.http.ssl.enabled": False,
    "xpack.security.transport.ssl.enabled": False,
}
ENCRYPTION = {
    "xpack.security.http.ssl.enabled": True,
    "xpack.security.http.ssl.certificate": "elasticsearch_certificate",
    "xpack.security.http.ssl.key": "elasticsearch_certificate_key",
}


@contextmanager
def running_elasticsearch() -> Iterator[str]:
    """Give the URL of a node: the environment's, or one that runs until the block ends."""
    if url := os.environ.get(ADDRESS_VARIABLE):
        yield url
        return
    with elasticsearch_in_container() if engine_answers() else elasticsearch_on_machine() as url:
        yield url


@contextmanager
def elasticsearch_in_container() -> Iterator[str]:
    """Run a node in a container engine."""
    (port,) = free_ports(1)
    settings = {name: json.dumps(value).strip('"') for name, value in SETTINGS.items()}
    container = Container(IMAGE, 9200, port, {**settings, "ES_JAVA_OPTS": HEAP})
    with running_container(container, lambda: answers(port)):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def elasticsearch_on_machine() -> Iterator[str]:
    """Run a node in a Java process of our own."""
    require(missing_java, missing_account)
    installed = elasticsearch_home()
    port, transport_port = free_ports(2)
    with TemporaryDirectory(prefix="forewarn-elasticsearch-") as name:
        folder = Path(name)
        launch = prepare(folder, installed, port, transport_port)
        say(f"starting Elasticsearch {ELASTICSEARCH_VERSION} on port {port}")
        with running(launch, lambda: answers(port), START_SECONDS):
            yield f"http://127.0.0.1:{port}"


@contextmanager
def secured_elasticsearch(password: str) -> Iterator[str]:
    """Run a node with security on in a Java process of our own, and give its URL with the superuser in it."""
    require(missing_java, missing_account)
    port, transport_port = free_ports(2)
    with TemporaryDirectory(prefix="forewarn-elasticsearch-") as name:
        launch = prepare(Path(name), elasticsearch_home(), port, transport_port, password=password)
        say(f"starting Elasticsearch {ELASTICSEARCH_VERSION} with security on port {port}")
        with running(launch, lambda: answers(port, password=password), START_SECONDS):
            yield f"http://elastic:{password}@127.0.0.1:{port}"


def prepare(
    folder: Path, installed: Path, port: int, transport_port: int, *, password: str = "", secrets: Path | None = None
) -> Launch:
    """Fill the node's folder and say how to start it there.

    A password for its superuser turns its security on, the folder of a stack's secrets its TLS.
    """
    owner = account()
    local = {"http.port": port, "transport.port": transport_port}
    settings = {**SETTINGS, **local, **(SECURITY if password else {}), **(ENCRYPTION if secrets else {})}
    write_configuration(folder, installed, settings)
    if secrets:
        for name in ("elasticsearch_certificate", "elasticsearch_certificate_key"):
            shutil.copy(secrets / name, folder / "config")
    for name in ("data", "logs", "tmp"):
        (folder / name).mkdir()
    if password:
        keep_password(folder, installed, password)
    home = installed
    if owner:
        give(folder, owner)
        home = link_tree(installed, folder / "home")
    log = folder / "output.log"
    return Launch("Elasticsearch", [home / "bin" / "elasticsearch"], log, environment(folder), owner)


def keep_password(folder: Path, installed: Path, password: str) -> None:
    """Put the superuser's password into the node's keystore."""
    tool = installed / "bin" / "elasticsearch-keystore"
    for words, typed in ((["create"], ""), (["add", "-x", "bootstrap.password"], password)):
        subprocess.run([tool, *words], input=typed, env=environment(folder), text=True, check=True, capture_output=True)


def write_configuration(folder: Path, installed: Path, settings: Mapping[str, object]) -> None:
    """Copy the configuration out of the shared installation and make it this node's own."""
    configuration = folder / "config"
    shutil.copytree(installed / "config", configuration)
    local = {
        "network.host": "127.0.0.1",
        "path.data": str(folder / "data"),
        "path.logs": str(folder / "logs"),
    }
    lines = [f"{name}: {json.dumps(value)}\n" for name, value in {**settings, **local}.items()]
    (configuration / "elasticsearch.yml").write_text("".join(lines))


def give(folder: Path, owner: str) -> None:
    """Make the account the owner of the folder and all in it."""
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, owner, owner)


def link_tree(source: Path, target: Path) -> Path:
    """Show the installation where another account can reach it: root's own folders are closed to it."""
    shutil.copytree(source, target, copy_function=link_or_copy)
    return target


def link_or_copy(source: str, target: str) -> None:
    """Link the file, which is quick and takes no room, or copy it across file systems."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def environment(folder: Path) -> dict[str, str]:
    """Return all that the node sees of our environment."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "ES_PATH_CONF": str(folder / "config"),
        "ES_TMPDIR": str(folder / "tmp"),
        # Its launcher leaves files behind, so they go where we clean up.
        "CLI_JAVA_OPTS": f"-Djava.io.tmpdir={folder / 'tmp'}",
        "ES_JAVA_HOME": str(java_home()),
        "ES_JAVA_OPTS": HEAP,
    }


def answers(port: int, *, password: str = "", authority: Path | None = None) -> bool:
    """Say whether the node answers and can take documents."""
    scheme, context = ("https", create_default_context(cafile=authority)) if authority else ("http", None)
    url = f"{scheme}://127.0.0.1:{port}/_cluster/health?wait_for_status=yellow&timeout=1s"
    asked = urllib.request.Request(url)
    if password:
        asked.add_header("Authorization", f"Basic {b64encode(f'elastic:{password}'.encode()).decode()}")
    try:
        with urllib.request.urlopen(asked, timeout=5, context=context) as response:
            return bool(response.status == 200)
    except OSError:
        return False
