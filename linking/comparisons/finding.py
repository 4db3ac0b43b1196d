"""What one comparison of two events found."""

from typing import NamedTuple


class Finding(NamedTuple):
    """The level, which names its weight, and the sentence with the values at hand."""

    level: str
    sentence: str
