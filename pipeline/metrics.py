"""Figures for Prometheus: how sources, runs and warnings are. The names are these, each with what it says.

They are read by people who may see no report: rows and what waits are told of a source only where an analyst may see
what it sends (a clinic's rows are persons), and warnings are those of the analyst's profile.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, get_args

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from pipeline.lag import lag_messages
from pipeline.parts import DECISIONS, Parts
from pipeline.status import read_status
from pipeline.warning_life import warnings_as_of
from schemas.protection import ANALYST
from schemas.status import SourceState, SourceStatus, Status
from schemas.warning import Warning

METRICS: dict[str, tuple[str, tuple[str, ...]]] = {
    "forewarn_asked_timestamp_seconds": ("When these figures were made, by the run's own clock.", ()),
    "forewarn_run_unfinished": ("1 where a run was cut off and waits to be taken up, else 0.", ()),
    "forewarn_source_state": ("1 for the state that a source is in, 0 for the others.", ("topic", "state")),
    "forewarn_source_last_report_timestamp_seconds": ("When the last usable report of a source came.", ("topic",)),
    "forewarn_source_expected_seconds": ("How long a source is expected to stay away at most.", ("topic",)),
    "forewarn_source_lag_messages": ("Messages of a source that wait for the next run.", ("topic",)),
    "forewarn_source_rows": ("Rows of a source since the beginning, by what became of them.", ("topic", "fate")),
    "forewarn_decisions_waiting": ("Decisions of people that wait for the next run.", ()),
    "forewarn_unplaced_names": ("Names with evidence of a place that could not be placed.", ()),
    "forewarn_unread_reports": ("Reports in a language that is not read for signs.", ("language",)),
    "forewarn_warnings": ("Warnings by alert level and status.", ("alert_level", "status")),
    "forewarn_warnings_unacknowledged": ("Open warnings whose time to acknowledge has passed.", ("alert_level",)),
}


class Figure(NamedTuple):
    """One value of a metric, with the values of its labels."""

    name: str
    value: float
    labels: tuple[str, ...] = ()


def metrics_text(parts: Parts) -> str:
    """Return all figures in Prometheus' text format, as its textfile collector takes them."""
    registry = CollectorRegistry()
    gauges = {name: Gauge(name, says, labels, registry=registry) for name, (says, labels) in METRICS.items()}
    for figure in figures(parts):
        gauge = gauges[figure.name]
        (gauge.labels(*figure.labels) if figure.labels else gauge).set(figure.value)
    return generate_latest(registry).decode()


def figures(parts: Parts) -> Iterator[Figure]:
    """Yield the value of every metric."""
    status = read_status(parts)
    yield from _of_runs(status)
    yield Figure("forewarn_decisions_waiting", lag_messages(parts, [DECISIONS]))
    for source in status.sources:
        yield from _of_source(source)
    yield from _of_warnings(warnings_as_of(parts, ANALYST), status.at)


def _of_runs(status: Status) -> Iterator[Figure]:
    yield Figure("forewarn_asked_timestamp_seconds", status.at.timestamp())
    yield Figure("forewarn_run_unfinished", status.unfinished_plan is not None)
    yield Figure("forewarn_unplaced_names", status.unplaced_names)
    for language, reports in status.unread_languages.items():
        yield Figure("forewarn_unread_reports", reports, (language,))


def _of_source(source: SourceStatus) -> Iterator[Figure]:
    topic = source.topic
    for state in get_args(SourceState):
        yield Figure("forewarn_source_state", state == source.state, (topic, state))
    yield Figure("forewarn_source_expected_seconds", source.expected_every_days * 86_400, (topic,))
    if source.last_report_at is not None:
        yield Figure("forewarn_source_last_report_timestamp_seconds", source.last_report_at.timestamp(), (topic,))
    if ANALYST.sees(source):
        yield Figure("forewarn_source_lag_messages", source.lag_messages, (topic,))
        for fate, rows in source.rows_by_fate.items():
            yield Figure("forewarn_source_rows", rows, (topic, fate))


def _of_warnings(warnings: list[Warning], now: datetime) -> Iterator[Figure]:
    counted = Counter((warning.alert_level, warning.status) for warning in warnings)
    for labels, count in counted.items():
        yield Figure("forewarn_warnings", count, labels)
    late = Counter(each.alert_level for each in warnings if each.status == "open" and _is_late(each, now))
    for alert_level, count in late.items():
        yield Figure("forewarn_warnings_unacknowledged", count, (alert_level,))


def _is_late(warning: Warning, now: datetime) -> bool:
    return warning.acknowledge_by is not None and warning.acknowledge_by < now
