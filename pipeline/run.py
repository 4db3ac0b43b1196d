"""A whole run in one process: what `forewarn run` does, and how a task of the DAG opens its parts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Protocol

from pipeline.advance import advance_plan
from pipeline.delivering import deliver
from pipeline.parts import Parts, open_parts
from pipeline.stages import annotate_batch, commit_plan, land_batch, plan_run
from schemas.messages import OffsetRange
from schemas.settings import Settings


class Progress(Protocol):
    """Hears how far a stage is."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note that `done` of `total` parts of `stage` are done."""


def silent(stage: str, done: int, total: int) -> None:
    """Take no note."""


@contextmanager
def opened_from_environment() -> Iterator[Parts]:
    """Open the parts that the environment variables FOREWARN_* name."""
    with open_parts(Settings()) as parts:
        yield parts


def run_all(parts: Parts, *, progress: Progress = silent) -> int:
    """Take everything that is waiting through all stages, and return how many batches that were."""
    plan = plan_run(parts)
    for batch in _told("land", plan.batches, progress):
        land_batch(parts, batch)
    commit_plan(parts, plan)
    for batch in _told("annotate", plan.batches, progress):
        annotate_batch(parts, batch)
    advance_plan(parts, plan, tell=lambda done, total: progress("advance", done, total))
    deliver(parts, now=datetime.now(UTC))
    return len(plan.batches)


def _told(stage: str, batches: Sequence[OffsetRange], progress: Progress) -> Iterator[OffsetRange]:
    for done, batch in enumerate(batches, start=1):
        yield batch
        progress(stage, done, len(batches))
