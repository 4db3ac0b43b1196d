"""Files that people put into a watched folder: one sub-folder a topic, one file or attachment a message.

A file is moved only after it was sent, and nothing is ever deleted: a crash between the two sends it again.
"""

import email
import email.policy
import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from itertools import count
from pathlib import Path

import structlog

from ingest.collecting import Given, milliseconds
from ingest.html_text import text_of_html
from ingest.limits import require_size
from schemas.errors import ConfigurationError, RefusedError, StopError
from schemas.messages import MAX_MESSAGE_BYTES, OutgoingMessage
from schemas.settings import Settings

SCHEDULE = "*/5 * * * *"
SETTLED = timedelta(seconds=10)
"""A file that changed less than this ago may still be being written."""
UNFINISHED = (".part", ".tmp", ".crdownload", ".swp")
LONGEST_NAME_BYTES = 200
ATTACHMENTS = (".csv", ".txt", ".json")

log = structlog.get_logger(__name__)


def is_configured(settings: Settings) -> bool:
    """Say whether a folder is named."""
    return settings.drop_folder is not None


def collect(given: Given) -> int:
    """Send every whole file of the sub-folders that are named like a topic, and return how many messages that were."""
    folder = given.settings.drop_folder
    if folder is None or not folder.is_dir():
        raise ConfigurationError(f"drop folder {folder} is not there; set FOREWARN_DROP_FOLDER to one that is")
    return sum(
        _taken(given, topic, path) for topic in sorted(given.topics) for path in _whole(folder / topic, given.now)
    )


def _whole(folder: Path, now: datetime) -> list[Path]:
    if not folder.is_dir():
        return []
    files = [path for path in folder.iterdir() if path.is_file() and not path.is_symlink()]
    return sorted(path for path in files if not _unfinished(path, now))


def _unfinished(path: Path, now: datetime) -> bool:
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return path.name.startswith(".") or path.suffix.lower() in UNFINISHED or now - changed < SETTLED


def _taken(given: Given, topic: str, path: Path) -> int:
    """Send the file at `path`, then move it to `taken/`; to `refused/` where it holds nothing that can be sent."""
    try:
        messages = _messages(given, topic, path)
    except RefusedError as error:
        return _refused(path, given.now, str(error))
    sent = given.send(messages)
    _moved(path, path.parent / "taken" / f"{given.now:%Y-%m-%d}")
    return sent


def _messages(given: Given, topic: str, path: Path) -> list[OutgoingMessage]:
    """Return what the file at `path` holds as messages; raise `RefusedError` where it cannot be sent."""
    if path.stat().st_size > MAX_MESSAGE_BYTES:
        raise RefusedError("larger than 8 MiB; cut it into smaller files")
    values = _read(path)
    if not values:
        raise RefusedError("holds neither a text nor an attachment of .csv, .txt or .json")
    stamp = milliseconds(given.now)
    messages = [OutgoingMessage(topic=topic, value=value, timestamp_ms=stamp) for value in values]
    try:
        for message in messages:
            require_size(message)
    except StopError:
        raise RefusedError("as a message larger than 8 MiB; cut it into smaller files") from None
    return messages


def _read(path: Path) -> list[bytes]:
    """Return what a file holds; an e-mail that the library stumbles over is refused, and its fault not repeated."""
    try:
        return list(_values(path))
    except OSError:
        raise
    except Exception:
        raise RefusedError("cannot be read as an e-mail; save its text or attachment as a file") from None


def _values(path: Path) -> Iterator[bytes]:
    """Yield what a file holds: its bytes; of an e-mail its attachments, or else its text, never who sent it."""
    if path.suffix.lower() != ".eml":
        yield path.read_bytes()
        return
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    attached = [_decoded(part) for part in message.iter_attachments() if _is_read(part)]
    yield from attached if attached else _body(message)


def _is_read(part: EmailMessage) -> bool:
    return Path(part.get_filename() or "").suffix.lower() in ATTACHMENTS


def _decoded(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _body(message: EmailMessage) -> Iterator[bytes]:
    part = message.get_body(("plain", "html"))
    if part is not None:
        text = str(part.get_content())
        yield (text_of_html(text) if part.get_content_subtype() == "html" else text).encode()


def _refused(path: Path, now: datetime, reason: str) -> int:
    moved = _moved(path, path.parent / "refused" / f"{now:%Y-%m-%d}")
    moved.with_name(moved.name + ".reason.txt").write_text(reason + "\n", encoding="utf-8")
    log.warning("file refused", topic=path.parent.name, reason=reason)
    return 0


def _short(name: str) -> str:
    """Return a file's name with room for what is put before and behind it; a longer one is named by its hash."""
    raw = os.fsencode(name)
    return name if len(raw) <= LONGEST_NAME_BYTES else hashlib.sha256(raw).hexdigest() + Path(name).suffix[:10]


def _moved(path: Path, folder: Path) -> Path:
    """Move a file into `folder`, beside one of the same name if there is one, and return where it is now."""
    folder.mkdir(parents=True, exist_ok=True)
    name = _short(path.name)
    names = (f"{number}-{name}" if number else name for number in count())
    target = next(folder / name for name in names if not (folder / name).exists())
    return path.rename(target)
