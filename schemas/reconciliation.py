"""The account closed: what the topics held, what landed of it, what became of each row, and what does not balance."""

from typing import Literal

from schemas.base import Item, Moment
from schemas.landing import Fate

Checked = Literal["topic", "batch", "quarantine", "reports", "annotations", "events", "counts", "threads", "warnings"]


class Difference(Item):
    """One thing that does not balance: in what, what it is, and what to do."""

    checked: Checked
    what: str
    mend: str


class BatchAccount(Item):
    """One batch: the offsets that it covers, the messages on them, the rows that landed, and what became of these."""

    batch: str
    offsets: int
    messages: int
    rows: int
    rows_by_fate: dict[Fate, int]


class SourceAccount(Item):
    """One source: the sums of its batches, and the messages that wait on its topic."""

    topic: str
    offsets: int
    messages: int
    rows: int
    rows_by_fate: dict[Fate, int]
    waiting_messages: int
    batches: tuple[BatchAccount, ...]


class Reconciliation(Item):
    """The account of all sources as of `at`.

    `since` and `until` narrow which rows are counted, by their Kafka timestamp. What is checked is always everything: a
    batch that is gone has no time any more. `rows_in_hand` are of a run that goes on or was cut off: they are in no
    batch counted here. `older_readings` are reports shown as they were read before, until a rebuild ends.
    """

    at: Moment
    since: Moment | None
    until: Moment | None
    balances: bool
    sources: tuple[SourceAccount, ...]
    rows_in_hand: int
    older_readings: int
    differences: tuple[Difference, ...]
