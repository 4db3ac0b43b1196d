"""Reads lines of field text in which persons, numbers, places and bodies are marked."""

import json
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from schemas.base import Item
from schemas.errors import ConfigurationError
from schemas.source import SourceType

MarkedKind = Literal[
    "person", "phone", "email", "code", "device", "account", "handle", "plate", "birth_date", "address",
    "coordinates_of_home", "place", "group", "organisation", "listed_person",
]  # fmt: skip
KEPT: tuple[MarkedKind, ...] = ("place", "group", "organisation", "listed_person")


class Marked(Item):
    """Code points `start` to `end` of a line, and what stands there."""

    start: int
    end: int
    kind: MarkedKind


class MarkedLine(Item):
    """One text with everything in it that must vanish, and the names that must stay."""

    id: str
    language: str
    source: SourceType
    half: str = ""
    text: str
    spans: tuple[Marked, ...] = ()

    def to_mask(self) -> list[Marked]:
        """Return the spans of persons and numbers."""
        return [span for span in self.spans if span.kind not in KEPT]

    def said(self, span: Marked) -> str:
        """Return what stands at `span`."""
        return self.text[span.start : span.end]


def read_marked(file: Path) -> list[MarkedLine]:
    """Return the lines of a JSONL file; raise `ConfigurationError` with the number of one that cannot be read."""
    rows = enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
    lines = [_line(file, number, row) for number, row in rows if row.strip()]
    if not lines:
        raise ConfigurationError(f"{file} has no line; give a JSONL file of marked lines")
    return lines


def _line(file: Path, number: int, row: str) -> MarkedLine:
    try:
        return MarkedLine.model_validate(json.loads(row))
    except (json.JSONDecodeError, ValidationError) as error:
        form = '{"id", "language", "source", "text", "spans": [{"start", "end", "kind"}]}'
        raise ConfigurationError(
            f"{file}, line {number} is not of the form of a marked line; each line is {form}"
        ) from error
