"""What people decided, brought to the events that are there now.

A decision names events. Where a correction or a new reading moved one of them, so that it has another id, the decision
holds for the event of the same report that took its place: a decided pair is never asked again.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from linking.credibility import Grades
from linking.decisions import Decided, decided_grades, decided_pairs, excluded_keys
from schemas.annotation import Event
from schemas.index import Index
from schemas.linkage import Decision, NamedEvent
from schemas.protection import PROTECTED


class Rulings(NamedTuple):
    """What stands for pairs of events, for their credibility, and which blocking keys are out of use."""

    pairs: Decided
    grades: Grades
    excluded: frozenset[str]


def rulings_of(decisions: Iterable[Decision], index: Index) -> Rulings:
    """Return what `decisions` say of the events in `index`."""
    listed = list(decisions)
    heirs = _heirs(index, {each.id: each for decision in listed for each in decision.events})
    renamed = [_renamed(decision, heirs) for decision in listed]
    return Rulings(decided_pairs(renamed), decided_grades(renamed), excluded_keys(listed))


def _heirs(index: Index, named: Mapping[str, NamedEvent]) -> dict[str, str]:
    """Return, for each named event that is not there, the one of its report that took its place, where one did."""
    there = index.get(Event, PROTECTED.scopes, sorted(named)) if named else {}
    gone = {id: event for id, event in named.items() if id not in there}
    reports = sorted({event.report_id for event in gone.values()})
    of_report: dict[str, list[Event]] = {}
    for event in index.find(Event, PROTECTED.scopes, {"report_id": reports}) if reports else ():
        of_report.setdefault(event.report_id, []).append(event)
    found = ((id, _heir(event, of_report.get(event.report_id, ()))) for id, event in gone.items())
    return {id: heir for id, heir in found if heir is not None}


def _heir(gone: NamedEvent, events: Sequence[Event]) -> str | None:
    """Return the event that took the place of `gone`: the only one of its kind, else the only one with its words."""
    for heirs in (
        [event.id for event in events if event.kind == gone.kind],
        [event.id for event in events if event.quote == gone.quote],
    ):
        if len(heirs) == 1:
            return heirs[0]
    return None


def _renamed(decision: Decision, heirs: Mapping[str, str]) -> Decision:
    """Return `decision` about the events that are there."""

    def now(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(heirs.get(id, id) for id in ids)

    left, right = (id and heirs.get(id, id) for id in (decision.left, decision.right))
    changed = {"left": left, "right": right, "others": now(decision.others), "beside": now(decision.beside)}
    return decision.model_copy(update=changed)
