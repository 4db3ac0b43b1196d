"""The `fuse` DAG: from waiting messages to warnings, one run after the other.

Between the tasks go names of batches, never a text: XCom lies in Airflow's database. Heavy imports stay inside the
tasks, because this file is parsed again and again, and each task is a process that imports its own: what needs no model
must not wait for one.
"""

from airflow.sdk import dag, task

from dags.lag import WaitForMessages
from dags.shared import ONE_AT_A_TIME


@task
def plan() -> list[str]:
    """Write down the offset ranges to pull, before anything is pulled."""
    from pipeline.parts import opened_from_environment
    from pipeline.plans import plan_run

    with opened_from_environment() as parts:
        return [batch.name for batch in plan_run(parts).batches]


@task(map_index_template="{{ task.op_kwargs['batch'] }}")
def land(batch: str) -> str:
    """Pull one batch, protect it, and close and sync its file."""
    from pipeline.landing import land_batch
    from pipeline.parts import opened_from_environment
    from pipeline.plans import planned_batch

    with opened_from_environment() as parts:
        land_batch(parts, planned_batch(parts, batch))
    return batch


@task(trigger_rule="none_failed")
def commit() -> None:
    """Commit the offsets, now that all batches are synced."""
    from pipeline.parts import opened_from_environment
    from pipeline.plans import commit_plan, plan_run

    with opened_from_environment() as parts:
        commit_plan(parts, plan_run(parts))


@task(map_index_template="{{ task.op_kwargs['batch'] }}")
def annotate(batch: str) -> None:
    """Read places, actors and warning signs out of one batch."""
    from pipeline.annotating import annotate_batch
    from pipeline.parts import opened_from_environment
    from pipeline.plans import planned_batch

    with opened_from_environment() as parts:
        annotate_batch(parts, planned_batch(parts, batch))


@task(trigger_rule="none_failed")
def advance() -> None:
    """Index, link, detect and warn, step by step of the clock; unmapped, so that one process decides."""
    from pipeline.advance import advance_plan
    from pipeline.parts import opened_from_environment
    from pipeline.plans import plan_run

    with opened_from_environment() as parts:
        advance_plan(parts, plan_run(parts))


@task
def deliver() -> None:
    """Tell those who can act; what fails is tried again, by this task and at the end of the next run."""
    from datetime import UTC, datetime

    from pipeline.delivering import deliver
    from pipeline.parts import opened_from_environment
    from schemas.errors import RetryableError

    with opened_from_environment() as parts:
        failed = [each for each in deliver(parts, now=datetime.now(UTC)) if each.state == "failed"]
    if failed:
        raise RetryableError(f"{len(failed)} deliveries failed; see: forewarn export deliveries")


@dag(
    schedule="@continuous",
    doc_md=__doc__,
    **ONE_AT_A_TIME,
)
def fuse() -> None:
    """Pull, protect, annotate, then index, link, detect and warn."""
    batches = plan()
    landed = land.expand(batch=batches)
    annotated = annotate.expand(batch=landed)
    WaitForMessages(task_id="wait_for_messages") >> batches
    landed >> commit() >> annotated >> advance() >> deliver()


fuse()
