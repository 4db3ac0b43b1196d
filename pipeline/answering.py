"""Keeps what people decide about warnings: received, acted on, closed, answered, explained, released.

Every decision is a message on `decisions`, shows in the index at once, and can be taken back with `undo`.
"""

from datetime import datetime

from patterns.tear_lines import id_of, tear_line_of
from pipeline.logbook import append_decision
from pipeline.parts import Parts
from pipeline.records import read_clock
from pipeline.typed_text import without_names
from pipeline.warning_life import find_warning, lower_profiles, show_warning
from schemas.base import stable_id
from schemas.errors import ConfigurationError
from schemas.linkage import Decision, LifeKind
from schemas.protection import PROFILES, Profile
from schemas.warning import LIVE, LifeStep, Outcome, TearLine, Warning


def acknowledge(parts: Parts, profile: Profile, warning_id: str, *, by: str, at: datetime, why: str = "") -> Decision:
    """Keep that somebody has read the warning."""
    warning = _live(parts, profile, warning_id)
    if warning.status != "open":
        raise ConfigurationError(f"warning {warning_id} is {warning.status} already; see: forewarn warnings show")
    return _kept(parts, "acknowledge", warning, by=by, at=at, why=why)


def act(
    parts: Parts, profile: Profile, warning_id: str, *, sent: str, by: str, at: datetime, why: str = ""
) -> Decision:
    """Keep what was sent or done; there may be several actions."""
    warning = _live(parts, profile, warning_id)
    return _kept(parts, "act", warning, text=_said(sent, "what was sent"), by=by, at=at, why=why)


def close(
    parts: Parts, profile: Profile, warning_id: str, *, outcome: Outcome, by: str, at: datetime, why: str = ""
) -> Decision:
    """Keep whether what was warned of happened; the latest outcome stands, and one that stepped down may have one."""
    warning = find_warning(parts, profile, warning_id)
    return _kept(parts, "close", warning, outcome=outcome, by=by, at=at, why=why)


def answer(
    parts: Parts, profile: Profile, warning_id: str, *, text: str, by: str, at: datetime, why: str = ""
) -> Decision:
    """Keep the answer to the open question."""
    warning = find_warning(parts, profile, warning_id)
    return _kept(parts, "answer", warning, text=_said(text, "the answer"), by=by, at=at, why=why)


def explain(
    parts: Parts, profile: Profile, warning_id: str, *, text: str, by: str, at: datetime, why: str = ""
) -> Decision:
    """Keep what accounts for the signs, such as a funeral: the warning steps down, and shows it."""
    warning = _live(parts, profile, warning_id)
    return _kept(parts, "explain", warning, text=_said(text, "what accounts for the signs"), by=by, at=at, why=why)


def release(
    parts: Parts, profile: Profile, warning_id: str, *, to: Profile, by: str, at: datetime, why: str = ""
) -> Decision:
    """Keep that a lower profile is told area, window and level of a live warning, and nothing else of it."""
    warning = _live(parts, profile, warning_id)
    if to not in lower_profiles(warning, parts.mission):
        raise ConfigurationError(
            f"warning {warning_id} of profile {warning.profile} cannot be released to {to.name}: "
            "a tear line goes from a warning to a profile that sees less"
        )
    line = tear_line_of(warning, to, at=clock_of(parts) or at, mission=parts.mission)
    return _kept(parts, "release", warning, tear_line=line, by=by, at=at, why=why)


def clock_of(parts: Parts) -> datetime | None:
    """Return how far the messages' clock has come in a replay; None where the wall clock holds."""
    return read_clock(parts.store) if parts.settings.clock == "messages" else None


def _live(parts: Parts, profile: Profile, warning_id: str) -> Warning:
    warning = find_warning(parts, profile, warning_id)
    if warning.status not in LIVE:
        raise ConfigurationError(
            f"warning {warning_id} has ended ({warning.status}); only close and answer still hold for it, "
            "or take back what ended it: forewarn decide undo"
        )
    return warning


def _said(text: str, what: str) -> str:
    if not text.strip():
        raise ConfigurationError(f"{what} is empty; say it in a few words, without names of persons")
    return text.strip()


def _kept(
    parts: Parts,
    kind: LifeKind,
    warning: Warning,
    *,
    text: str = "",
    outcome: Outcome | None = None,
    tear_line: TearLine | None = None,
    by: str,
    at: datetime,
    why: str,
) -> Decision:
    step = LifeStep(
        warning_id=warning.id,
        profile=warning.profile,
        alert_level=warning.alert_level,
        text=without_names(parts, text),
        outcome=outcome,
        tear_line=tear_line,
    )
    id, why = stable_id("decision", kind, warning.id, by, at.isoformat()), without_names(parts, why)
    decision = Decision(
        id=id, kind=kind, step=step, by=by, at=at, clock_at=clock_of(parts), why=without_names(parts, why)
    )
    append_decision(parts.broker, decision)
    show_step(parts, step)
    return decision


def show_step(parts: Parts, step: LifeStep) -> None:
    """Let the index show what a decision, or the undoing of one, changed."""
    show_warning(parts, PROFILES[step.profile], step.warning_id)
    if step.tear_line is not None:
        show_warning(parts, PROFILES[step.tear_line.to_profile], id_of(step.tear_line))
