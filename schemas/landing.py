"""What lies in the batch store between landing and annotation, and the account of every row."""

from typing import Literal

from schemas.base import Item, Moment
from schemas.messages import OffsetRange
from schemas.report import Case, Count, Provenance, Report

Fate = Literal[
    "indexed",
    "superseded",
    "duplicate",
    "counted",
    "withdrawn",
    "refused_for_consent",
    "quarantined",
    "replayed",
    "erased",
]
WhyErased = Literal["on request", "past its retention"]


class LandedRow(Item):
    """One row after reading and protection: a report, counts, a case that counts, or a reason why not.

    `pointer` names the unmasked value in the protected store, for quarantined rows only. Of a row that was `erased`
    there stays only where it lay.
    """

    provenance: Provenance
    key: str | None = None
    report: Report | None = None
    counts: tuple[Count, ...] = ()
    case: Case | None = None
    refused: str | None = None
    pointer: str | None = None
    dropped_fields: tuple[str, ...] = ()
    erased: WhyErased | None = None


class Plan(Item):
    """The offset ranges of one run, written down before anything is pulled."""

    id: str
    batches: tuple[OffsetRange, ...]


class Receipt(Item):
    """How many messages a batch brought and how many rows landed of them, written when its file is closed."""

    messages: int
    rows: int


class Account(Item):
    """The fate of one row of one message; a refused one is `replayed` once its message was sent again."""

    topic: str
    partition: int
    offset: int
    row: int
    key: str | None
    fate: Fate
    reason: str | None = None
    kafka_at: Moment


class Quarantined(Item):
    """One refused row that was not sent again, as exported; `pointer` is where the raw message lies."""

    topic: str
    partition: int
    offset: int
    row: int
    key: str | None
    reason: str
    pointer: str | None = None
    kafka_at: Moment


class RefusalTotal(Item):
    """One reason of one source: how many rows of how many messages, when the last came, and one message's id."""

    topic: str
    reason: str
    rows: int
    messages: int
    latest: Moment
    example_id: str
