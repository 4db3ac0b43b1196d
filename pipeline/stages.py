"""One function per stage; `forewarn run` and the DAG call the same ones, with batch names between them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from ingest.landing import commit, land, make_plan
from linking.blocking import prepare_events
from nlp.annotate import annotate
from nlp.names import names_masker
from pipeline.parts import DECISIONS, Parts
from protection.protect import protect
from schemas.annotation import AnnotatedReport
from schemas.landing import LandedRow, Plan
from schemas.messages import OffsetRange


def waiting_messages(parts: Parts) -> int:
    """Return how many messages and decisions lie on the topics and are not yet committed."""
    return lag_messages(parts, [*sorted(parts.sources), DECISIONS])


def lag_messages(parts: Parts, topics: list[str]) -> int:
    """Return how many messages of `topics` are not yet committed."""
    begin, end = parts.broker.begin_offsets(topics), parts.broker.end_offsets(topics)
    committed = parts.broker.committed(parts.settings.consumer_group, topics)
    return sum(last - committed.get(place, begin[place]) for place, last in end.items())


def plan_run(parts: Parts) -> Plan:
    """Write down the offset ranges to pull, or return the plan that a run before left unfinished."""
    unfinished = parts.store.unfinished_plan()
    if unfinished is not None:
        return unfinished
    group, most = parts.settings.consumer_group, parts.settings.batch_messages
    plan = make_plan(parts.broker, sorted(parts.sources), group=group, batch_messages=most)
    parts.store.write_plan(plan)
    return plan


def planned_batch(parts: Parts, name: str) -> OffsetRange:
    """Return the batch of the plan at hand that is called `name`."""
    return next(batch for batch in plan_run(parts).batches if batch.name == name)


def land_batch(parts: Parts, batch: OffsetRange) -> None:
    """Pull one batch, read and protect its rows, and write them synced to the batch store."""
    mask_names = names_masker(parts.mission, parts.catalogue)
    protected = partial(protect, mission=parts.mission, mask_names=mask_names)
    rows = land(
        parts.broker.read(batch),
        source=parts.sources[batch.topic],
        mission=parts.mission,
        protect=protected,
        store=parts.store,
        now=datetime.now(UTC),
    )
    parts.store.write_landed(batch.topic, batch.name, rows)


def commit_plan(parts: Parts, plan: Plan) -> None:
    """Commit the offsets of `plan`, once all of its batches are synced."""
    commit(parts.broker, plan, group=parts.settings.consumer_group)


def annotate_batch(parts: Parts, batch: OffsetRange) -> None:
    """Read places, actors and warning signs out of one landed batch, and write them to the batch store."""
    rows = parts.store.read_landed(batch.topic, batch.name)
    parts.store.write_annotated(batch.topic, batch.name, _annotated(parts, rows))


def _annotated(parts: Parts, rows: Iterator[LandedRow]) -> Iterator[AnnotatedReport]:
    reports = {row.report.version_id: row.report for row in rows if row.report is not None}
    for answer in annotate(reports.values(), mission=parts.mission, catalogue=parts.catalogue):
        text = reports[answer.annotation.version_id].text
        yield answer.model_copy(update={"events": tuple(prepare_events(answer.events, text))})
