"""Texts for conformance: garbage to send a reader, and what a reason for refusal may say."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.reading import code_or_none

SHORTEST_VALUE = 4
"""Shorter values (`yes`, `F`) stand in any sentence by chance."""
DEPTH = 100_000
READER_FAILED = re.compile(r"the reader of \S+ failed with")


def garbage(good: Iterable[bytes]) -> Iterator[tuple[str, bytes | None]]:
    """Yield a name and a payload for each kind of garbage: broken forms of `good`, and what no source sends."""
    for number, value in enumerate(good, start=1):
        yield f"good payload {number}, cut in the middle", value[: len(value) // 2]
        yield f"good payload {number}, last byte missing", value[:-1]
        yield f"good payload {number}, every value null", _nulled(value)
    yield "no payload", None
    yield "empty payload", b""
    yield "null", b"null"
    yield "a JSON list", b"[1, 2]"
    yield "an empty JSON object", b"{}"
    yield "random bytes", hashlib.shake_256(b"garbage").digest(500)
    yield "deep nesting", b"[" * DEPTH
    yield "deep nesting in an object", b'{"a":' * DEPTH


def _nulled(value: bytes) -> bytes:
    """Return the JSON object `value` with its values null; what is no JSON without its digits."""
    try:
        document = json.loads(value)
    except ValueError:
        return re.sub(rb"[0-9]", b"", value)
    return json.dumps(dict.fromkeys(document) if isinstance(document, dict) else document).encode()


def names_its_fault(reason: str) -> bool:
    """Say whether `reason` tells a field or a fault and a mend, and is not merely that the reader broke."""
    return (": " in reason or "; " in reason) and not READER_FAILED.match(reason)


def echoed(reason: str, payload: bytes) -> bool:
    """Say whether `reason` repeats a value of `payload`; a code without a space may be named."""
    return any(value in reason for value in _values(payload))


def _values(payload: bytes) -> set[str]:
    text = payload.decode("utf-8", "replace")
    try:
        values = set(_leaves(json.loads(text)))
    except (ValueError, RecursionError):
        values = {cell.strip(' "\r') for line in text.split("\n")[1:] for cell in re.split(r"[,;\t:]", line)}
        values = {value for value in values if not value.startswith("#")}
    return {value for value in values if len(value) >= SHORTEST_VALUE and code_or_none(value) is None}


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part)
    elif isinstance(value, str):
        yield value


def is_left(secret: str, text: str) -> bool:
    """Say whether `secret` stands in `text`, as it is or as JSON writes it, in whatever case."""
    folded = text.casefold()
    return any(form.casefold() in folded for form in (secret, json.dumps(secret)[1:-1]))
