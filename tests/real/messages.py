"""The real material as the messages that sources would send."""

import csv
import gzip
import io
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from schemas.messages import OutgoingMessage

ITEMS_A_PAGE = 20
SENT = datetime(2021, 3, 1, tzinfo=UTC)


class Material(NamedTuple):
    """One kind of material: its messages, and how many rows they hold as counted without any reader of ours."""

    name: str
    messages: list[OutgoingMessage]
    rows: int


def read_material(data: Path) -> list[Material]:
    """Return everything in `data` that the pipeline can be sent."""
    humset, press = list(_humset(data / "geoparsing")), list(_press(data / "texts"))
    events = gzip.decompress((data / "ucdp" / "ged_nigeria.csv.gz").read_bytes())
    return [
        Material("humanitarian documents (ReliefWeb pages)", _pages(humset), len(humset)),
        Material("French press segments (ReliefWeb pages)", _pages(press), len(press)),
        Material("UCDP Nigeria (one HXL message)", [_message("ngo-hxl", events, 0)], _rows_below_tags(events)),
    ]


def _humset(folder: Path) -> Iterator[dict[str, Any]]:
    documents = json.loads(gzip.decompress((folder / "humset_toponyms_dev.json.gz").read_bytes()))
    for number, document in enumerate(documents):
        yield _item(f"humset-{number}", document["text"], "en", "2021-03-01")


def _press(folder: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(folder / "fr_press_segments.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            segment = json.loads(line)
            yield _item(f"press-{number}", segment["text"], "fr", segment["date"])


def _item(name: str, text: str, language: str, day: str) -> dict[str, Any]:
    date = {"original": f"{day}T00:00:00+00:00"}
    return {"id": name, "fields": {"title": "", "body": text, "date": date, "language": [{"code": language}]}}


def _pages(items: Sequence[dict[str, Any]]) -> list[OutgoingMessage]:
    rest = iter(items)
    pages: list[OutgoingMessage] = []
    while page := list(islice(rest, ITEMS_A_PAGE)):
        value = json.dumps({"totalCount": len(items), "count": len(page), "data": page}).encode()
        pages.append(_message("ngo-reliefweb", value, len(pages)))
    return pages


def _message(topic: str, value: bytes, number: int) -> OutgoingMessage:
    """Return `value` as a message; a minute lies between two."""
    return OutgoingMessage(topic=topic, value=value, timestamp_ms=int(SENT.timestamp() * 1000) + number * 60_000)


def _rows_below_tags(table: bytes) -> int:
    """Return how many rows lie below the two rows of headers."""
    return sum(1 for row in csv.reader(io.StringIO(table.decode("utf-8"), newline="")) if row) - 2
