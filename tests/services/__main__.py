"""The services from the command line: `python -m tests.services run -- COMMAND`, `fetch` and `check`."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from tests.services import elasticsearch, kafka
from tests.services.elasticsearch import running_elasticsearch
from tests.services.engine import engine_answers
from tests.services.fetch import elasticsearch_home, kafka_jars
from tests.services.kafka import running_kafka
from tests.services.machine import missing_account, missing_java, missing_maven
from tests.services.process import ServiceError, ServiceUnavailableError, say


def main() -> int:
    """Do what the command line asks and return the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    arguments = parser().parse_args()
    act: Callable[[argparse.Namespace], int] = arguments.act
    try:
        return act(arguments)
    except (ServiceError, ServiceUnavailableError) as error:
        say(str(error))
        return 1


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    whole = argparse.ArgumentParser(prog="python -m tests.services", description=__doc__)
    actions = whole.add_subparsers(required=True)
    run_action = actions.add_parser("run", help="run a command beside both services and return its exit code")
    run_action.add_argument("--optional", action="store_true", help="run it without them where they cannot run")
    run_action.add_argument("command", nargs="+", help="the command, after --")
    run_action.set_defaults(act=run)
    actions.add_parser("fetch", help="only fetch the services").set_defaults(act=fetch)
    actions.add_parser("check", help="say what this machine lacks to run them").set_defaults(act=check)
    return whole


def run(arguments: argparse.Namespace) -> int:
    """Run the command beside both services."""
    with ExitStack() as services:
        try:
            addresses = start_both(services)
        except ServiceUnavailableError as missing:
            if not arguments.optional or os.environ.get("CI") == "true":
                raise
            say(f"going on without Kafka and Elasticsearch: {missing}")
            addresses = {}
        return execute(arguments.command, addresses)


def start_both(services: ExitStack) -> dict[str, str]:
    """Start both services and return where they are, under the names their users know."""
    bootstrap = services.enter_context(running_kafka())
    url = services.enter_context(running_elasticsearch())
    addresses = {kafka.ADDRESS_VARIABLE: bootstrap, elasticsearch.ADDRESS_VARIABLE: url}
    say(f"ready: {' '.join(f'{name}={value}' for name, value in addresses.items())}")
    return {**addresses, **{f"FOREWARN_{name}": value for name, value in addresses.items()}}


def execute(command: Sequence[str], addresses: dict[str, str]) -> int:
    """Run the command with the addresses in its environment."""
    try:
        return subprocess.run(command, env={**os.environ, **addresses}, check=False).returncode
    except FileNotFoundError:
        say(f"no such command: {command[0]}")
        return 127
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def fetch(_: argparse.Namespace) -> int:
    """Fetch both services."""
    say(f"Kafka is in {kafka_jars()}")
    say(f"Elasticsearch is in {elasticsearch_home()}")
    return 0


def check(_: argparse.Namespace) -> int:
    """Say what is missing, a line each."""
    if engine_answers():
        say("a container engine answers: nothing else is needed")
        return 0
    missing = [line for line in (missing_java(), missing_maven(), missing_account()) if line]
    for line in missing or ["nothing is missing"]:
        say(line)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
