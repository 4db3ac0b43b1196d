"""The `expire` DAG: every day, what is past its retention is deleted everywhere.

Airflow's own records are cleaned outside of it: Airflow 3 lets no task near its database (docs/retention.md).
"""

from airflow.sdk import dag, task
from pendulum import datetime

from dags.retries import RETRIES


@task
def delete_past() -> int:
    """Delete what is past its retention, and return how many rows that were."""
    from pipeline.expire import expire
    from pipeline.parts import opened_from_environment

    with opened_from_environment() as parts:
        return expire(parts, by="airflow").rows


@dag(
    schedule="23 2 * * *",
    start_date=datetime(2025, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args=RETRIES,
    tags=["forewarn"],
    doc_md=__doc__,
)
def expire() -> None:
    """Delete what is past its retention."""
    delete_past()


expire()
