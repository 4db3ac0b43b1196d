"""The index made anew from the batch store and the kept topics, beside the one that is searched meanwhile.

Nothing is detected or issued again: what was warned of is taken from the topic that keeps it. What messages brought
since lands and is annotated as ever, and waits to be linked until the new index stands.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ingest.account import current, places
from ingest.batch_store import annotated_path, landed_path
from nlp.annotate import open_readers, versions_of
from pipeline.advance import show_as_of
from pipeline.alone import alone
from pipeline.annotating import annotate_batch
from pipeline.gazetteer import ready_gazetteer
from pipeline.lag import applied_decisions
from pipeline.parts import Parts
from pipeline.reconcile_index import counts_of
from pipeline.records import Change, finished_batches, read_annotated, read_clock, read_landed
from pipeline.relinking import relink_change
from pipeline.rulings import rulings_of
from pipeline.run import Progress, silent, told
from pipeline.slim import slim_rows
from pipeline.stops import hidden_topics
from schemas.annotation import Event, Versions
from schemas.base import Item
from schemas.errors import StopError
from schemas.index import Document
from schemas.landing import LandedRow
from schemas.messages import OffsetRange
from schemas.protection import SCOPES
from schemas.report import Provenance

LINKED_AT_ONCE = 500  # events


class Rebuilt(Item):
    """What a rebuild did: batches that were read anew, and reports and events in the new index."""

    batches_read_anew: int
    reports: int
    events: int


def rebuild(parts: Parts, *, progress: Progress = silent) -> Rebuilt:
    """Read anew what was read with other versions than today's, then make the whole index anew and let it take over.

    Cut off at any moment it leaves the old index in place, and can be called again. Raises `StopError` where a batch
    lost its landed file: an index without it would hide the loss.
    """
    read_anew = _read_anew(parts, progress)
    with alone(parts.settings.home):
        hidden = hidden_topics(parts.store)
        batches = [batch for batch in finished_batches(parts.store) if batch.topic not in hidden]
        landed = [row for batch in batches for row in _landed(parts, batch)]
        aside = parts.index.aside()
        try:
            reports, events = _fill(replace(parts, index=aside), batches, landed, progress)
            parts.index.become(aside)
        finally:
            aside.close()
    return Rebuilt(batches_read_anew=read_anew, reports=reports, events=events)


def _read_anew(parts: Parts, progress: Progress) -> int:
    """Annotate anew the batches of which a report was read with other versions, and return how many."""
    versions = _versions(parts)
    read = 0
    for batch in told("read", finished_batches(parts.store), progress):
        if _is_older(parts, batch, versions):
            annotate_batch(parts, batch)
            read += 1
    return read


def _versions(parts: Parts) -> Callable[[str], Versions]:
    """Return what tells with which versions a language is read today."""
    readers = open_readers(parts.mission, parts.catalogue, ready_gazetteer(parts), ())
    return lambda language: versions_of(language, readers)


def _is_older(parts: Parts, batch: OffsetRange, versions: Callable[[str], Versions]) -> bool:
    if not parts.store.exists(annotated_path(batch)):
        return True
    annotations = (answer.annotation for answer in read_annotated(parts.store, batch))
    return any(annotation.versions != versions(annotation.lang) for annotation in annotations)


def _landed(parts: Parts, batch: OffsetRange) -> list[LandedRow]:
    rows = slim_rows(parts.store, batch)
    if rows is None:
        raise StopError(f"{landed_path(batch)} is gone from the batch store; restore it from a backup, then try again")
    return rows


def _fill(
    parts: Parts, batches: Sequence[OffsetRange], landed: Sequence[LandedRow], progress: Progress
) -> tuple[int, int]:
    """Put everything into the empty index of `parts`, and return how many reports and events."""
    winners = places(current(row.report for row in landed if row.report))
    for batch in told("index", batches, progress):
        parts.index.put(_documents(parts, batch, winners))
    parts.index.put(counts_of(landed))
    parts.index.refresh()
    events = sum(1 for _ in parts.index.find(Event, SCOPES))
    _link(parts, events, progress)
    show_as_of(parts, read_clock(parts.store))
    return len(winners), events


def _documents(parts: Parts, batch: OffsetRange, winners: set[Provenance]) -> Iterator[Document]:
    answers = {answer.annotation.version_id: answer for answer in read_annotated(parts.store, batch)}
    for row in read_landed(parts.store, batch):
        if row.report is not None and row.provenance in winners:
            answer = answers[row.report.version_id]
            yield row.report
            yield answer.annotation
            yield from answer.events


def _link(parts: Parts, events: int, progress: Progress) -> None:
    """Link all events for every profile, by the decisions that runs have taken up; the next run takes up the rest."""
    rulings = rulings_of(applied_decisions(parts), parts.index)
    done, total = 0, events * len(parts.mission.access_profiles)
    for profile in parts.mission.access_profiles:
        found = parts.index.find(Event, profile.scopes)
        while chunk := tuple(islice(found, LINKED_AT_ONCE)):
            relink_change(parts.index, profile, Change(added=chunk), rulings)
            done += len(chunk)
            progress("link", done, total)
    progress("link", total, total)
