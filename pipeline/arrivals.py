"""What a plan brought, read back from the batch store in the order of the messages' own clock."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ingest.batch_store import BatchStore
from pipeline.records import read_annotated, read_landed
from schemas.annotation import AnnotatedReport
from schemas.landing import LandedRow, Plan
from schemas.messages import OffsetRange
from schemas.report import Case, Count, Report


@dataclass(frozen=True)
class Arrival:
    """One landed row that can be used: a report with what was read out of it, a clinic count, or a case."""

    at: datetime
    version_id: str
    report: Report | None = None
    annotated: AnnotatedReport | None = None
    count: Count | None = None
    case: Case | None = None


def read_arrivals(store: BatchStore, plan: Plan) -> list[Arrival]:
    """Return the usable rows of all batches of `plan`, by Kafka timestamp, then by version."""
    found = [arrival for batch in plan.batches for arrival in _batch_arrivals(store, batch)]
    return sorted(found, key=lambda arrival: (arrival.at, arrival.version_id))


def split_at(arrivals: Sequence[Arrival], end: datetime) -> tuple[list[Arrival], list[Arrival]]:
    """Return the arrivals before `end`, and the rest."""
    return [a for a in arrivals if a.at < end], [a for a in arrivals if a.at >= end]


def _batch_arrivals(store: BatchStore, batch: OffsetRange) -> Iterator[Arrival]:
    annotated = {item.annotation.version_id: item for item in read_annotated(store, batch)}
    for row in read_landed(store, batch):
        yield from _row_arrivals(row, annotated)


def _row_arrivals(row: LandedRow, annotated: dict[str, AnnotatedReport]) -> Iterable[Arrival]:
    at = row.provenance.kafka_at
    if row.report is not None:
        yield Arrival(at, row.report.version_id, row.report, annotated[row.report.version_id])
    for count in row.counts:
        yield Arrival(at, count.version_id, count=count)
    if row.case is not None:
        yield Arrival(at, row.case.version_id, case=row.case)
