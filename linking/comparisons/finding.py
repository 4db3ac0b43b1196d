"""What one comparison of two events found."""

from typing import NamedTuple


class Finding(NamedTuple):
    """The level, which names its weight, and the sentence with the values at hand, in English and French."""

    level: str
    sentence: str
    french: str


def with_comma(number: float) -> str:
    """Return a number with one decimal as French writes it."""
    return f"{number:.1f}".replace(".", ",")
