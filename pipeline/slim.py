"""Landed rows without their texts, so that those of years fit into memory."""

from ingest.batch_store import BatchStore, landed_path
from pipeline.records import read_landed
from schemas.landing import LandedRow
from schemas.messages import OffsetRange


def slim_rows(store: BatchStore, batch: OffsetRange) -> list[LandedRow] | None:
    """Return the landed rows of `batch` with all that their fate depends on; None where the file is gone."""
    return [_slim(row) for row in read_landed(store, batch)] if store.exists(landed_path(batch)) else None


def _slim(row: LandedRow) -> LandedRow:
    bare = row.report and row.report.model_copy(update={"text": "", "title": "", "sections": (), "contacts": ()})
    return row.model_copy(update={"report": bare})
