"""Start Kafka, Elasticsearch, PostgreSQL, Airflow and the desk, and leave them running with the example mission."""

import json
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import httpx

from search.roles import SERVICE
from tests.services import elasticsearch, kafka, postgres
from tests.services.fetch import elasticsearch_home, kafka_jars
from tests.services.machine import missing_account, missing_java, require
from tests.services.process import Launch, ServiceError, free_ports, say, start, tail, wait_until_ready
from tests.stack import airflow
from tests.stack.access import make_users
from tests.stack.down import stop
from tests.stack.kept import is_alive, keep, kept, wait_until
from tests.stack.state import (
    AIRFLOW_DATABASE,
    BIN,
    OPERATOR,
    PEOPLE,
    ROOT,
    airflow_environment,
    begin,
    forewarn_environment,
    keep_environment,
    make_passwords,
    outside,
    own_environment,
)

HEAP = "-Xms512m -Xmx512m"
START_SECONDS = 300.0
PARTS = (
    "kafka", "elasticsearch", "postgres", "airflow-api-server", "airflow-scheduler", "airflow-dag-processor",
    "airflow-triggerer", "desk",
)  # fmt: skip


class Ports(NamedTuple):
    """Ports of this machine, chosen when the stack starts."""

    kafka: int
    controller: int
    elasticsearch: int
    transport: int
    postgres: int
    airflow: int
    desk: int


def up(state: Path) -> None:
    """Start the stack and load the example mission; one that runs already is only shown."""
    if stands(state):
        say("the stack runs already")
    else:
        require(missing_java, missing_account, postgres.missing_postgres)
        stop(state)
        try:
            bring_up(state)
        except BaseException:
            stop(state)
            say(f"the stack did not come up; the logs are in {state}")
            raise
    show(state)


def stands(state: Path) -> bool:
    """Say whether every part of it runs, and the mission was loaded."""
    running = {file.stem for file in kept(state) if is_alive(file)}
    return running == set(PARTS) and (state / "addresses.json").exists()


def bring_up(state: Path) -> None:
    """Start everything, each part once those that it needs answer."""
    jars, home = kafka_jars(), elasticsearch_home()
    begin(state)
    passwords, ports = make_passwords(state), Ports(*free_ports(len(Ports._fields)))
    addresses = {name: f"http://127.0.0.1:{getattr(ports, name)}" for name in ("elasticsearch", "airflow", "desk")}
    addresses["kafka"] = f"127.0.0.1:{ports.kafka}"
    start_stores(state, ports, passwords, jars, home)
    environment = make_ready(state, addresses, passwords)
    start_desk(state, addresses["desk"], environment)
    database = postgres.address(ports.postgres, passwords[AIRFLOW_DATABASE])
    of_airflow = airflow_environment(state, ports.airflow, database, passwords[OPERATOR])
    start_airflow(state, addresses["airflow"], {**environment, **of_airflow})
    (state / "addresses.json").write_text(json.dumps(addresses))


def make_ready(state: Path, addresses: dict[str, str], passwords: dict[str, str]) -> dict[str, str]:
    """Make roles, users, topics and indices, load the mission, and return the environment to go on in."""
    as_administrator = forewarn_environment(state, addresses, "elastic", passwords["elastic"])
    step(state, "roles", [BIN / "forewarn", "access", "apply"], {**own_environment(), **as_administrator})
    make_users(addresses["elasticsearch"], passwords)
    ours = forewarn_environment(state, addresses, SERVICE, passwords[SERVICE])
    keep_environment(state, ours)
    environment = {**own_environment(), **ours}
    step(state, "topics and indices", [BIN / "forewarn", "prepare"], environment)
    step(state, "messages", [BIN / "forewarn", "replay", ROOT / "missions" / "example" / "messages.jsonl"], environment)
    # Airflow would load the language models once more for each of some twenty tasks; here it takes what comes after.
    step(state, "the example mission, read and linked", [BIN / "forewarn", "run"], environment)
    return environment


