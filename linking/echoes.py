"""Whether two texts tell the same in the same order, as a translation or a retelling of one text does.

Texts of two languages share no words, but numbers, names and details, in their order. Two people who saw the same thing
share some of these too, in an order of their own.
"""

from collections.abc import Sequence

from linking.details import CALENDAR
from linking.rarity import rarity_bits

LEAST_BITS = 80.0
"""A shorter telling, of eight or so details, has an order that another may have by chance."""

SECONDHAND_LEAST_BITS = 40.0
"""What says itself that it is second-hand needs less of an order."""

TRANSLATION_SHARE = 0.5
RETELLING_SHARE = 0.12
"""Both set on the tuning half of the cross-source set, the second for reports that say they are second-hand alone."""


def share_in_order(one: Sequence[str], other: Sequence[str], *, least_bits: float = LEAST_BITS) -> float:
    """Return the share of what the shorter outline tells, by rarity, that the other tells in the same order.

    0 where the shorter one tells too little to have an order.
    """
    least = min(_bits(one), _bits(other))
    return common_bits(one, other) / least if least >= least_bits else 0.0


def common_bits(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the bits of the heaviest sequence of details that both outlines hold in this order."""
    best = [0.0] * (len(other) + 1)
    for detail in one:
        weight, before = _weight(detail), 0.0
        for position, theirs in enumerate(other, start=1):
            above = best[position]
            matched = before + weight if theirs == detail else 0.0
            best[position] = max(above, best[position - 1], matched)
            before = above
    return best[-1]


def _bits(outline: Sequence[str]) -> float:
    return sum(map(_weight, outline))


def _weight(detail: str) -> float:
    return rarity_bits(detail) / 2 if detail in CALENDAR else rarity_bits(detail)
