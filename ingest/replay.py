"""Recorded messages in the form of `kcat -J`: JSON Lines, one message a line (formats.md 1)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from schemas.errors import ConfigurationError
from schemas.messages import OutgoingMessage


def replayed(path: Path) -> Iterator[OutgoingMessage]:
    """Yield the messages of the file at `path` in order, one line in memory at a time.

    Partition, offset, tstype and broker are ignored. Raises `ConfigurationError` naming file, line and field.
    """
    try:
        with path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _message(line, f"{path}, line {number}")
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}; name a file that can be read") from error


def _message(line: str, where: str) -> OutgoingMessage:
    try:
        recorded = json.loads(line)
    except (ValueError, RecursionError):
        raise ConfigurationError(f"{where}: is not JSON; write each message on one line, as kcat -J does") from None
    if not isinstance(recorded, dict):
        raise ConfigurationError(f"{where}: is not a JSON object; write each message as kcat -J does")
    return OutgoingMessage(
        topic=_topic(recorded.get("topic"), where),
        key=_bytes(recorded.get("key"), "key", where),
        value=_bytes(recorded.get("payload"), "payload", where),
        timestamp_ms=_timestamp(recorded.get("ts"), where),
        headers=_headers(recorded.get("headers") or [], where),
    )


def _topic(topic: Any, where: str) -> str:
    if not isinstance(topic, str) or not topic.isascii() or not topic:
        raise ConfigurationError(f"{where}: topic must be the name of a topic")
    return topic


def _timestamp(timestamp: Any, where: str) -> int:
    if not isinstance(timestamp, int) or not 0 <= timestamp < 2**63:
        raise ConfigurationError(f"{where}: ts must be the time in milliseconds since 1970")
    return timestamp


def _bytes(text: Any, name: str, where: str) -> bytes | None:
    """Return the bytes of `text`: bytes that were no UTF-8 in the file as they were, lone surrogates as they are."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise ConfigurationError(f"{where}: {name} must be a string or null")
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _headers(headers: Any, where: str) -> tuple[tuple[str, bytes], ...]:
    if not isinstance(headers, list) or len(headers) % 2:
        raise ConfigurationError(f"{where}: headers must be a list of names and values in turn")
    names = [_bytes(name, "headers", where) or b"" for name in headers[::2]]
    values = [_bytes(value, "headers", where) or b"" for value in headers[1::2]]
    return tuple((name.decode("utf-8", "replace"), value) for name, value in zip(names, values, strict=True))
