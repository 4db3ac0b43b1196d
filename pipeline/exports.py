"""The exports: JSON Lines of everything, current versions or all."""

from collections.abc import Callable, Iterator

from ingest.account import account
from pipeline.logbook import read_decisions, read_entries
from pipeline.parts import Parts
from pipeline.records import all_annotated, all_landed
from schemas.annotation import Annotation, Event
from schemas.base import Item
from schemas.index import Document
from schemas.landing import Quarantined
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


def quarantine(parts: Parts) -> Iterator[Quarantined]:
    """Yield every refused row with its reason."""
    for row in all_landed(parts.store):
        if row.refused is not None:
            place = row.provenance.model_dump()
            yield Quarantined(**place, key=row.key, reason=row.refused, pointer=row.pointer)


def _all_reports(parts: Parts, profile: Profile) -> Iterator[Report]:
    reports = (row.report for row in all_landed(parts.store))
    yield from (report for report in reports if report is not None and report.level in profile.levels)


def _all_annotations(parts: Parts, profile: Profile) -> Iterator[Annotation]:
    answers = (item.annotation for item in all_annotated(parts.store))
    yield from (annotation for annotation in answers if annotation.level in profile.levels)


def _all_events(parts: Parts, profile: Profile) -> Iterator[Event]:
    events = (event for item in all_annotated(parts.store) for event in item.events)
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
    "accounts": lambda parts: iter(account(all_landed(parts.store))),
    "decisions": lambda parts: iter(read_decisions(parts.broker)),
}
EXPORTS = (*RAW, *DERIVED, *LOGS)
