"""The m and u probabilities of every comparison level (Fellegi and Sunter, "A Theory for Record Linkage", 1969).

m: how often the level is seen among pairs of events that are one incident; u: among pairs that share a blocking key and
are not. The values of this first version are SET BY JUDGEMENT, not estimated: no labelled pairs of field reports exist
yet. They are to be estimated from decided pairs.
"""

from math import log2
from typing import NamedTuple

PRIOR_WEIGHT = round(log2(0.05 / 0.95), 2)
"""In bits: of 20 pairs that share a blocking key about one is one incident."""

LINKED_PROBABILITY = 0.85
"""Wrong links are dearer than missed ones, which stay on the list of possible links for a person to judge."""

POSSIBLE_PROBABILITY = 0.5


class MatchLevel(NamedTuple):
    """One level of a comparison."""

    m: float
    u: float

    @property
    def weight(self) -> float:
        """The match weight log2(m/u) in bits, to two decimals, so that the sum is the same on every machine."""
        return round(log2(self.m / self.u), 2)


SAME_PLACE = MatchLevel(m=0.8, u=0.08)
WITHIN_RADII = MatchLevel(m=0.8, u=0.12)
WITHIN_WIDE_RADII = MatchLevel(m=0.9, u=0.5)
PLACES_NEAR = MatchLevel(m=0.1, u=0.15)
PLACES_APART = MatchLevel(m=0.02, u=0.3)
PLACES_CONTRADICT = MatchLevel(m=0.00001, u=0.3)

SAME_DAY = MatchLevel(m=0.8, u=0.2)
DAYS_OVERLAP = MatchLevel(m=0.8, u=0.35)
WIDE_DAYS_OVERLAP = MatchLevel(m=0.8, u=0.6)
NEXT_DAY = MatchLevel(m=0.15, u=0.3)
DAYS_APART = MatchLevel(m=0.02, u=0.2)
DAYS_CONTRADICT = MatchLevel(m=0.00001, u=0.3)

SAME_KIND = MatchLevel(m=0.6, u=0.06)
RELATED_KINDS = MatchLevel(m=0.25, u=0.2)
UNRELATED_KINDS = MatchLevel(m=0.05, u=0.6)

SAME_GROUP = MatchLevel(m=0.5, u=0.1)
DIFFERENT_GROUPS = MatchLevel(m=0.1, u=0.3)

SAME_NUMBER = MatchLevel(m=0.5, u=0.2)
RANGES_TOUCH = MatchLevel(m=0.3, u=0.25)
NUMBERS_DIFFER = MatchLevel(m=0.2, u=0.25)
NUMBERS_FAR_APART = MatchLevel(m=0.1, u=0.35)

NEAR_COPIES = MatchLevel(m=0.15, u=0.005)
SHARED_PASSAGES = MatchLevel(m=0.15, u=0.03)
WORDED_APART = MatchLevel(m=0.7, u=0.965)
