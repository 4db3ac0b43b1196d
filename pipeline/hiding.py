"""The switch of a source after an incident with data: nothing more is pulled, and nothing of it is shown (rule D21).

What it sent stays in the batch store, and what was warned of stays said: lifting the stop shows all of it again.
"""

from collections.abc import Iterable
from datetime import datetime

from pipeline.arrivals import read_arrivals
from pipeline.indexing import index_arrivals
from pipeline.parts import Parts
from pipeline.records import landed_batches, read_change, read_clock
from pipeline.stops import hidden_topics, stop
from pipeline.unindexing import relink_everyone, unindex_counts, unindex_reports
from pipeline.warning_life import show_warnings, warnings_as_of
from schemas.annotation import Annotation, Event
from schemas.errors import ConfigurationError
from schemas.landing import Plan
from schemas.protection import SCOPES
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
    relink_everyone(parts, index_arrivals(parts.index, parts.store, arrivals, until=until))
    _show_warnings(parts)


def _take_out(parts: Parts, topic: str) -> None:
    index, where = parts.index, {"topic": topic}
    reports = {report.report_id for report in index.find(Report, SCOPES, where)}
    reports |= {annotation.report_id for annotation in index.find(Annotation, SCOPES, where)}
    reports |= {event.report_id for event in index.find(Event, SCOPES, where)}
    reports |= {event.report_id for event in read_change(parts.store).added if event.topic == topic}
    counts = list(index.find(Count, SCOPES, where))
    if not (reports or counts):
        return
    unindex_reports(parts, reports)
    unindex_counts(parts, counts)
    _take_out_patterns(parts, topic)
    _show_warnings(parts)


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