def start_stores(state: Path, ports: Ports, passwords: dict[str, str], jars: Path, home: Path) -> None:
    """Start Kafka, Elasticsearch with security on, and PostgreSQL."""
    launch(state, "kafka", kafka_launch(state, ports, jars), lambda: kafka.answers(ports.kafka))
    node = elasticsearch.prepare(
        outside(state, "elasticsearch"), home, ports.elasticsearch, ports.transport, password=passwords["elastic"]
    )
    node = replace(node, environment={**(node.environment or {}), "ES_JAVA_OPTS": HEAP})
    answers = elasticsearch.answers
    launch(state, "elasticsearch", node, lambda: answers(ports.elasticsearch, password=passwords["elastic"]))
    cluster = postgres.prepare(outside(state, "postgres"), ports.postgres, passwords[AIRFLOW_DATABASE])
    launch(state, "postgres", cluster, lambda: postgres.answers(ports.postgres))


def kafka_launch(state: Path, ports: Ports, jars: Path) -> Launch:
    """Give the broker an empty store and say how to start it."""
    folder = state / "kafka"
    folder.mkdir()
    properties = kafka.write_properties(folder, ports.kafka, ports.controller)
    kafka.format_storage(jars, properties)
    return Launch("Kafka", [*kafka.java(jars), "kafka.Kafka", str(properties)], folder / "kafka.log")


def start_desk(state: Path, url: str, environment: dict[str, str]) -> None:
    """Start the desk."""
    command = [str(BIN / "forewarn"), "desk", "--port", url.rpartition(":")[2]]
    launch(state, "desk", Launch("The desk", command, state / "desk.log", environment), lambda: opens(f"{url}/sign-in"))


def start_airflow(state: Path, url: str, environment: dict[str, str]) -> None:
    """Make Airflow's database and start its four processes, the server that the others ask first."""
    step(state, "Airflow's database", [BIN / "airflow", "db", "migrate"], environment)
    serve = ["api-server", "--host", "127.0.0.1", "--port", url.rpartition(":")[2], "--workers", "1"]
    others = [["scheduler", "--skip-serve-logs"], ["dag-processor"], ["triggerer", "--skip-serve-logs"]]
    for words, is_ready in [(serve, lambda: opens(f"{url}/api/v2/version")), *((words, is_true) for words in others)]:
        name = f"airflow-{words[0]}"
        what = Launch(name, [str(BIN / "airflow"), *words], state / f"{name}.log", environment)
        launch(state, name, what, is_ready)
    say("waiting for Airflow's processes to be well")
    if not wait_until(lambda: airflow.are_well(url), START_SECONDS, pause_seconds=2):
        raise ServiceError(f"Airflow's processes were not well within {START_SECONDS:.0f} s")


def is_true() -> bool:
    """Say that nothing is waited for: all of these are asked together."""
    return True


def launch(state: Path, name: str, what: Launch, is_ready: Callable[[], bool]) -> None:
    """Start a process that outlives us, write down which it is, and wait until it is ready."""
    say(f"starting {name}")
    child = start(what)
    keep(state, name, child)
    wait_until_ready(child, what, is_ready, START_SECONDS)


def step(state: Path, name: str, command: list[str | Path], environment: dict[str, str]) -> None:
    """Run a command to its end, its output in a log."""
    say(f"making ready: {name}")
    log = state / "ready.log"
    with log.open("a") as output:
        code = subprocess.run(command, env=environment, cwd=state, stdout=output, stderr=output, check=False).returncode
    if code:
        raise ServiceError(f"{name}: failed. The end of {log}:\n{tail(log)}")


def opens(url: str) -> bool:
    """Say whether a page is served."""
    with suppress(httpx.HTTPError):
        return httpx.get(url, timeout=20).status_code == httpx.codes.OK
    return False


def show(state: Path) -> None:
    """Say where everything is."""
    addresses = json.loads((state / "addresses.json").read_text())
    say(f"desk           {addresses['desk']}   users: {', '.join(PEOPLE)}")
    say(f"Airflow        {addresses['airflow']}   user: {OPERATOR}")
    say(f"Elasticsearch  {addresses['elasticsearch']}   user: elastic")
    say(f"Kafka          {addresses['kafka']}")
    say(f"passwords      {state / 'passwords.json'}")
    say(f"to work on it  . {state / 'environment'}; .venv/bin/forewarn warnings")
    say("to end it      make stack-down")
