"""Reads the training texts: invented lines of field text in which the words that carry a sign are marked.

`[MOB-03: slept in the bush]` marks an affirmed sign, `[MOB-03 hedged: ...]` another status, `[CHD-03+TIP-01: ...]` two
signs of the same words. A line without a mark carries no sign at all.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from schemas.annotation import Assertion
from schemas.errors import ConfigurationError

TEXTS = Path(__file__).parent / "texts"
_MARK = re.compile(
    r"\[([A-Z]{3,4}-\d\d(?:[+ ][A-Z]{3,4}-\d\d)*)(?: (hedged|negated|context|affirmed))?:\s*([^\[\]]*)\]"
)


class MarkedSign(NamedTuple):
    """One sign of a text; offsets in code points of the text without marks."""

    id: str
    status: Assertion
    start: int
    end: int


class TrainingText(NamedTuple):
    """One invented text with all the signs that it carries."""

    lang: str
    text: str
    signs: tuple[MarkedSign, ...]


def read_texts(folder: Path = TEXTS) -> list[TrainingText]:
    """Return all training texts, in order of language, family and line.

    Raises `ConfigurationError` with file and line for a mark that cannot be read.
    """
    return [text for path in sorted(folder.glob("*/*.txt")) for text in _texts(path)]


def _texts(path: Path) -> Iterator[TrainingText]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            text, signs = parse_marks(line.strip())
            if "[" in text or "]" in text:
                raise ConfigurationError(f"{path.name}, line {number}: a mark cannot be read; write [MOB-03: words]")
            yield TrainingText(path.parent.name, text, signs)


def parse_marks(line: str) -> tuple[str, tuple[MarkedSign, ...]]:
    """Return the text of a line without its marks, and the signs that they name."""
    text, signs, copied = "", list[MarkedSign](), 0
    for mark in _MARK.finditer(line):
        text += line[copied : mark.start()]
        status, end = Assertion(mark[2] or Assertion.AFFIRMED), len(text) + len(mark[3])
        signs += [MarkedSign(each, status, len(text), end) for each in re.split(r"[+ ]", mark[1])]
        text, copied = text + mark[3], mark.end()
    return text + line[copied:], tuple(signs)
