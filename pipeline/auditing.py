"""Where the audit log of a mission lies, and its key."""

from pathlib import Path

from protection.audit import Verified, append, keyed_hash, verify
from protection.case_key import case_key
from schemas.audit import Audited, AuditLine
from schemas.settings import Settings

FOLDER = "audit"


def keep_audited(settings: Settings, done: Audited) -> AuditLine:
    """Add one line to the audit log; raises `OSError` where it cannot be kept."""
    return append(folder_of(settings), _key(settings), done)


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
