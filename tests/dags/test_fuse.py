"""The DAG `fuse`: how it is wired, what goes between its tasks, and that it gives what `forewarn run` gives."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.network import can_be_cut
from tests.pipeline.runs import ROOT, SECRETS, differences, environment, run_example, settings_in, state_of
from tests.services.fixtures import leave_out

DESCRIBE = """
import json, sys
from airflow.dag_processing.dagbag import DagBag
bag = DagBag(dag_folder="dags/fuse.py")
dag = bag.dags["fuse"]
print("RESULT" + json.dumps({
    "errors": list(bag.import_errors.values()),
    "max_active_runs": dag.max_active_runs,
    "timetable": type(dag.timetable).__name__,
    "catchup": dag.catchup,
    "after": {task.task_id: sorted(task.downstream_task_ids) for task in dag.tasks},
    "heavy": sorted({"spacy", "elasticsearch", "kafka", "nlp", "search", "ingest"} & set(sys.modules)),
}))
"""
XCOMS = """
import json
from airflow.models.xcom import XComModel
from airflow.utils.session import create_session
with create_session() as session:
    print("RESULT" + json.dumps([[row.task_id, row.key, row.value] for row in session.query(XComModel)]))
"""
RUNS = """
import json
from airflow.models.dagrun import DagRun
from airflow.utils.session import create_session
with create_session() as session:
    print("RESULT" + json.dumps([[run.dag_id, run.state] for run in session.query(DagRun)]))
"""
TRIGGER = """
import asyncio, json
from airflow.sdk.module_loading import import_string
import dags.lag
path, fields = dags.lag.LagTrigger(poll_seconds=0.001, idle_seconds=60).serialize()
answers = iter([0, 0, 7])
dags.lag.waiting_now = lambda: next(answers)
async def first(trigger):
    return (await anext(trigger.run())).payload
fired = asyncio.run(first(import_string(path)(**json.loads(json.dumps(fields)))))
dags.lag.waiting_now = lambda: 0
idle = asyncio.run(first(dags.lag.LagTrigger(poll_seconds=0.001, idle_seconds=0.002)))
print("RESULT" + json.dumps({"path": path, "fired": fired, "idle": idle}))
"""


def test_the_dag_runs_one_at_a_time_and_imports_nothing_heavy(dag_home: Path) -> None:
    dag = answer_of(DESCRIBE, dag_home)
    assert dag["errors"] == []
    assert dag["max_active_runs"] == 1
    assert dag["timetable"] == "ContinuousTimetable"
    assert dag["catchup"] is False
    assert dag["heavy"] == []


def test_offsets_are_committed_after_landing_and_before_annotating(dag_home: Path) -> None:
    after = answer_of(DESCRIBE, dag_home)["after"]
    assert after["wait_for_messages"] == ["plan"]
    assert "commit" in after["land"]
    assert after["commit"] == ["annotate"]
    assert after["annotate"] == ["advance"]


def test_the_run_succeeded(dag_home: Path) -> None:
    assert answer_of(RUNS, dag_home) == [["fuse", "success"]]


def test_d36_the_run_succeeded_without_any_network(dag_home: Path) -> None:
    """The run of `dag_home` is cut off where that can be done; where all tests have to run, it must be."""
    if not can_be_cut():
        leave_out("left out, as this machine lets nobody make a network of their own (unshare --net)")
    assert answer_of(RUNS, dag_home) == [["fuse", "success"]]
    assert state_of(settings_in(dag_home))["warnings protected"]


def test_d38_no_secret_is_in_what_airflow_and_the_run_keep(dag_home: Path) -> None:
    """In logs, XCom, the metadata database, batches, the index and topics."""
    files = [path for path in dag_home.rglob("*") if path.is_file()]
    assert any(path.suffix == ".log" for path in files)
    assert any(path.suffix == ".db" for path in files)
    for path in files:
        content = path.read_bytes()
        assert [name for name, secret in SECRETS.items() if secret.encode() in content] == [], path


def test_only_names_of_batches_and_counts_go_between_tasks(dag_home: Path) -> None:
    rows = answer_of(XCOMS, dag_home)
    values = [value for _, _, value in rows]
    assert {task for task, key, _ in rows if key == "return_value"} >= {"plan", "land"}
    assert all(len(json.dumps(value)) < 1000 for value in values)
    batches = {path.stem for path in (dag_home / "batches" / "landed").rglob("*.jsonl")}
    planned = next(value for task, key, value in rows if (task, key) == ("plan", "return_value"))
    assert set(planned) == batches


def test_the_dag_gives_what_a_run_gives(dag_home: Path, tmp_path: Path) -> None:
    assert differences(run_example(settings_in(tmp_path)), state_of(settings_in(dag_home))) == []


def test_the_trigger_survives_the_database_and_fires(dag_home: Path) -> None:
    answer = answer_of(TRIGGER, dag_home)
    assert answer == {"path": "dags.lag.LagTrigger", "fired": {"waiting": 7}, "idle": {"waiting": 0}}


def answer_of(script: str, home: Path) -> Any:
    """Run `script` where the environment was set before Airflow is imported, and return what it answers."""
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(home), cwd=ROOT, check=True, capture_output=True, text=True
    )
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("RESULT"))
    return json.loads(line.removeprefix("RESULT"))
