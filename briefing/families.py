"""The families of warning signs, and the shape and colour by which map and timeline tell them apart."""

from collections.abc import Sequence
from typing import NamedTuple

OTHER = "OTHER"
BASE = "BASE"
_STAR = "M0,-1L0.25,-0.3L0.95,-0.3L0.4,0.12L0.6,0.8L0,0.4L-0.6,0.8L-0.4,0.12L-0.95,-0.3L-0.25,-0.3Z"


class Mark(NamedTuple):
    """A Vega symbol shape and a colour; every colour reads on white at 4.5 to 1 or better (WCAG AA)."""

    shape: str
    colour: str


MARKS: dict[str, Mark] = {
    "CRSV": Mark("diamond", "#6a1b9a"),
    "TIP": Mark("square", "#8a4b00"),
    "CHD": Mark("triangle-down", "#00695c"),
    "MOB": Mark("circle", "#1b5e9c"),
    "ARM": Mark("triangle-up", "#b3261e"),
    "CLN": Mark("cross", "#2e7d32"),
    "POL": Mark("triangle-right", "#455a64"),
    "ECO": Mark("triangle-left", "#6d4c41"),
    OTHER: Mark("stroke", "#444444"),
}
BASE_MARK = Mark(_STAR, "#000000")


def family_of(indicators: Sequence[str]) -> str:
    """Return the family of `indicators` (`MOB` of `MOB-03`): of several the one that stands first in MARKS."""
    named = {indicator.split("-")[0] for indicator in indicators}
    return next((family for family in MARKS if family in named), OTHER)
