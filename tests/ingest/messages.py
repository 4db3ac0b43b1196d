"""Messages for the tests of readers."""

import json
from typing import Any

from ingest.reading import ReadRow
from ingest.registry import Source
from schemas.messages import Message
from schemas.mission import Mission


def message_of(topic: str, value: object, **changes: Any) -> Message:
    """Return a message whose value is `value` as JSON, or as it is where it is bytes or None."""
    raw = value if isinstance(value, bytes) or value is None else json.dumps(value).encode()
    fields: dict[str, Any] = {"partition": 0, "offset": 0, "timestamp_ms": 1_739_290_000_000, "key": b"key"}
    return Message(topic=topic, value=raw, **(fields | changes))


def rows_of(source: Source, value: object, mission: Mission | None = None) -> list[ReadRow]:
    """Return what `source` reads out of `value`."""
    return list(source.read(message_of(source.topic, value), mission or Mission()))
