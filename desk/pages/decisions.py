"""What was decided, and taking it back."""

from desk.pages.shared import why_of
from desk.roles import may
from desk.visit import Refused, Sent, Shown, Visit, local_path
from pipeline.deciding import undo
from pipeline.queues import pending_decisions
from pipeline.seen_decisions import seen_decisions
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
    log = seen_decisions(visit.parts, visit.profile)
    mine = [each for each in log if each.by == visit.user and each.undoes is None][::-1][:SHOWN]
    fields = {
        "decisions": mine,
        "pending": pending_decisions(visit.parts),
        "standing": {each.id for each in standing(log)},
        "is_kept": "kept" in visit.query,
    }
    return Shown("decisions.html.j2", fields, [each.id for each in mine])


def take_back(visit: Visit) -> Sent:
    """Keep that a decision is taken back, by someone who sees it and could have taken it."""
    asked = visit.needed("decision")
    log = seen_decisions(visit.parts, visit.profile)
    found = next((each for each in log if each.id == asked), None)
    if found is None:
        raise Refused(404, "not_there")
    if not may(visit.session.role, right_for(found)):
        raise Refused(403, "not_allowed")
    if found.id in {each.id for each in standing(log)}:
        undo(visit.parts, found.id, by=visit.user, at=visit.now, why=why_of(visit))
    return Sent(local_path(visit.one("next")) or "/decisions?kept=1")


def right_for(decision: Decision) -> str:
    """Return the right that a decision of this kind needs."""
    return RIGHT_FOR.get(decision.kind, "judge")
