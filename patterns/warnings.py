"""The life of a warning: raised, added to, raised in level, stepped down; never recomputed away."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from patterns import phrases
from patterns.compose import Candidate, compose, concerns, joined, joined_reasons
from patterns.issue import Change, issue
from patterns.parameters import WarningParameters, parameters_for
from patterns.scoring import evidence_id
from schemas.catalogue import Catalogue
from schemas.mission import Mission
from schemas.protection import Profile
from schemas.warning import AlertLevel, Evidence, Pattern, Warning, WarningEntry


def update(
    current: Sequence[Warning],
    patterns: Sequence[Pattern],
    *,
    now: datetime,
    profile: Profile,
    mission: Mission,
    catalogue: Catalogue,
) -> list[WarningEntry]:
    """Return what changes at `now` in the warnings of `profile`, in order of warning.

    The same call upon its own answer changes nothing. `current` is every warning as it stands, those stepped down
    included: what they rest on raises no new one.
    """
    parameters = parameters_for(mission, "warnings", WarningParameters)
    own = sorted((each for each in current if each.profile == profile.name), key=lambda each: (each.raised_at, each.id))
    seen = compose((each for each in patterns if each.profile == profile.name), same_area_km=parameters.same_area_km)
    changes = [*changes_of_open(own, seen, now, parameters), *changes_to_raise(own, seen, parameters)]
    entries = [
        issue(change, now=now, profile=profile.name, mission=mission, catalogue=catalogue, parameters=parameters)
        for change in changes
    ]
    return sorted(entries, key=lambda entry: entry.warning_id)


def fold(entries: Iterable[WarningEntry]) -> list[Warning]:
    """Return each warning as its latest entry left it, in the order in which they were raised."""
    latest: dict[str, WarningEntry] = {}
    for entry in sorted(entries, key=lambda entry: (entry.at, entry.id)):
        latest[entry.warning_id] = entry
    return sorted((entry.warning for entry in latest.values()), key=lambda warning: (warning.raised_at, warning.id))


def alert_level(score: float, parameters: WarningParameters) -> AlertLevel | None:
    """Return the level of a score, or None below the lowest threshold."""
    steps = (parameters.high, AlertLevel.HIGH), (parameters.medium, AlertLevel.MEDIUM), (parameters.low, AlertLevel.LOW)
    return next((level for threshold, level in steps if score >= threshold), None)


def changes_of_open(
    own: Sequence[Warning], seen: Sequence[Candidate], now: datetime, parameters: WarningParameters
) -> list[Change]:
    """Return what changes in the open warnings, at most one change for each."""
    changes = []
    for warning in own:
        if warning.status == "open":
            here = [each for each in seen if home_of(each, own, parameters) == warning]
            change = grown(warning, here, now, parameters) or stepped_down(warning, now, parameters)
            changes += [change] if change else []
    return changes


def home_of(candidate: Candidate, own: Sequence[Warning], parameters: WarningParameters) -> Warning | None:
    """Return the open warning that a candidate belongs to, the one raised first where there are two."""
    near = (
        warning
        for warning in own
        if warning.status == "open" and concerns(warning.area, candidate.area, parameters.same_area_km)
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


def changes_to_raise(own: Sequence[Warning], seen: Sequence[Candidate], parameters: WarningParameters) -> list[Change]:
    """Return the warnings to raise: areas above the lowest threshold, without an open warning, with something new."""
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
        if level and home_of(candidate, own, parameters) is None and new_signs(candidate.evidence, own)
    ]


def new_signs(evidence: Iterable[Evidence], warnings: Iterable[Warning]) -> list[Evidence]:
    """Return the signs that none of `warnings` rests on yet, each once."""
    known = {evidence_id(sign) for warning in warnings for sign in warning.evidence}
    new = {evidence_id(sign): sign for sign in evidence}
    return [new[each] for each in sorted(new) if each not in known]
