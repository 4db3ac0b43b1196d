"""How the sources are: which fell silent or were stopped, and which have never sent anything."""

from collections.abc import Sequence
from datetime import datetime

from briefing.words import Language, Words, counted, day_text, days_between
from schemas.status import SourceStatus

FAILING = ("stopped", "silent", "too_few")


def failing(sources: Sequence[SourceStatus]) -> list[SourceStatus]:
    """Return the sources that sent before and fail now: stopped ones first, then silent ones, the longest first."""
    found = [source for source in sources if source.state in FAILING]
    return sorted(found, key=lambda each: (FAILING.index(each.state), _since(each), each.topic))


def never_sent(sources: Sequence[SourceStatus]) -> list[str]:
    """Return the topics of sources that have never sent anything."""
    return sorted(source.topic for source in sources if source.state == "never")


def state_text(source: SourceStatus, *, now: datetime, words: Words, language: Language) -> str:
    """Return how `source` is, in words."""
    said = words["gaps"]
    if source.state == "stopped" and source.stop:
        return f"{said['stopped'].format(n=day_text(source.stop.since, words))} {source.stop.reason}"
    if source.state == "silent" and source.silent_since:
        days = counted(days_between(source.silent_since, now), said["days"], language)
        return f"{said['silent'].format(n=day_text(source.silent_since, words))} ({days})"
    if source.state == "too_few":
        return str(said["too_few"].format(n=source.least_rows))
    return str(said["never" if source.state == "never" else "on_time"])


def _since(source: SourceStatus) -> float:
    return source.silent_since.timestamp() if source.silent_since else 0.0
