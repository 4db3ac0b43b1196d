"""What people decided, as far as an access profile may see it.

A decision names events of several reports. Where a profile does not see both of its sides, it is none; where it sees a
part of a side, the rest is left out, and the reason with it, since it may speak of the rest.
"""

from collections.abc import Iterable

from pipeline.logbook import read_decisions
from pipeline.parts import Parts
from pipeline.warning_life import profiles_within
from schemas.linkage import Decision
from schemas.protection import PROFILES, SCOPES, Profile
from schemas.report import Report


def seen_decisions(parts: Parts, profile: Profile) -> list[Decision]:
    """Return the decisions that `profile` may see, as it may see them, in the order in which they were taken."""
    decisions = read_decisions(parts.broker)
    if set(profile.scopes) == set(SCOPES):
        return decisions
    reports = sorted({named.report_id for each in decisions for named in each.events})
    there = set(parts.index.get(Report, profile.scopes, reports)) if reports else set()
    return _seen(decisions, there, profile)


def _seen(decisions: Iterable[Decision], reports: set[str], profile: Profile) -> list[Decision]:
    """Return the seen ones; taking back what is not seen is not seen either, nor the reason where a part is not."""
    seen: dict[str, Decision] = {}
    whole: set[str] = set()
    for decision in decisions:
        if decision.undoes is None:
            found = _as_seen(decision, reports, profile)
        else:
            undone = decision.undoes
            found = _taking_back(decision, is_seen=undone in seen, is_whole=undone in whole)
        if found is not None:
            seen[decision.id] = found
        if found == decision:
            whole.add(decision.id)
    return list(seen.values())


def _taking_back(decision: Decision, *, is_seen: bool, is_whole: bool) -> Decision | None:
    if not is_seen:
        return None
    return decision if is_whole else decision.model_copy(update={"why": ""})


def _as_seen(decision: Decision, reports: set[str], profile: Profile) -> Decision | None:
    if decision.step is not None:
        return decision if PROFILES[decision.step.profile] in profiles_within(profile) else None
    if decision.correction is not None:
        return decision if profile.sees(decision.correction) else None
    named = tuple(each for each in decision.events if each.report_id in reports)
    if len(named) == len(decision.events):
        return decision
    ids = {each.id for each in named}
    left, right = _of((decision.left, *decision.beside), ids), _of((decision.right, *decision.others), ids)
    if not left or not right:
        return None
    sides = {"left": left[0], "beside": left[1:], "right": right[0], "others": right[1:]}
    return decision.model_copy(update={**sides, "events": named, "why": ""})


def _of(side: Iterable[str | None], ids: set[str]) -> tuple[str, ...]:
    return tuple(each for each in side if each in ids and each is not None)
