"""What is issued of warnings: raised, added to, raised in level, escalated, stepped down; never recomputed away."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from patterns import phrases
from patterns.compose import Candidate, compose, concerns, joined, joined_reasons
from patterns.escalation import escalations
from patterns.issue import Change, issue
from patterns.life import known_before, lived
from patterns.parameters import WarningParameters, parameters_for
from patterns.scoring import evidence_id
from schemas.catalogue import Catalogue
from schemas.linkage import Decision
from schemas.mission import Mission
from schemas.protection import Profile
from schemas.warning import LIVE, AlertLevel, Evidence, Pattern, Warning, WarningEntry


def update(
    current: Sequence[Warning],
    patterns: Sequence[Pattern],
    *,
    now: datetime,
    profile: Profile,
    mission: Mission,
    catalogue: Catalogue,
    decisions: Iterable[Decision] = (),
) -> list[WarningEntry]:
    """Return what changes at `now` in the warnings of `profile`, in order of warning.

    The same call upon its own answer changes nothing. `current` is every warning as it was issued, those that ended
    included: what they rest on raises no new one. `decisions` are what people said of them before `now`.
    """
    parameters = parameters_for(mission, "warnings", WarningParameters)
    known = known_before(decisions, now)
    own = sorted((each for each in current if each.profile == profile.name), key=lambda each: (each.raised_at, each.id))
    seen = compose((each for each in patterns if each.profile == profile.name), same_area_km=parameters.same_area_km)
    stood = lived(own, known)
    told = partial(issue, now=now, profile=profile.name, mission=mission, catalogue=catalogue, parameters=parameters)
    live, raised = changes_of_live(own, stood, seen, now, parameters), changes_to_raise(stood, seen, now, parameters)
    signs = [told(change) for change in (*live, *raised)]
    after = {each.id: each for each in own} | {entry.warning_id: entry.warning for entry in signs}
    late = [told(change) for change in escalations(lived(after.values(), known), after, now=now, mission=mission)]
    return sorted([*signs, *late], key=lambda entry: (entry.warning_id, len(entry.warning.history)))


def alert_level(score: float, parameters: WarningParameters) -> AlertLevel | None:
    """Return the level of a score, or None below the lowest threshold."""
    steps = (parameters.high, AlertLevel.HIGH), (parameters.medium, AlertLevel.MEDIUM), (parameters.low, AlertLevel.LOW)
    return next((level for threshold, level in steps if score >= threshold), None)


def changes_of_live(
    own: Sequence[Warning],
    stood: Sequence[Warning],
    seen: Sequence[Candidate],
    now: datetime,
    parameters: WarningParameters,
) -> list[Change]:
    """Return what signs, or their lack, change in the warnings that have not ended, at most one change for each.

    `own` are the warnings as issued, `stood` the same with what people decided.
    """
    homes = [(each, home_of(each, stood, parameters)) for each in seen]
    changes = []
    for issued, warning in zip(own, stood, strict=True):
        if warning.status in LIVE:
            here = [candidate for candidate, home in homes if home is not None and home.id == warning.id]
            change = grown(issued, here, now, parameters) or stepped_down(issued, now, parameters)
            changes += [change] if change else []
    return changes


def home_of(candidate: Candidate, stood: Sequence[Warning], parameters: WarningParameters) -> Warning | None:
    """Return the live warning that a candidate belongs to, the one raised first where there are two."""
    near = (
        warning
        for warning in stood
        if warning.status in LIVE
        and not warning.tear_line
        and concerns(warning.area, candidate.area, parameters.same_area_km)
    )
    return next(near, None)


def grown(warning: Warning, here: Sequence[Candidate], now: datetime, parameters: WarningParameters) -> Change | None:
    """Return the change that new signs bring; signs of equal or lower level join at most once a day."""
    new = new_signs((sign for each in here for sign in each.evidence), [warning])
    if not new:
        return None
    seen = together(warning, here)
    level = alert_level(seen.score, parameters) or warning.alert_level
    if level is not warning.alert_level:
        reason = phrases.in_each_language(phrases.RAISED_LEVEL, count=len(new), level=level)
        return Change(before=warning, seen=seen, alert_level=level, what="raised_level", reason=reason)
    if warning.updated_at.date() >= now.date():
        return None
    reason = phrases.in_each_language(phrases.ADDED, count=len(new), level=level)
    return Change(before=warning, seen=seen, alert_level=level, what="added", reason=reason)


def together(warning: Warning, here: Sequence[Candidate]) -> Candidate:
    """Return what is seen now joined to what a warning rests on already; nothing that was issued is lost."""
    return here[0].model_copy(
        update={
            "score": max([warning.score, *(each.score for each in here)]),
            "evidence": joined([*warning.evidence, *(sign for each in here for sign in each.evidence)]),
            "reasons": joined_reasons(each.reasons for each in here),
            "detectors": tuple(sorted({*warning.detectors, *(name for each in here for name in each.detectors)})),
            "independent_origins": max([warning.independent_origins, *(each.independent_origins for each in here)]),
        }
    )


def stepped_down(warning: Warning, now: datetime, parameters: WarningParameters) -> Change | None:
    """Return the step down of a warning whose window has passed without a new sign for long enough."""
    quiet = timedelta(days=parameters.quiet_days)
    if now < warning.window_to or now - warning.updated_at < quiet:
        return None
    reason = phrases.in_each_language(phrases.STEPPED_DOWN, days=parameters.quiet_days, level=warning.alert_level)
    return Change(before=warning, seen=None, alert_level=warning.alert_level, what="stepped_down", reason=reason)


def changes_to_raise(
    stood: Sequence[Warning], seen: Sequence[Candidate], now: datetime, parameters: WarningParameters
) -> list[Change]:
    """Return the warnings to raise: areas above the lowest threshold, without a live warning, with something new."""
    return [
        Change(
            before=None,
            seen=candidate,
            alert_level=level,
            what="raised",
            reason=phrases.in_each_language(phrases.RAISED, level=level),
        )
        for candidate in seen
        for level in [alert_level(candidate.score, parameters)]
        if level
        and home_of(candidate, stood, parameters) is None
        and new_signs(candidate.evidence, stood)
        and not repeats(candidate, level, stood, now, parameters)
    ]


def repeats(
    candidate: Candidate, level: AlertLevel, stood: Iterable[Warning], now: datetime, parameters: WarningParameters
) -> bool:
    """Return whether people have just looked into the same area at this level or a higher one, and found nothing.

    A warning that came true is no reason to be quiet, nor is one that nobody looked into.
    """
    looked_into = (
        warning
        for warning in stood
        if (warning.outcome in ("false", "unknown") or (warning.explanation and warning.outcome is None))
        and warning.ended_at is not None
        and now - warning.ended_at < timedelta(days=parameters.repeat_days)
        and concerns(warning.area, candidate.area, parameters.same_area_km)
    )
    order = list(AlertLevel).index
    return any(order(warning.alert_level) >= order(level) for warning in looked_into)


def new_signs(evidence: Iterable[Evidence], warnings: Iterable[Warning]) -> list[Evidence]:
    """Return the signs that none of `warnings` rests on yet, each once."""
    known = {evidence_id(sign) for warning in warnings for sign in warning.evidence}
    new = {evidence_id(sign): sign for sign in evidence}
    return [new[each] for each in sorted(new) if each not in known]
