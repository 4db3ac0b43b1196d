"""`make demo`: the invented mission through the real DAG, on the embedded parts or on real services."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).parent.parent
HOME = ROOT / ".forewarn" / "demo"
BIN = Path(sys.executable).parent
screen = Console(highlight=False)


def environment(*, services: bool) -> dict[str, str]:
    """Return the environment of the demo: its own state, the messages' clock, Airflow in a folder of its own."""
    ours = {
        "FOREWARN_HOME": str(HOME),
        "FOREWARN_MISSION": str(ROOT / "missions" / "example"),
        "FOREWARN_CLOCK": "messages",
        "FOREWARN_TOPIC_PREFIX": f"demo-{int(time.time())}-" if services else "",
        "FOREWARN_INDEX_PREFIX": f"demo-{int(time.time())}" if services else "forewarn",
        "AIRFLOW_HOME": str(HOME / "airflow"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PARALLELISM": "4",
    }
    return {**os.environ, **ours}


def stage(title: str, command: list[str], env: dict[str, str]) -> None:
    """Run `command` with its output in the demo's log; on failure show the log's end and stop."""
    started = time.monotonic()
    with (HOME / "demo.log").open("a", encoding="utf-8") as log, screen.status(f"{title} ..."):
        code = subprocess.run(command, env=env, cwd=ROOT, stdout=log, stderr=log, check=False).returncode
    if code:
        tail = (HOME / "demo.log").read_text(encoding="utf-8").splitlines()[-30:]
        screen.print("\n".join(tail), markup=False)
        sys.exit(f"{title}: failed; the whole log is {HOME / 'demo.log'}")
    screen.print(f"{title:<58}{time.monotonic() - started:6.1f} s")


def main() -> None:
    """Replay, run the DAG, write the briefing, say what to look at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", action="store_true", help="real Kafka and Elasticsearch")
    services = parser.parse_args().services
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    env, forewarn, airflow = environment(services=services), str(BIN / "forewarn"), str(BIN / "airflow")
    stage("Send the invented mission's messages", [forewarn, "replay", "missions/example/messages.jsonl"], env)
    stage("Prepare Airflow", [airflow, "db", "migrate"], env)
    stage("Run the DAG `fuse`", [airflow, "dags", "test", "fuse"], env)
    stage("Write briefing.html", [forewarn, "briefing", "--out", "briefing.html"], env)
    for command in ("status", "warnings"):
        subprocess.run([forewarn, command], env=env, cwd=ROOT, check=True)
    screen.print(f"\nOpen [bold]{ROOT / 'briefing.html'}[/bold] in a browser. Everything in it is invented.")
    if not services:
        screen.print("To go on: export FOREWARN_HOME=.forewarn/demo FOREWARN_CLOCK=messages", soft_wrap=True)
        screen.print("          .venv/bin/forewarn thread patrol-notes:TS-MBAZERE:PTRL/0019", soft_wrap=True)


if __name__ == "__main__":
    main()
