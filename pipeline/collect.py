"""Fetches reports from where they are published or put down, and sends them to their topics."""

from datetime import UTC, datetime

from ingest.collecting import Given, collector_named, find_collectors
from pipeline.parts import Parts


def configured_collectors(parts: Parts) -> list[str]:
    """Return the names of the collectors that the settings switch on."""
    return [name for name, collector in find_collectors().items() if collector.is_configured(parts.settings)]


def collect_from(parts: Parts, name: str) -> int:
    """Send everything new that the collector `name` finds, and return how many messages that were."""
    given = Given(parts.settings, parts.store, parts.broker.send, frozenset(parts.sources), datetime.now(UTC))
    return collector_named(name).collect(given)
