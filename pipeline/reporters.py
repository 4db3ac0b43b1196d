"""Who may be called back, kept apart from all that is reported: files for their owner alone, on this host only."""

import os
import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from schemas.base import Item

FOLDER = "reporters"


class Reporter(Item):
    """The contact that a person agreed to, and the number of the alert it belongs to."""

    alert_no: str
    contact: str


def keep_reporter(home: Path, alert_no: str, contact: str) -> Path:
    """Keep `contact` in a file of its own, whose name is chance: nothing in a report leads to it.

    It is on no topic, in no batch and in no index; deleting the file forgets the person.
    """
    folder = home / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(16)}.json"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(Reporter(alert_no=alert_no, contact=contact).model_dump_json())
    return path


def forget_reporter(home: Path, alert_no: str) -> None:
    """Delete the contact that belongs to the alert, if one is kept."""
    for path in _kept(home):
        if Reporter.model_validate_json(path.read_bytes()).alert_no == alert_no:
            path.unlink()


def forget_old_reporters(home: Path, before: date) -> None:
    """Delete the contacts that were taken down before a day."""
    for path in _kept(home):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC).date() < before:
            path.unlink()


def _kept(home: Path) -> Iterator[Path]:
    yield from (home / FOLDER).glob("*.json")
