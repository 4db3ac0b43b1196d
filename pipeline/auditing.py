"""Where the audit log of a mission lies, and its key."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from pipeline.parts import Parts
from protection.audit import Verified, append, keyed_hash, verify
from protection.case_key import case_key
from schemas.audit import Audited, AuditLine, Outcome
from schemas.errors import ConfigurationError
from schemas.settings import Settings

FOLDER = "audit"
MOST_IDS = 500
"""Ids of one line."""


def purpose_of(parts: Parts) -> str:
    """Return what is read for: the purpose of the settings, else the mission's standing one."""
    return parts.settings.purpose or parts.mission.purposes[0]


def check_purpose(parts: Parts) -> None:
    """Raise `ConfigurationError` for a purpose that the mission did not declare (rule D15)."""
    if purpose_of(parts) not in parts.mission.purposes:
        known = ", ".join(parts.mission.purposes)
        raise ConfigurationError(f"FOREWARN_PURPOSE is none of this mission's purposes, which are: {known}")


def keep_audited(settings: Settings, done: Audited) -> AuditLine:
    """Add one line to the audit log; raises `OSError` where it cannot be kept."""
    return append(folder_of(settings), _key(settings), done)


def note_operator(
    settings: Settings, *, at: datetime, who: str, what: str, purpose: str = "protection",
    outcome: Outcome = "asked", ids: Iterable[str] = (),
) -> None:  # fmt: skip
    """Add one line for what an operator does at the command; raises `OSError` where it cannot be kept."""
    line = Audited(
        at=at, who=who, role="operator", door="command", what=what, outcome=outcome, purpose=purpose, ids=tuple(ids)
    )
    keep_audited(settings, line)


def verify_audit(settings: Settings, *, noted: str = "") -> Verified:
    """Return what is wrong with the audit log, and how it ends."""
    return verify(folder_of(settings), _key(settings), noted=noted)


def hashed_name(settings: Settings, name: str) -> str:
    """Return what stands in the audit log for a name that was searched for."""
    return keyed_hash(name, _key(settings))


def folder_of(settings: Settings) -> Path:
    """Return the folder of the log."""
    return settings.home / FOLDER


def _key(settings: Settings) -> bytes:
    return case_key(settings.audit_key.get_secret_value(), settings.home / "audit.key")
