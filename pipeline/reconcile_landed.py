"""What the topics held against what landed of it: offsets, files, rows, and the raw messages of refused rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ingest.account import unresolved
from ingest.batch_store import PROTECTED, annotated_path, landed_path
from pipeline.parts import Parts
from pipeline.records import read_receipt
from schemas.landing import LandedRow, Receipt
from schemas.messages import OffsetRange, TopicPartition, batch_named
from schemas.reconciliation import Checked, Difference

RESTORE = "restore the file from a backup"
LOST = "ask the source to send it again"


def topic_differences(parts: Parts, batches: Sequence[OffsetRange]) -> Iterator[Difference]:
    """Yield offsets that no batch covers, or more than one; `batches` are in order of topic, partition and offset."""
    topics = sorted({batch.topic for batch in batches} | set(parts.sources))
    begin = parts.broker.begin_offsets(topics)
    committed = parts.broker.committed(parts.settings.consumer_group, topics)
    for (topic, partition), group in groupby(batches, key=lambda batch: (batch.topic, batch.partition)):
        place = TopicPartition(topic=topic, partition=partition)
        of_place = list(group)
        yield from _chain(of_place, min(begin.get(place, of_place[0].start), of_place[0].start))
        yield from _end(of_place[-1], committed.pop(place, None))
    for place, offset in committed.items():
        if offset > begin.get(place, offset):
            yield _lost(place.topic, place.partition, begin[place], offset)


def _chain(batches: Sequence[OffsetRange], start: int) -> Iterator[Difference]:
    for batch in batches:
        if batch.start > start:
            yield _lost(batch.topic, batch.partition, start, batch.start)
        if batch.start < start:
            what = f"batch {batch.name} covers offsets below {start} that another batch covers too"
            yield Difference(checked="topic", what=what, mend="its rows count twice: restore plans/ from a backup")
        start = max(start, batch.end)


def _end(last: OffsetRange, committed: int | None) -> Iterator[Difference]:
    if committed is not None and committed > last.end:
        yield _lost(last.topic, last.partition, last.end, committed)
    if committed is None or committed < last.end:
        what = f"{last.topic}-{last.partition} is done to offset {last.end}, committed is {committed or 'nothing'}"
        yield Difference(checked="topic", what=what, mend=f"commit offset {last.end}, else it is pulled a second time")


def _lost(topic: str, partition: int, start: int, end: int) -> Difference:
    what = f"offsets {start} to {end - 1} of {topic}-{partition} are in no batch that was carried out"
    return Difference(checked="topic", what=what, mend=f"restore plans/ and landed/ from a backup; else {LOST}")


def stray_differences(parts: Parts, known: Iterable[OffsetRange]) -> Iterator[Difference]:
    """Yield landed files that belong to no plan."""
    names = {landed_path(batch) for batch in known}
    for path in parts.store.paths("landed"):
        if path not in names:
            batch = batch_named(path.rpartition("/")[2].removesuffix(".jsonl"))
            yield _batch(batch, "landed, but no plan has it", "restore plans/ from a backup")


def batch_differences(parts: Parts, batch: OffsetRange, rows: Sequence[LandedRow] | None) -> Iterator[Difference]:
    """Yield what is wrong with the files of one batch; `rows` are those that landed, None without a file."""
    if not parts.store.exists(annotated_path(batch)):
        yield _batch(batch, "its annotated file is gone", "forewarn rebuild makes it anew")
    if rows is None:
        yield _batch(batch, "its landed file is gone", f"{RESTORE}; else {LOST}")
        return
    receipt = read_receipt(parts.store, batch)
    by_offset: dict[int, list[int]] = {}
    for row in rows:
        by_offset.setdefault(row.provenance.offset, []).append(row.provenance.row)
    yield from _row_differences(batch, by_offset)
    yield from _receipt_differences(batch, by_offset, receipt)


def _row_differences(batch: OffsetRange, by_offset: Mapping[int, list[int]]) -> Iterator[Difference]:
    for offset, numbers in sorted(by_offset.items()):
        if not batch.start <= offset < batch.end:
            yield _batch(batch, f"offset {offset} is none of its own", RESTORE)
        if sorted(set(numbers)) != list(range(max(numbers) + 1)):
            yield _batch(batch, f"rows of offset {offset} are missing", RESTORE)
        if doubled := sorted(number for number, times in Counter(numbers).items() if times > 1):
            yield _batch(batch, f"rows {doubled} of offset {offset} stand there twice", RESTORE)


def _receipt_differences(
    batch: OffsetRange, by_offset: Mapping[int, list[int]], receipt: Receipt | None
) -> Iterator[Difference]:
    """Yield what the file lacks; a batch without a receipt must have a row for each of its offsets."""
    rows = sum(map(len, by_offset.values()))
    missing = [offset for offset in range(batch.start, batch.end) if offset not in by_offset]
    whole = Receipt(messages=batch.end - batch.start, rows=rows)
    wanted = receipt or whole
    if len(by_offset) != wanted.messages:
        named = ", ".join(map(str, missing[:5]))
        yield _batch(batch, f"{wanted.messages} messages came, {len(by_offset)} are there; none at {named}", RESTORE)
    if rows != wanted.rows:
        yield _batch(batch, f"{wanted.rows} rows landed, {rows} are there", RESTORE)


def quarantine_differences(parts: Parts, rows: Sequence[LandedRow]) -> Iterator[Difference]:
    """Yield raw messages of refused rows that are gone, and raw messages that no row is refused of."""
    kept = set(parts.store.paths(PROTECTED))
    known = {row.pointer for row in rows if row.pointer is not None}
    for pointer in sorted({row.pointer for row in unresolved(rows) if row.pointer is not None} - kept):
        what = f"the raw message {pointer} of a refused row is gone"
        yield Difference(checked="quarantine", what=what, mend=f"{RESTORE}; else {LOST}")
    for pointer in sorted(kept - known):
        what = f"no refused row leads to the raw message {pointer}"
        yield Difference(checked="quarantine", what=what, mend="delete it: it is unmasked, and nobody can find it")


def _batch(batch: OffsetRange, what: str, mend: str, checked: Checked = "batch") -> Difference:
    return Difference(checked=checked, what=f"{batch.name}: {what}", mend=mend)
