"""A whole run in one process: what `forewarn run` does."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Protocol

from pipeline.advance import advance_plan
from pipeline.annotating import annotate_batch
from pipeline.delivering import deliver
from pipeline.landing import land_batch
from pipeline.parts import Parts
from pipeline.plans import commit_plan, plan_run
from schemas.messages import OffsetRange


class Progress(Protocol):
    """Hears how far a stage is."""

    def __call__(self, stage: str, done: int, total: int, /) -> None:
        """Take note that `done` of `total` parts of `stage` are done."""


def silent(stage: str, done: int, total: int) -> None:
    """Take no note."""


def run_all(parts: Parts, *, progress: Progress = silent) -> int:
    """Take everything that is waiting through all stages, and return how many batches that were."""
    plan = plan_run(parts)
    for batch in told("land", plan.batches, progress):
        land_batch(parts, batch)
    commit_plan(parts, plan)
    for batch in told("annotate", plan.batches, progress):
        annotate_batch(parts, batch)
    advance_plan(parts, plan, tell=lambda done, total: progress("advance", done, total))
    deliver(parts, now=datetime.now(UTC))
    return len(plan.batches)


def told(stage: str, batches: Sequence[OffsetRange], progress: Progress) -> Iterator[OffsetRange]:
    """Yield `batches`, and let `progress` hear after each that it is done."""
    for done, batch in enumerate(batches, start=1):
        yield batch
        progress(stage, done, len(batches))
