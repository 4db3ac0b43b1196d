"""Keeps what a person decided about events: which ones it names, as they are now."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from pipeline.answering import clock_of, show_step
from pipeline.logbook import append_decision, read_decisions
from pipeline.parts import Parts
from pipeline.typed_text import without_names
from schemas.annotation import Event
from schemas.base import stable_id
from schemas.errors import ConfigurationError
from schemas.linkage import Decision, DecisionKind, Incident, NamedEvent
from schemas.protection import PROTECTED, Profile
from schemas.warning import LifeStep

_BEGINNING = re.compile(r"[a-z]+:.+:\*")


class _Sides(NamedTuple):
    """The two sides of a decision: an event of each, and the others of each."""

    left: str
    beside: tuple[str, ...]
    right: str
    others: tuple[str, ...]


def decide_pair(
    parts: Parts, kind: DecisionKind, left: str, right: str, *, by: str, at: datetime, why: str
) -> Decision:
    """Keep that two events are one incident (confirm), or are not (reject)."""
    if left == right:
        raise ConfigurationError("both ids are the same event; name two events, see: forewarn thread")
    return _kept(parts, kind, left=left, right=right, by=by, at=at, why=why)


def decide_split(
    parts: Parts, events: Iterable[str], *, by: str, at: datetime, why: str, profile: Profile = PROTECTED
) -> Decision:
    """Keep that `events` do not belong to the incident that they are in; among each other they stay together.

    The incident is the one that `profile` sees.
    """
    first, *beside = dict.fromkeys(events)
    taken = {first, *beside}
    others = sorted({member for each in taken for member in _members(parts, each, profile)} - taken)
    if not others:
        raise ConfigurationError(f"nothing else is in the incident of event {first}; there is nothing to split it from")
    sides = _Sides(first, tuple(sorted(beside)), others[0], tuple(others[1:]))
    return _kept_sides(parts, "split", sides, by=by, at=at, why=why)


def decide_merge(
    parts: Parts, left: str, right: str, *, by: str, at: datetime, why: str, profile: Profile = PROTECTED
) -> Decision:
    """Keep that the incidents of two events are one; they are those that `profile` sees."""
    ours, theirs = _members(parts, left, profile), _members(parts, right, profile)
    if right in ours:
        raise ConfigurationError("both events are in one incident already; there is nothing to merge")
    sides = _Sides(left, tuple(sorted(ours - {left})), right, tuple(sorted(theirs - {right})))
    return _kept_sides(parts, "merge", sides, by=by, at=at, why=why)


def decide_grade(parts: Parts, event: str, grade: int, *, by: str, at: datetime, why: str) -> Decision:
    """Keep how credible the incident of an event is."""
    return _kept(parts, "grade", left=event, grade=grade, by=by, at=at, why=why)


def decide_exclude(parts: Parts, key: str, *, by: str, at: datetime, why: str) -> Decision:
    """Keep that a blocking key, or all that begin so (`name:lapor:*`), says nothing.

    Pairs that rest on it alone are no longer compared.
    """
    if key.endswith("*") and not _BEGINNING.fullmatch(key):
        raise ConfigurationError(f"{key!r} would take out too much; name what is meant, as in name:lapor:*")
    if not _is_there(parts, key):
        raise ConfigurationError(f"no event has the key {key!r}; see: forewarn keys")
    return _kept(parts, "exclude", key=key, by=by, at=at, why=why)


def _is_there(parts: Parts, key: str) -> bool:
    if key.endswith("*"):
        return bool(parts.index.keys_beginning(PROTECTED.scopes, key[:-1]))
    return bool(parts.index.candidates(PROTECTED.scopes, [key], 1))


def undo(parts: Parts, decision_id: str, *, by: str, at: datetime, why: str) -> Decision:
    """Keep that a decision is taken back; what it said of a warning goes from the index at once."""
    taken = {decision.id: decision for decision in read_decisions(parts.broker)}.get(decision_id)
    if taken is None:
        raise ConfigurationError(f"there is no decision {decision_id}; see: forewarn export decisions")
    decision = _kept(parts, "undo", undoes=decision_id, step=taken.step, by=by, at=at, why=why)
    if decision.step is not None:
        show_step(parts, decision.step)
    return decision


def _members(parts: Parts, event: str, profile: Profile) -> set[str]:
    """Return the members of the incident of `event` that `profile` sees, itself included."""
    incidents = parts.index.find(Incident, (profile.name,), {"events": event})
    return {event, *(member for incident in incidents for member in incident.events)}


def _kept_sides(parts: Parts, kind: DecisionKind, sides: _Sides, *, by: str, at: datetime, why: str) -> Decision:
    left, beside, right, others = sides
    return _kept(parts, kind, left=left, beside=beside, right=right, others=others, by=by, at=at, why=why)


def _kept(
    parts: Parts,
    kind: DecisionKind,
    *,
    left: str | None = None,
    right: str | None = None,
    beside: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
    grade: int | None = None,
    key: str | None = None,
    undoes: str | None = None,
    step: LifeStep | None = None,
    by: str,
    at: datetime,
    why: str,
) -> Decision:
    named = _named(parts, [each for each in (left, right, *beside, *others) if each is not None])
    id = stable_id("decision", kind, left or key or "", right or "", undoes or "", by, at.isoformat())
    decision = Decision(
        id=id, kind=kind, left=left, right=right, beside=beside, others=others, grade=grade, key=key, undoes=undoes,
        events=named, step=step, by=by, at=at, clock_at=clock_of(parts) if step else None,
        why=without_names(parts, why),
    )  # fmt: skip
    append_decision(parts.broker, decision)
    return decision


def _named(parts: Parts, ids: list[str]) -> tuple[NamedEvent, ...]:
    """Return the events of `ids` as they are now; raises `ConfigurationError` for one that is not there."""
    events = parts.index.get(Event, PROTECTED.scopes, ids)
    for id in ids:
        if id not in events:
            raise ConfigurationError(f"there is no event {id}; see: forewarn export events")
    listed = (events[id] for id in ids)
    return tuple(NamedEvent(id=each.id, report_id=each.report_id, kind=each.kind, quote=each.quote) for each in listed)
