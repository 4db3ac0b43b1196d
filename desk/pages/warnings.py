"""Warnings: read, acknowledged, acted on, closed, answered, explained, and told to a lower profile."""

from collections.abc import Callable
from typing import get_args

from desk.pages.decisions import RIGHT_FOR
from desk.pages.shared import sign_names, why_of
from desk.roles import may
from desk.visit import Refused, Sent, Shown, Visit, local_path
from patterns.life import WHAT
from patterns.wording import told_in
from pipeline import answering
from pipeline.logbook import read_decisions
from pipeline.status import clock_now
from pipeline.warning_life import Wanted, listed_warnings, lower_profiles
from schemas.linkage import standing
from schemas.protection import PROFILES
from schemas.warning import LIVE, Outcome, Warning, WarningStatus

SHOWN = 50
SIGNS_SHOWN = 12
ENDED: tuple[WarningStatus, ...] = ("closed", "stepped_down")
OUTCOMES: dict[str, Outcome] = {each: each for each in get_args(Outcome)}


def listed(visit: Visit) -> Shown:
    """List the warnings that have not ended, the most urgent first, or those that have."""
    is_ended = "ended" in visit.query
    found = _wanted(visit, ENDED if is_ended else LIVE)
    fields = {"warnings": [_told(visit, each) for each in found[:SHOWN]], "all": len(found), "is_ended": is_ended}
    fields["clock"] = clock_now(visit.parts)
    return Shown("warnings.html.j2", fields, [each.id for each in found[:SHOWN]], found)


def questions(visit: Visit) -> Shown:
    """List the open questions of live warnings, those of the most urgent first."""
    found = [each for each in _wanted(visit, LIVE) if each.open_question and not each.answer]
    fields = {"warnings": [_told(visit, each) for each in found[:SHOWN]], "is_kept": "kept" in visit.query}
    return Shown("questions.html.j2", fields, [each.id for each in found[:SHOWN]], found)


def warning(visit: Visit) -> Shown:
    """Show one warning with what it rests on, what is not known, and the next thing to do about it."""
    found = _told(visit, _warning(visit))
    signs = sorted(found.evidence, key=lambda sign: (-sign.weight, sign.occurred_from, sign.key))
    fields = {
        "warning": found,
        "signs": [(sign, sign_names(visit, sign.indicators)) for sign in signs[:SIGNS_SHOWN]],
        "more": max(0, len(signs) - SIGNS_SHOWN),
        "step": _next_step(visit, found),
        "clock": clock_now(visit.parts),
        "is_live": found.status in LIVE,
        "standing": {each.id for each in standing(read_decisions(visit.parts.broker))},
        "lower": [
            each.name for each in lower_profiles(found, visit.parts.mission) if each.name not in found.released_to
        ],
        "right_for_step": {what: RIGHT_FOR[kind] for kind, what in WHAT.items()},
        "is_kept": "kept" in visit.query,
    }
    ids = [found.id, *(sign.event_id for sign in found.evidence if sign.event_id)]
    return Shown("warning.html.j2", fields, ids, [found])


def acknowledge(visit: Visit) -> Sent:
    """Keep that the user has read the warning."""
    found = _warning(visit)
    answering.acknowledge(visit.parts, visit.profile, found.id, by=visit.user, at=visit.now, why=why_of(visit))
    return _back(visit, found)


def act(visit: Visit) -> Sent:
    """Keep what was sent or done."""
    found, sent = _warning(visit), visit.needed("text")
    answering.act(visit.parts, visit.profile, found.id, sent=sent, by=visit.user, at=visit.now, why=why_of(visit))
    return _back(visit, found)


def close(visit: Visit) -> Sent:
    """Keep whether what was warned of happened."""
    found, outcome = _warning(visit), OUTCOMES.get(visit.needed("outcome"))
    if outcome is None:
        raise Refused(422, "empty")
    answering.close(
        visit.parts, visit.profile, found.id, outcome=outcome, by=visit.user, at=visit.now, why=why_of(visit)
    )
    return _back(visit, found)


def answer(visit: Visit) -> Sent:
    """Keep the answer to the open question."""
    return _say(visit, answering.answer)


def explain(visit: Visit) -> Sent:
    """Keep what accounts for the signs: the warning steps down."""
    return _say(visit, answering.explain)


def release(visit: Visit) -> Sent:
    """Keep that a lower profile is told district, days and level."""
    found, to = _warning(visit), PROFILES.get(visit.needed("to"))
    if to is None or to not in lower_profiles(found, visit.parts.mission):
        raise Refused(422, "empty")
    answering.release(visit.parts, visit.profile, found.id, to=to, by=visit.user, at=visit.now, why=why_of(visit))
    return _back(visit, found)


def unanswered(visit: Visit) -> int:
    """Return how many warnings nobody acknowledged."""
    return len(_wanted(visit, ("open",)))


def open_questions(visit: Visit) -> int:
    """Return how many live warnings have a question that nobody answered."""
    return sum(bool(each.open_question and not each.answer) for each in _wanted(visit, LIVE))


def _say(visit: Visit, keep: Callable[..., object]) -> Sent:
    found = _warning(visit)
    keep(
        visit.parts, visit.profile, found.id, text=visit.needed("text"), by=visit.user, at=visit.now, why=why_of(visit)
    )
    return _back(visit, found)


def _back(visit: Visit, found: Warning) -> Sent:
    return Sent(local_path(visit.one("next")) or f"/warnings/{found.id}?kept=1")


def _wanted(visit: Visit, statuses: tuple[WarningStatus, ...]) -> list[Warning]:
    return listed_warnings(visit.parts, visit.profile, Wanted(statuses=statuses), now=clock_now(visit.parts))


def _warning(visit: Visit) -> Warning:
    """Return the warning of the user's own profile; one of another profile is none."""
    asked = visit.path["warning"]
    found = visit.parts.index.get(Warning, (visit.profile.name,), [asked])
    if not found:
        raise Refused(404, "not_there")
    return found[asked]


def _told(visit: Visit, found: Warning) -> Warning:
    return told_in(
        found, catalogue=visit.parts.catalogue, mission=visit.parts.mission, language=visit.words["language"]
    )


def _next_step(visit: Visit, found: Warning) -> str:
    """Return what is to be done next: acknowledge, act or close; nothing where it has ended or is not the user's."""
    steps = {"open": "acknowledge", "acknowledged": "act", "acted": "close"}
    return steps.get(found.status, "") if may(visit.session.role, "act") else ""
