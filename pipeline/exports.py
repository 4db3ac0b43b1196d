"""The exports: JSON Lines of everything, current versions or all."""

from collections.abc import Callable, Iterator

from ingest.account import account
from patterns.hidden import without_sources
from patterns.tear_lines import with_tear_lines
from pipeline.logbook import read_decisions, read_deliveries, read_entries
from pipeline.parts import Parts
from pipeline.quarantine import as_quarantined, quarantined
from pipeline.records import all_annotated, all_landed
from pipeline.seen_decisions import seen_decisions
from pipeline.stops import hidden_topics
from pipeline.warning_life import profiles_within
from schemas.annotation import Annotation, Event
from schemas.base import Item
from schemas.delivery import Delivery
from schemas.landing import Quarantined
from schemas.linkage import Incident, Link
from schemas.protection import Profile
from schemas.report import Count, Report
from schemas.warning import Pattern, Warning


def export(parts: Parts, kind: str, *, profile: Profile, history: bool = False) -> Iterator[Item]:
    """Yield the items of `kind` that `profile` may see; `history` adds versions that are no longer current."""
    if history and kind in HISTORIES:
        yield from HISTORIES[kind](parts, profile)
    else:
        yield from CURRENT[kind](parts, profile)


def _all_refused(parts: Parts, _: Profile) -> Iterator[Quarantined]:
    yield from (as_quarantined(row) for row in all_landed(parts.store) if row.refused is not None)


def _all_reports(parts: Parts, profile: Profile) -> Iterator[Report]:
    reports = (row.report for row in all_landed(parts.store))
    hidden = hidden_topics(parts.store)
    for report in reports:
        if report is not None and profile.sees(report) and report.provenance.topic not in hidden:
            yield report


def _all_annotations(parts: Parts, profile: Profile) -> Iterator[Annotation]:
    answers = (item.annotation for item in all_annotated(parts.store))
    hidden = hidden_topics(parts.store)
    yield from (each for each in answers if profile.sees(each) and each.topic not in hidden)


def _all_events(parts: Parts, profile: Profile) -> Iterator[Event]:
    events = (event for item in all_annotated(parts.store) for event in item.events)
    hidden = hidden_topics(parts.store)
    yield from (each for each in events if profile.sees(each) and each.topic not in hidden)


def _all_entries(parts: Parts, profile: Profile) -> Iterator[Item]:
    told = with_tear_lines(read_entries(parts.broker), read_decisions(parts.broker), mission=parts.mission)
    hidden = hidden_topics(parts.store)
    for entry in told:
        if entry.warning.profile == profile.name:
            yield entry.model_copy(update={"warning": without_sources(entry.warning, hidden)})


def _deliveries(parts: Parts, profile: Profile) -> Iterator[Delivery]:
    seen = {each.name for each in profiles_within(profile)}
    yield from (each for each in read_deliveries(parts.broker) if each.profile in seen)


HISTORIES: dict[str, Callable[[Parts, Profile], Iterator[Item]]] = {
    "reports": _all_reports,
    "annotations": _all_annotations,
    "events": _all_events,
    "quarantine": _all_refused,
    "warnings": _all_entries,
}
CURRENT: dict[str, Callable[[Parts, Profile], Iterator[Item]]] = {
    "reports": lambda parts, profile: parts.index.find(Report, profile.scopes),
    "annotations": lambda parts, profile: parts.index.find(Annotation, profile.scopes),
    "events": lambda parts, profile: parts.index.find(Event, profile.scopes),
    "counts": lambda parts, profile: parts.index.find(Count, profile.scopes),
    "links": lambda parts, profile: parts.index.find(Link, (profile.name,)),
    "incidents": lambda parts, profile: parts.index.find(Incident, (profile.name,)),
    "patterns": lambda parts, profile: parts.index.find(Pattern, (profile.name,)),
    "warnings": lambda parts, profile: parts.index.find(Warning, (profile.name,)),
    "quarantine": lambda parts, _: iter(quarantined(parts.store)),
    "accounts": lambda parts, _: iter(account(all_landed(parts.store))),
    "decisions": lambda parts, profile: iter(seen_decisions(parts, profile)),
    "deliveries": _deliveries,
}
