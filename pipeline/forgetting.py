"""Rows out of the batch store: where each lay is kept for the account, all else goes with the key of its file."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from ingest.batch_store import BatchStore, annotated_path
from pipeline.erased import ids_of
from pipeline.records import read_annotated, read_landed, write_annotated, write_landed
from schemas.landing import LandedRow, WhyErased
from schemas.messages import OffsetRange
from schemas.source import SourceRules

Why = Callable[[LandedRow], WhyErased | None]


def on_request(is_erased: Callable[[str], bool]) -> Why:
    """Return what says of a row that it was erased on request."""
    return lambda row: "on request" if any(map(is_erased, ids_of(row))) else None


def retained_until(row: LandedRow, rules: SourceRules) -> date:
    """Return the last day on which a row may be kept; a refused one is kept as long as its source's reports."""
    items = [item for item in (row.report, row.case, *row.counts) if item is not None]
    given = [item.retention_until for item in items]
    return max(given, default=row.provenance.kafka_at.date() + timedelta(days=rules.retention_days))


def forget_rows(store: BatchStore, batch: OffsetRange, why: Why) -> None:
    """Write `batch` anew without what `why` names, under new keys; the landed file last, so that a cut is mended."""
    rows = list(read_landed(store, batch))
    left = [_left(row, why) for row in rows]
    if left == rows:
        return
    gone = {after.provenance.offset for before, after in zip(rows, left, strict=True) if before != after}
    of_gone = [row for row in rows if row.provenance.offset in gone]
    raw = {pointer for row in of_gone for pointer in (row.pointer, row.provenance.replays) if pointer}
    for pointer in sorted(raw):
        store.delete(pointer)
    _forget_annotated(store, batch, left)
    pointless = (row.model_copy(update={"pointer": None}) if row.pointer in raw else row for row in left)
    write_landed(store, batch, pointless)


def _left(row: LandedRow, why: Why) -> LandedRow:
    reason = None if row.erased else why(row)
    return row if reason is None else LandedRow(provenance=row.provenance, erased=reason)


def _forget_annotated(store: BatchStore, batch: OffsetRange, rows: Iterable[LandedRow]) -> None:
    versions = {row.report.version_id for row in rows if row.report is not None}
    if store.exists(annotated_path(batch)):
        kept = [each for each in read_annotated(store, batch) if each.annotation.version_id in versions]
        write_annotated(store, batch, kept)
