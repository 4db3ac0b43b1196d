"""A DAG for each place that reports are fetched from, on its own schedule; one that is not configured does nothing.

The schedules are read from the collectors' files without running them: this file is parsed again and again.
"""

import ast
from pathlib import Path

from airflow.sdk import DAG, dag, task

from dags.shared import ONE_AT_A_TIME

COLLECTORS = Path(__file__).parent.parent / "ingest" / "collectors"


def schedule_of(path: Path) -> str:
    """Return the SCHEDULE that the collector's file states."""
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "SCHEDULE":
            return str(ast.literal_eval(statement.value))
    raise ValueError(f"collector {path}: SCHEDULE is missing; add SCHEDULE = '17 * * * *'")


@task
def fetch(name: str) -> int:
    """Send what is new to its topic, and return how many messages that were."""
    from pipeline.collect import collect_from, configured_collectors
    from pipeline.parts import opened_from_environment

    with opened_from_environment() as parts:
        return collect_from(parts, name) if name in configured_collectors(parts) else 0


def collector_dag(path: Path) -> DAG:
    """Return the DAG of the collector in the file at `path`."""
    name = path.stem.replace("_", "-")

    @dag(
        dag_id=f"collect-{name}",
        schedule=schedule_of(path),
        doc_md=__doc__,
        **ONE_AT_A_TIME,
    )
    def collect() -> None:
        fetch(name)

    return collect()


for collector in sorted(COLLECTORS.glob("[!_]*.py")):
    globals()[f"collect_{collector.stem}"] = collector_dag(collector)
