"""Plain ways to rank cells: counts of past months, and a kernel density whose kernel past months chose."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from patterns.expected import Numbers, nearness
from schemas.geography import Position

LAST_3, LAST_12, SO_FAR, DECAY, DENSITY = (
    "last 3 months",
    "last 12 months",
    "all so far",
    "6-month exponential decay",
    "kernel density",
)
DECAY_MONTHS = 6
KERNELS_KM = (20.0, 35.0, 50.0, 80.0, 120.0)
Rankings = dict[str, Numbers]


def counted(past: Numbers) -> Rankings:
    """Return the rankings by counts alone, from the events of each past month (a row) in each cell (a column)."""
    ages = np.arange(len(past))[::-1]
    return {
        LAST_3: past[-3:].sum(axis=0),
        LAST_12: past[-12:].sum(axis=0),
        SO_FAR: past.sum(axis=0),
        DECAY: np.exp(-ages / DECAY_MONTHS) @ past,
    }


def kernels(centres: Sequence[Position]) -> dict[float, csr_array]:
    """Return the kernels to choose from, by width."""
    latitudes, longitudes = zip(*centres, strict=True)
    return {width: nearness(latitudes, longitudes, width_km=width, own=True) for width in KERNELS_KM}


def densities(counts: Rankings, widths: dict[float, csr_array]) -> Rankings:
    """Return a kernel density for each width, of the last year and of all so far."""
    return {
        f"{DENSITY} of {name}, {width:g} km": kernel @ counts[name]
        for name in (LAST_12, SO_FAR)
        for width, kernel in widths.items()
    }
