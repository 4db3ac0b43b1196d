"""Reads lines of field text whose warning signs are labelled."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from evaluation.halves import Half, in_half
from schemas.annotation import Assertion
from schemas.base import Item
from schemas.errors import ConfigurationError


class LabelledSign(Item):
    """One sign of a line; `quote` is the words that carry it."""

    id: str
    status: Assertion
    quote: str = ""


class LabelledLine(Item):
    """One text with all the signs that it carries; a control carries none."""

    id: str
    lang: str
    source: str = ""
    text: str
    indicators: tuple[LabelledSign, ...] = Field(default=())


def read_lines(file: Path, half: Half) -> list[LabelledLine]:
    """Return the lines of a JSONL file that fall in `half` by their id.

    Raises `ConfigurationError` with the number of a line that cannot be read, and for a file without lines.
    """
    lines = [line for line in _lines(file) if in_half(line.id, half)]
    if not lines:
        raise ConfigurationError(f"{file} has no line of half {half!r}; give a JSONL file of labelled lines")
    return lines


def _lines(file: Path) -> Iterator[LabelledLine]:
    for number, raw in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if raw.strip():
            yield _line(file, number, raw)


def _line(file: Path, number: int, raw: str) -> LabelledLine:
    try:
        found: Any = json.loads(raw)
        return LabelledLine.model_validate(found)
    except (json.JSONDecodeError, ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise ConfigurationError(
            f"{file}, line {number}: {reason}; each line is "
            '{"id", "lang", "source", "text", "indicators": [{"id", "status", "quote"}]}'
        ) from error
