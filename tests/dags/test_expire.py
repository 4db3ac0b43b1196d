"""The DAG that deletes what is past its retention: every day, with nothing heavy at the top of the file."""

from pathlib import Path

from tests.dags.test_fuse import answer_of

DESCRIBE = """
import json, sys
from airflow.dag_processing.dagbag import DagBag
bag = DagBag(dag_folder="dags/expire.py")
print("RESULT" + json.dumps({
    "errors": list(bag.import_errors.values()),
    "schedules": {name: dag.timetable.expression for name, dag in bag.dags.items()},
    "heavy": sorted({"spacy", "elasticsearch", "kafka", "nlp", "search", "ingest"} & set(sys.modules)),
    "state": str(bag.dags["expire"].test().state),
}))
"""


def test_what_is_past_its_retention_is_deleted_every_day(dag_home: Path) -> None:
    found = answer_of(DESCRIBE, dag_home)
    assert (found["errors"], found["schedules"], found["heavy"]) == ([], {"expire": "23 2 * * *"}, [])
    assert "success" in found["state"]
