"""How rare a detail is in reports of the field: a frozen table, so that no result depends on what else is stored."""

import json
from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path

_FILE = Path(__file__).parent / "rarity.json"


def rarity_bits(detail: str) -> float:
    """Return how much sharing `detail` tells, in bits: 1 for one in every second line, the most for what is not listed."""
    table = _table()
    return float(table["bits"].get(detail, table["most_bits"]))


def rarest(details: Iterable[str], most: int) -> list[str]:
    """Return the words that are in no line of the table, figures aside: the first `most` of them."""
    named = (detail for detail in dict.fromkeys(details) if detail not in _table()["bits"] and not detail.isdigit())
    return list(islice(named, most))


@cache
def _table() -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = json.loads(_FILE.read_text("utf-8"))
    return table
