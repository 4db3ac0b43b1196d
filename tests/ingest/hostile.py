"""The corpus of hostile input: messages that once broke a reader or might, and what is repeated to flood one."""

import gc
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

CORPUS = Path(__file__).parents[1] / "fixtures" / "hostile"
SHORT, TIMES = 5_000, 4
SLACK = 2.5
LEAST_SECONDS = 0.01
"""Less than this says nothing: the clock and what else runs on the machine are as large."""


class Case(NamedTuple):
    """A name, and a whole message or a piece that is repeated."""

    name: str
    text: str


def cases(file: str, field: str) -> list[Case]:
    """Return the cases of one file of the corpus."""
    lines = (CORPUS / file).read_text(encoding="utf-8").splitlines()
    return [Case(line["name"], line[field]) for line in map(json.loads, lines)]


MESSAGES = cases("messages.jsonl", "value")
FLOODS = cases("floods.jsonl", "unit")


def flood(unit: str, characters: int) -> str:
    """Return so many characters of `unit` again and again."""
    return (unit * (characters // len(unit) + 1))[:characters]


def is_linear(read: Callable[[str], object], unit: str, short: int = SHORT) -> bool:
    """Say whether `read` takes no more than its share of CPU time for a flood that is several times as long."""
    took, longer = (min(_seconds(read, flood(unit, each)) for _ in range(3)) for each in (short, TIMES * short))
    return longer < SLACK * TIMES * max(took, LEAST_SECONDS)


def _seconds(read: Callable[[str], object], text: str) -> float:
    gc.disable()  # as timeit does: what other tests left behind would be looked through in one run and not in another
    try:
        started = time.process_time()
        read(text)
        return time.process_time() - started
    finally:
        gc.enable()
