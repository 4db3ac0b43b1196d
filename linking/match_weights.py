"""What each level of a comparison weighs (Fellegi and Sunter, "A Theory for Record Linkage", 1969).

m: how often the level is seen among pairs of events that are one incident; u: among pairs that share a blocking key and
are not. Both are estimated by `python -m evaluation.fit_links` and kept in match_weights.json, with a version.
"""

import json
from functools import cache
from math import log2
from pathlib import Path

from schemas.linkage import MatchLevel, MatchWeights

FILE = Path(__file__).parent / "match_weights.json"

LINKED_PROBABILITY = 0.85
"""Wrong links are dearer than missed ones, which stay on the list of possible links for a person to judge."""

POSSIBLE_PROBABILITY = 0.5


@cache
def match_weights() -> MatchWeights:
    """Return the weights that links are made with."""
    return MatchWeights.model_validate_json(FILE.read_text("utf-8"))


def weight_of(comparison: str, level: str) -> float:
    """Return the match weight log2(m/u) of a level in bits, to two decimals: the sum is the same on every machine."""
    found = match_weights().levels[comparison][level]
    return bits(found)


def bits(level: MatchLevel) -> float:
    """Return log2(m/u)."""
    return round(log2(level.m / level.u), 2)


@cache
def prior_weight() -> float:
    """Return in bits how likely two events that share a blocking key are one incident, before they are compared."""
    prior = match_weights().prior
    return round(log2(prior / (1 - prior)), 2)


def written(weights: MatchWeights) -> str:
    """Return the text of the file for `weights`."""
    return json.dumps(weights.model_dump(), indent=1, ensure_ascii=False) + "\n"
