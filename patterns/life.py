"""The life of a warning: what was issued of it, and what people decided about it since, put together.

Both are kept for ever and neither is changed by the other, so a decision that is taken back leaves no trace but its
line in the log, and a warning can be shown as it stood at any moment.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from schemas.linkage import Decision, standing
from schemas.warning import LIVE, HistoryLine, LifeStep, Warning, WarningEntry, WhatDecided

Change = dict[str, object]
WHAT: Mapping[str, WhatDecided] = {
    "acknowledge": "acknowledged",
    "act": "acted",
    "close": "closed",
    "answer": "answered",
    "explain": "explained",
    "release": "released",
}


def fold(entries: Iterable[WarningEntry]) -> list[Warning]:
    """Return each warning as its latest entry left it, in the order in which they were raised."""
    latest: dict[str, WarningEntry] = {}
    for entry in sorted(entries, key=lambda entry: (entry.at, len(entry.warning.history), entry.id)):
        latest[entry.warning_id] = entry
    return sorted((entry.warning for entry in latest.values()), key=lambda warning: (warning.raised_at, warning.id))


def lived(issued: Iterable[Warning], decisions: Iterable[Decision]) -> list[Warning]:
    """Return `issued` warnings with what people decided about each and did not take back."""
    about: dict[str, list[Decision]] = defaultdict(list)
    for decision in standing(decisions):
        if decision.kind in WHAT and decision.step is not None:
            about[decision.step.warning_id].append(decision)
    return [_lived(warning, about[warning.id]) for warning in issued]


def known_at(decisions: Iterable[Decision], moment: datetime) -> list[Decision]:
    """Return the decisions that were taken up to `moment`."""
    return [decision for decision in decisions if decision.moment <= moment]


def known_before(decisions: Iterable[Decision], moment: datetime) -> list[Decision]:
    """Return the decisions that a step of the clock ending at `moment` can know; people answer what it issued."""
    return [decision for decision in decisions if decision.moment < moment]


def asked_at(warning: Warning) -> datetime:
    """Return since when a warning at its present level asks for an answer."""
    return max(
        (line.at for line in warning.history if line.what in ("raised", "raised_level")), default=warning.raised_at
    )


def _lived(warning: Warning, decisions: list[Decision]) -> Warning:
    """Walk through issued lines and decisions in order of time; at one moment, what was issued goes first."""
    told = warning.model_copy(update={"status": "open", "history": ()})
    waiting = sorted(decisions, key=lambda each: (each.moment, each.at, each.id))
    for line in warning.history:
        while waiting and waiting[0].moment < line.at:
            told = _decided(told, waiting.pop(0))
        told = told.model_copy(update={**_issued(told, line), "history": (*told.history, line)})
    for decision in waiting:
        told = _decided(told, decision)
    return told


def _issued(warning: Warning, line: HistoryLine) -> Change:
    """Return what an issued line changes: a rise asks for a new answer, a step down ends."""
    if line.what == "raised_level" and warning.status in LIVE:
        return {"status": "open", "acknowledged_at": None, "acted_at": None}
    if line.what == "stepped_down" and warning.status in LIVE:
        return {"status": "stepped_down", "ended_at": line.at}
    return {}


def _decided(warning: Warning, decision: Decision) -> Warning:
    """Return `warning` after `decision`, which is told in its history even where it changes nothing else."""
    step = decision.step
    if step is None:
        return warning
    line = HistoryLine(
        at=decision.moment,
        what=WHAT[decision.kind],
        alert_level=step.alert_level,
        reason=_words(decision, step),
        by=decision.by,
        decision_id=decision.id,
    )
    change = CHANGES[decision.kind](warning, decision.moment, step)
    return warning.model_copy(update={**change, "history": (*warning.history, line)})


def _words(decision: Decision, step: LifeStep) -> str:
    """Return what the person said, in their own words."""
    said = step.outcome or (step.tear_line.to_profile if step.tear_line else step.text)
    return ": ".join(part for part in (said, decision.why) if part)


def _acknowledge(warning: Warning, at: datetime, _: LifeStep) -> Change:
    return {"status": "acknowledged", "acknowledged_at": at} if warning.status == "open" else {}


def _act(warning: Warning, at: datetime, _: LifeStep) -> Change:
    """Return what acting changes; who acts has read it."""
    if warning.status not in LIVE:
        return {}
    return {
        "status": "acted",
        "acknowledged_at": warning.acknowledged_at or at,
        "acted_at": warning.acted_at or at,
    }


def _close(_: Warning, at: datetime, step: LifeStep) -> Change:
    return {"status": "closed", "ended_at": at, "outcome": step.outcome}


def _answer(_: Warning, __: datetime, step: LifeStep) -> Change:
    return {"answer": step.text}


def _explain(warning: Warning, at: datetime, step: LifeStep) -> Change:
    if warning.status == "closed":
        return {"explanation": step.text}
    return {"status": "stepped_down", "ended_at": at, "explanation": step.text}


def _release(warning: Warning, _: datetime, step: LifeStep) -> Change:
    to = {step.tear_line.to_profile} if step.tear_line else set()
    return {"released_to": tuple(sorted({*warning.released_to, *to}))}


CHANGES: Mapping[str, Callable[[Warning, datetime, LifeStep], Change]] = {
    "acknowledge": _acknowledge,
    "act": _act,
    "close": _close,
    "answer": _answer,
    "explain": _explain,
    "release": _release,
}
