"""The collectors' DAGs: one each, on its own schedule, with nothing heavy at the top of the file."""

from pathlib import Path

from ingest.collecting import find_collectors
from tests.dags.test_fuse import answer_of

DESCRIBE = """
import json, sys
from airflow.dag_processing.dagbag import DagBag
bag = DagBag(dag_folder="dags/collect.py")
print("RESULT" + json.dumps({
    "errors": list(bag.import_errors.values()),
    "schedules": {name: dag.timetable.expression for name, dag in bag.dags.items()},
    "heavy": sorted({"spacy", "elasticsearch", "kafka", "nlp", "search", "ingest"} & set(sys.modules)),
}))
"""
RUN = """
import json
from airflow.dag_processing.dagbag import DagBag
dag = DagBag(dag_folder="dags/collect.py").dags["collect-drop-folder"]
print("RESULT" + json.dumps(str(dag.test().state)))
"""


def test_every_collector_has_a_dag_on_its_own_schedule(dag_home: Path) -> None:
    found = answer_of(DESCRIBE, dag_home)
    assert found["errors"] == []
    assert found["schedules"] == {f"collect-{name}": each.schedule for name, each in find_collectors().items()}
    assert found["heavy"] == []


def test_a_collector_that_is_not_configured_does_nothing(dag_home: Path) -> None:
    assert "success" in answer_of(RUN, dag_home)
