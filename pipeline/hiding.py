"""The switch of a source after an incident with data: nothing more is pulled, and nothing of it is shown (rule D21).

What it sent stays in the batch store, and what was warned of stays said: lifting the stop shows all of it again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pipeline.arrivals import read_arrivals
from pipeline.indexing import delete_everywhere, index_arrivals, index_counts, joined
from pipeline.logbook import read_decisions
from pipeline.parts import Parts
from pipeline.records import Change, landed_batches, read_change, read_clock, write_change
from pipeline.relinking import relink_change
from pipeline.rulings import rulings_of
from pipeline.stops import hidden_topics, stop
from pipeline.warning_life import show_warnings, warnings_as_of
from schemas.annotation import Annotation, Event
from schemas.errors import ConfigurationError
from schemas.landing import Plan
from schemas.protection import SCOPES, Level
from schemas.report import Count, Report
from schemas.status import SourceStop
from schemas.warning import Pattern


def hide_source(parts: Parts, topic: str, *, at: datetime, why: str) -> None:
    """Stop the source of `topic` and take all of it out of the index; raise `ConfigurationError` for an unknown one."""
    if topic not in parts.sources:
        raise ConfigurationError(f"there is no source {topic}; see: forewarn source list")
    stop(parts.store, SourceStop(topic=topic, since=at, reason=why, is_hidden=True))
    hide_what_is_hidden(parts)


def hide_what_is_hidden(parts: Parts) -> None:
    """Take out of the index what is there of hidden sources, as a run may have put it there meanwhile."""
    for topic in hidden_topics(parts.store):
        _take_out(parts, topic)


def show_source(parts: Parts, topic: str) -> None:
    """Put into the index what the batch store has of a source that is no longer hidden; patterns come with a run."""
    until = read_clock(parts.store)
    if until is None:
        return
    plan = Plan(id=f"shown-{topic}", batches=tuple(landed_batches(parts.store, topic)))
    arrivals = [arrival for arrival in read_arrivals(parts.store, plan) if arrival.at < until]
    _relink(parts, index_arrivals(parts.index, parts.store, arrivals, until=until))
    _show_warnings(parts)


def _take_out(parts: Parts, topic: str) -> None:
    index, where = parts.index, {"topic": topic}
    reports = {report.report_id: report for report in index.find(Report, SCOPES, where)}
    events = tuple(index.find(Event, SCOPES, where))
    counts = list(index.find(Count, SCOPES, where))
    if not (reports or events or counts):
        return
    before = read_change(parts.store)
    added = tuple(event for event in before.added if event.topic != topic)
    change = joined(Change(added=added, removed=before.removed), Change(removed=events))
    write_change(parts.store, change)
    delete_everywhere(index, Annotation, index.get(Annotation, SCOPES, sorted(reports)).items())
    delete_everywhere(index, Event, ((event.id, event) for event in events))
    delete_everywhere(index, Count, ((count.id, count) for count in counts))
    delete_everywhere(index, Report, reports.items())
    index.refresh()
    _count_again(parts, counts)
    _relink(parts, change)
    _take_out_patterns(parts, topic)
    _show_warnings(parts)


def _count_again(parts: Parts, gone: Sequence[Count]) -> None:
    """Publish anew the districts that other sources tell of, too."""
    districts = sorted({count.admin2 for count in gone if count.admin2})
    where = {"admin2": districts}
    index_counts(parts.index, list(parts.index.find(Count, (Level.STRICTLY_CONFIDENTIAL,), where)) if districts else [])


def _relink(parts: Parts, change: Change) -> None:
    rulings = rulings_of(read_decisions(parts.broker), parts.index)
    for profile in parts.mission.access_profiles:
        relink_change(parts.index, profile, change, rulings)
    write_change(parts.store, Change())


def _take_out_patterns(parts: Parts, topic: str) -> None:
    for profile in parts.mission.access_profiles:
        found = parts.index.find(Pattern, (profile.name,))
        of_it = [each.id for each in found if any(sign.key.startswith(f"{topic}:") for sign in each.evidence)]
        parts.index.delete(Pattern, profile.name, of_it)


def _show_warnings(parts: Parts) -> None:
    for profile in parts.mission.access_profiles:
        show_warnings(parts, profile, warnings_as_of(parts, profile))


def shown(plan: Plan, hidden: Iterable[str]) -> Plan:
    """Return `plan` without the batches of hidden sources."""
    without = set(hidden)
    return plan.model_copy(update={"batches": tuple(batch for batch in plan.batches if batch.topic not in without)})
