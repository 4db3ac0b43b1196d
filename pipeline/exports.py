"""The exports: JSON Lines of everything, current versions or all."""

from collections.abc import Callable, Iterator

from ingest.account import accounts
from pipeline.logbook import read_decisions, read_entries
from pipeline.parts import Parts
from schemas.annotation import Annotation, Event
from schemas.base import Item
from schemas.index import Document
from schemas.landing import LandedRow, Quarantined
from schemas.linkage import Incident, Link
from schemas.protection import Profile
from schemas.report import Count, Report
from schemas.warning import Pattern, Warning

RAW: dict[str, type[Document]] = {"reports": Report, "annotations": Annotation, "events": Event, "counts": Count}
DERIVED: dict[str, type[Document]] = {"links": Link, "incidents": Incident, "patterns": Pattern, "warnings": Warning}


def export(parts: Parts, kind: str, *, profile: Profile, history: bool = False) -> Iterator[Item]:
    """Yield the items of `kind` that `profile` may see; `history` adds versions that are no longer current."""
    if history and kind in HISTORIES:
        yield from HISTORIES[kind](parts, profile)
    elif kind in RAW:
        yield from parts.index.find(RAW[kind], profile.levels)
    elif kind in DERIVED:
        yield from parts.index.find(DERIVED[kind], (profile.name,))
    else:
        yield from LOGS[kind](parts)


def landed_rows(parts: Parts) -> Iterator[LandedRow]:
    """Yield every row that was ever landed, batch by batch."""
    for topic, batch in parts.store.landed_batches():
        yield from parts.store.read_landed(topic, batch)


def quarantine(parts: Parts) -> Iterator[Quarantined]:
    """Yield every refused row with its reason."""
    for row in landed_rows(parts):
        if row.refused is not None:
            place = row.provenance.model_dump()
            yield Quarantined(**place, key=row.key, reason=row.refused, pointer=row.pointer)


def _all_reports(parts: Parts, profile: Profile) -> Iterator[Report]:
    reports = (row.report for row in landed_rows(parts))
    yield from (report for report in reports if report is not None and report.level in profile.levels)


def _all_annotations(parts: Parts, profile: Profile) -> Iterator[Annotation]:
    for topic, batch in parts.store.annotated_batches():
        answers = (item.annotation for item in parts.store.read_annotated(topic, batch))
        yield from (annotation for annotation in answers if annotation.level in profile.levels)


def _all_events(parts: Parts, profile: Profile) -> Iterator[Event]:
    for topic, batch in parts.store.annotated_batches():
        events = (event for item in parts.store.read_annotated(topic, batch) for event in item.events)
        yield from (event for event in events if event.level in profile.levels)


def _all_entries(parts: Parts, profile: Profile) -> Iterator[Item]:
    yield from (entry for entry in read_entries(parts.broker) if entry.warning.profile == profile.name)


HISTORIES: dict[str, Callable[[Parts, Profile], Iterator[Item]]] = {
    "reports": _all_reports,
    "annotations": _all_annotations,
    "events": _all_events,
    "warnings": _all_entries,
}
LOGS: dict[str, Callable[[Parts], Iterator[Item]]] = {
    "quarantine": quarantine,
    "accounts": lambda parts: iter(accounts(landed_rows(parts))),
    "decisions": lambda parts: iter(read_decisions(parts.broker)),
}
EXPORTS = (*RAW, *DERIVED, *LOGS)
