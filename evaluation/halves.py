"""The rule that cuts a corpus in two: one half to tune on, the other to report on."""

import hashlib

Half = str
HALVES = ("tune", "report", "all")


def half_of(key: str) -> Half:
    """Return the half that a place name or document id falls in: the first bit of its SHA-256."""
    return "tune" if hashlib.sha256(key.encode()).digest()[0] < 128 else "report"


def in_half(key: str, half: Half) -> bool:
    """Tell whether `key` belongs to the half asked for."""
    return half in ("all", half_of(key))
