"""The `expire` DAG: every day, what is past its retention is deleted everywhere.

Airflow's own records are cleaned outside of it: Airflow 3 lets no task near its database (docs/retention.md).
"""

from airflow.sdk import dag, task

from dags.shared import ONE_AT_A_TIME


@task
def delete_past() -> int:
    """Delete what is past its retention, and return how many rows that were."""
    from pipeline.expire import expire
    from pipeline.parts import opened_from_environment

    with opened_from_environment() as parts:
        return expire(parts, by="airflow").rows


@dag(
    schedule="23 2 * * *",
    doc_md=__doc__,
    **ONE_AT_A_TIME,
)
def expire() -> None:
    """Delete what is past its retention."""
    delete_past()


expire()
