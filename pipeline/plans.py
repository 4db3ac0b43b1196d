"""What a run is to pull, and that it was pulled; apart from the stages, whose models a task would wait for."""

from ingest.landing import commit, plan
from pipeline.alone import alone
from pipeline.parts import Parts
from pipeline.records import unfinished_plan, write_plan
from pipeline.stops import running, stop_failing_sources
from schemas.landing import Plan
from schemas.messages import OffsetRange

NOTHING_WAITS = "nothing-waits"


def plan_run(parts: Parts) -> Plan:
    """Write down the offset ranges to pull, or return the plan that a run before left unfinished."""
    with alone(parts.settings.home):
        unfinished = unfinished_plan(parts.store)
        if unfinished is not None:
            return unfinished
        group, most = parts.settings.consumer_group, parts.settings.batch_messages
        planned = plan(parts.broker, running(parts), group, most) or Plan(id=NOTHING_WAITS, batches=())
        write_plan(parts.store, planned)
        return planned


def planned_batch(parts: Parts, name: str) -> OffsetRange:
    """Return the batch of the plan at hand that is called `name`."""
    return next(batch for batch in plan_run(parts).batches if batch.name == name)


def commit_plan(parts: Parts, planned: Plan) -> None:
    """Commit the offsets of `planned`, once all of its batches are synced, and stop the sources that failed in it."""
    commit(parts.broker, planned, parts.settings.consumer_group)
    stop_failing_sources(parts, planned)
