"""Reports and counts out of the index, with all that rests on them."""

from collections.abc import Collection, Iterable, Sequence

from ingest.account import current
from pipeline.indexing import delete_everywhere, index_counts, joined, published
from pipeline.logbook import read_decisions
from pipeline.parts import Parts
from pipeline.records import Change, landed_cases, read_change, read_clock, write_change
from pipeline.relinking import relink_change
from pipeline.rulings import rulings_of
from pipeline.stops import hidden_topics
from protection.cases import cells_of, count_id, recount
from schemas.annotation import Annotation, Event
from schemas.protection import SCOPES, Level
from schemas.report import Case, Count, Report

PUBLISHED = tuple(scope for scope in SCOPES if scope != Level.STRICTLY_CONFIDENTIAL.value)
"""Where the sums of districts stand."""


def unindex_reports(parts: Parts, report_ids: Collection[str]) -> None:
    """Take reports out of the index, and link anew what was linked with them; doing it twice changes nothing."""
    ids, index = sorted(report_ids), parts.index
    if not ids:
        return
    events = tuple(index.find(Event, SCOPES, {"report_id": ids}))
    before = read_change(parts.store)
    added = tuple(event for event in before.added if event.report_id not in report_ids)
    change = joined(Change(added=added, removed=before.removed), Change(removed=events))
    write_change(parts.store, change)
    delete_everywhere(index, Report, index.get(Report, SCOPES, ids).items())
    delete_everywhere(index, Annotation, index.get(Annotation, SCOPES, ids).items())
    delete_everywhere(index, Event, ((event.id, event) for event in events))
    index.refresh()
    relink_everyone(parts, change)


def relink_everyone(parts: Parts, change: Change) -> None:
    """Link `change` for every profile, and take down that nothing is left to link."""
    rulings = rulings_of(read_decisions(parts.broker), parts.index)
    for profile in parts.mission.access_profiles:
        relink_change(parts.index, profile, change, rulings)
    write_change(parts.store, Change())


def unindex_counts(parts: Parts, counts: Sequence[Count]) -> None:
    """Take unsuppressed counts out of the index, and what their districts publish of them."""
    if not counts:
        return
    index, districts = parts.index, sorted({count.admin2 for count in counts if count.admin2})
    delete_everywhere(index, Count, ((count.id, count) for count in counts))
    index.refresh()
    told = published(index, counts)
    kept = {count.id for count in told}
    shown = index.find(Count, PUBLISHED, {"admin2": districts}) if districts else ()
    delete_everywhere(index, Count, [(count.id, count) for count in shown if count.id not in kept])
    index.put(told)
    index.refresh()


def uncount(parts: Parts, gone: Iterable[Case]) -> None:
    """Count anew every cell that a case in `gone` was in, without these cases (rule D17)."""
    hidden = hidden_topics(parts.store)
    cases = [case for case in gone if case.provenance.topic not in hidden]
    ids, cells = {case.id for case in cases}, {cell for case in cases for cell in cells_of(case)}
    until, topics = read_clock(parts.store), sorted({cell.topic for cell in cells})
    if until is None or not cells:
        return
    left = [c for c in landed_cases(parts.store, topics) if c.id not in ids and c.provenance.kafka_at < until]
    touched = {case.id for case in left if not cells.isdisjoint(cells_of(case))}
    index_counts(parts.index, recount(left, current(left), touched))
    empty = {count_id(cell) for cell in cells} - {count_id(cell) for case in left for cell in cells_of(case)}
    found = parts.index.get(Count, (Level.STRICTLY_CONFIDENTIAL,), sorted(empty))
    unindex_counts(parts, list(found.values()))
