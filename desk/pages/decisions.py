"""What was decided, and taking it back."""

from collections.abc import Iterable

from desk.pages.shared import why_of
from desk.roles import may
from desk.visit import Refused, Sent, Shown, Visit, local_path
from pipeline.deciding import undo
from pipeline.logbook import read_decisions
from pipeline.queues import pending_decisions
from schemas.annotation import Event
from schemas.linkage import Decision, standing

SHOWN = 50
RIGHT_FOR = {
    "place": "place",
    "acknowledge": "act",
    "act": "act",
    "close": "act",
    "answer": "answer",
    "explain": "explain",
    "release": "release",
}


def listed(visit: Visit) -> Shown:
    """List what the user decided, the latest first."""
    log = read_decisions(visit.parts.broker)
    mine = [each for each in log if each.by == visit.user and each.undoes is None][::-1][:SHOWN]
    fields = {
        "decisions": mine,
        "pending": pending_decisions(visit.parts),
        "standing": {each.id for each in standing(log)},
        "is_kept": "kept" in visit.query,
    }
    return Shown("decisions.html.j2", fields, [each.id for each in mine])


def take_back(visit: Visit) -> Sent:
    """Keep that a decision is taken back, by someone who could have taken it."""
    asked = visit.needed("decision")
    log = read_decisions(visit.parts.broker)
    found = next((each for each in log if each.id == asked), None)
    if found is None or not _sees(visit, found):
        raise Refused(404, "not_there")
    if not may(visit.session.role, right_for(found)):
        raise Refused(403, "not_allowed")
    if found.id in {each.id for each in standing(log)}:
        undo(visit.parts, found.id, by=visit.user, at=visit.now, why=why_of(visit))
    return Sent(local_path(visit.one("next")) or "/decisions?kept=1")


def right_for(decision: Decision) -> str:
    """Return the right that a decision of this kind needs."""
    return RIGHT_FOR.get(decision.kind, "judge")


def _sees(visit: Visit, decision: Decision) -> bool:
    """Tell whether the profile sees all that a decision is about."""
    if decision.correction is not None:
        return decision.correction.level in visit.profile.levels
    if decision.step is not None:
        return decision.step.profile == visit.profile.name
    return decision.by == visit.user or _sees_all(visit, (named.id for named in decision.events))


def _sees_all(visit: Visit, ids: Iterable[str]) -> bool:
    asked = set(ids)
    return bool(asked) and asked == set(visit.parts.index.get(Event, visit.profile.levels, sorted(asked)))
