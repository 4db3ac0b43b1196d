"""How rare a detail is in reports of the field: a frozen table, so that no result depends on what else is stored."""

import json
from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).parent / "rarity.json"


class _Rarities(NamedTuple):
    most_bits: float
    bits: dict[str, float]


def rarity_bits(detail: str) -> float:
    """Return how much sharing `detail` tells, in bits: 1 for one in every second line, the most for an unlisted one."""
    return _table().bits.get(detail, _table().most_bits)


def rarest(details: Iterable[str], most: int) -> list[str]:
    """Return the words that are in no line of the table, figures aside: the first `most` of them."""
    named = (detail for detail in dict.fromkeys(details) if detail not in _table().bits and not detail.isdigit())
    return list(islice(named, most))


@cache
def _table() -> _Rarities:
    return _Rarities(**json.loads(_FILE.read_text("utf-8")))
