"""What the batch store keeps between the stages: plans, landed rows, annotated reports, and how far the clock came."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from ingest.batch_store import BatchStore, annotated_path, done_path, landed_path, plan_path, receipt_path
from schemas.annotation import AnnotatedReport, Event
from schemas.base import Item, Moment
from schemas.corrections import Correction
from schemas.landing import LandedRow, Plan, Receipt
from schemas.messages import OffsetRange, batch_named
from schemas.report import Case

CLOCK_PATH = "clock.json"
CHANGE_PATH = "change.json"
CORRECTING_PATH = "corrections.json"


class Clock(Item):
    """How far the messages' clock has come."""

    advanced_to: Moment


class Change(Item):
    """The events that a step brought and those that it took away."""

    added: tuple[Event, ...] = ()
    removed: tuple[Event, ...] = ()


class Correcting(Item):
    """The corrections of places that the annotated reports were made with, in order.

    `unsure` are those that a run was applying or taking back when it was cut off: some reports have them, some not.
    """

    applied: tuple[Correction, ...] = ()
    unsure: tuple[Correction, ...] = ()


def unfinished_plan(store: BatchStore) -> Plan | None:
    """Return the plan that a run before left unfinished."""
    open_paths = [path for path in store.paths("plans") if path.endswith(".json") and not _is_done(store, path)]
    return next(store.read(open_paths[0], Plan)) if open_paths else None


def finished_batches(store: BatchStore) -> list[OffsetRange]:
    """Return the batches of all plans that were carried out, in order of topic, partition and offset."""
    paths = [path for path in store.paths("plans") if path.endswith(".json")]
    done = {path.removesuffix(".done") for path in store.paths("plans") if path.endswith(".done")}
    plans = (next(store.read(path, Plan)) for path in paths if path.removesuffix(".json") in done)
    found = {batch.name: batch for plan in plans for batch in plan.batches}
    return sorted(found.values(), key=lambda batch: (batch.topic, batch.partition, batch.start, batch.end))


def write_plan(store: BatchStore, plan: Plan) -> None:
    """Write `plan` down, before anything is pulled."""
    store.write(plan_path(plan.id), [plan])


def finish_plan(store: BatchStore, plan: Plan) -> None:
    """Mark `plan` as carried out."""
    store.write_bytes(done_path(plan.id), b"")


def write_landed(store: BatchStore, batch: OffsetRange, rows: Iterable[LandedRow]) -> None:
    """Write the landed rows of `batch`, and how many they are."""
    messages: set[int] = set()
    written = store.write(landed_path(batch), _noting(rows, messages))
    store.write(receipt_path(batch), [Receipt(messages=len(messages), rows=written)])


def _noting(rows: Iterable[LandedRow], messages: set[int]) -> Iterator[LandedRow]:
    for row in rows:
        messages.add(row.provenance.offset)
        yield row


def read_receipt(store: BatchStore, batch: OffsetRange) -> Receipt | None:
    """Return how much `batch` brought, None where it landed before receipts were written."""
    path = receipt_path(batch)
    return next(store.read(path, Receipt)) if store.exists(path) else None


def read_landed(store: BatchStore, batch: OffsetRange) -> Iterator[LandedRow]:
    """Yield the landed rows of `batch`."""
    return store.read(landed_path(batch), LandedRow)


def write_annotated(store: BatchStore, batch: OffsetRange, answers: Iterable[AnnotatedReport]) -> None:
    """Write the annotated reports of `batch`."""
    store.write(annotated_path(batch), answers)


def read_annotated(store: BatchStore, batch: OffsetRange) -> Iterator[AnnotatedReport]:
    """Yield the annotated reports of `batch`."""
    return store.read(annotated_path(batch), AnnotatedReport)


def annotated_batches(store: BatchStore) -> list[OffsetRange]:
    """Return every batch that was ever annotated, in order of topic, partition and offset."""
    return [batch_named(path.rsplit("/", 1)[1].removesuffix(".jsonl")) for path in store.paths("annotated")]


def all_landed(store: BatchStore) -> Iterator[LandedRow]:
    """Yield every row that was ever landed, batch by batch."""
    for path in store.paths("landed"):
        yield from store.read(path, LandedRow)


def landed_batches(store: BatchStore, topic: str = "") -> list[OffsetRange]:
    """Return every batch that was ever landed, from `topic` or from all, in order of partition and offset."""
    return [batch_named(path.rsplit("/", 1)[1].removesuffix(".jsonl")) for path in store.paths(f"landed/{topic}")]


def landed_cases(store: BatchStore, topics: Iterable[str]) -> Iterator[Case]:
    """Yield every version of every case that was ever landed from `topics`."""
    for path in (path for topic in topics for path in store.paths(f"landed/{topic}")):
        yield from (row.case for row in store.read(path, LandedRow) if row.case is not None)


def all_annotated(store: BatchStore) -> Iterator[AnnotatedReport]:
    """Yield every report that was ever annotated, batch by batch."""
    for path in store.paths("annotated"):
        yield from store.read(path, AnnotatedReport)


def write_clock(store: BatchStore, advanced_to: datetime) -> None:
    """Keep how far the clock has come."""
    store.write(CLOCK_PATH, [Clock(advanced_to=advanced_to)])


def read_clock(store: BatchStore) -> datetime | None:
    """Return how far the clock has come, None before the first step."""
    return next(store.read(CLOCK_PATH, Clock)).advanced_to if store.exists(CLOCK_PATH) else None


def write_change(store: BatchStore, change: Change) -> None:
    """Keep what the step at hand changes, before the index is touched; an empty one says that the step is linked."""
    store.write(CHANGE_PATH, [change])


def read_change(store: BatchStore) -> Change:
    """Return what a step that was cut off was changing, nothing where every step was linked to its end."""
    return next(store.read(CHANGE_PATH, Change)) if store.exists(CHANGE_PATH) else Change()


def write_correcting(store: BatchStore, correcting: Correcting) -> None:
    """Keep which corrections of places the annotated reports were made with."""
    store.write(CORRECTING_PATH, [correcting])


def read_correcting(store: BatchStore) -> Correcting:
    """Return which corrections of places the annotated reports were made with; none before the first."""
    return next(store.read(CORRECTING_PATH, Correcting)) if store.exists(CORRECTING_PATH) else Correcting()


def _is_done(store: BatchStore, path: str) -> bool:
    return store.exists(path.removesuffix(".json") + ".done")
