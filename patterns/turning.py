"""Quiet cells that may turn: what the past of a mission's cells lets expect of those without an event for a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

import h3
import numpy as np
from numpy.typing import NDArray

from patterns.cells import coarse
from patterns.expected import PARTS, Counts, Experience, Numbers, periods, surroundings
from patterns.parameters import OnsetParameters
from schemas.index import CubeRow
from schemas.mission import Place

NOW_NEAR = ("near month", "near year", "region year")


@dataclass(frozen=True)
class History:
    """A mission's cells (those reported from, and those of known places) and the events in them; days are ordinals."""

    cells: tuple[str, ...]
    counts: Counts
    first_day: int
    today: int


@dataclass(frozen=True)
class Turning:
    """A quiet cell, the chance of an event in the next period, and the share of it that each part adds."""

    cell: str
    chance: float
    shares: dict[str, float]


def history_of(
    reports: Iterable[CubeRow], events: Iterable[CubeRow], places: Iterable[Place], *, today: date, resolution: int
) -> History:
    """Return the history that the cubes of reports (cell, day) and of events (cell, day, kind) tell.

    What is told of one kind, cell and day is one event, however many tell it.
    """
    seen = [(coarse(row.group[0], resolution), _ordinal(row.group[1])) for row in reports if row.group[0]]
    told = {(_ordinal(row.group[1]), coarse(row.group[0], resolution), row.group[2]) for row in events if row.group[0]}
    towns = (h3.latlng_to_cell(place.latitude, place.longitude, resolution) for place in places)
    cells = sorted({cell for cell, _ in seen} | set(towns))
    number = {cell: at for at, cell in enumerate(cells)}
    rows = sorted((day, number[cell]) for day, cell, _ in told)
    counts = Counts(np.array([day for day, _ in rows]), np.array([cell for _, cell in rows]), np.ones(len(rows)))
    first_day = min((day for _, day in seen), default=today.toordinal())
    return History(tuple(cells), counts, first_day, today.toordinal())


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def turning(history: History, parameters: OnsetParameters) -> list[Turning]:
    """Return the quiet cells that may turn, the likeliest first; none where the past is too short to learn from."""
    known_days = history.today + 1 - history.first_day
    if known_days < parameters.quiet_days + parameters.learning_days or not len(history.counts.day):
        return []
    parts, weights, quiet = _learned(history, known_days // parameters.period_days, parameters)
    adding = parts[quiet] * weights
    chances = adding.sum(axis=1)
    shares = adding / np.maximum(chances, 1e-12)[:, None]
    near = shares[:, [PARTS.index(part) for part in NOW_NEAR]].sum(axis=1)
    most = ceil(parameters.most_share * len(quiet))
    likeliest = [at for at in np.argsort(-chances.round(9), kind="stable") if near[at] >= 0.5][:most]
    return [
        Turning(
            history.cells[quiet[at]], min(float(chances[at]), 0.99), dict(zip(PARTS, shares[at].tolist(), strict=True))
        )
        for at in likeliest
        if chances[at] >= parameters.least_chance
    ]


def _learned(
    history: History, past_periods: int, parameters: OnsetParameters
) -> tuple[Numbers, Numbers, NDArray[np.intp]]:
    """Return what is known of each cell now, what it adds to the chance, and which cells are quiet."""
    latitudes, longitudes = zip(*map(h3.cell_to_latlng, history.cells), strict=True)
    around = surroundings(latitudes, longitudes)
    begins = history.today + 1 - past_periods * parameters.period_days
    starts = [begins + at * parameters.period_days for at in range(past_periods + 2)]
    quiet_periods = ceil(parameters.quiet_days / parameters.period_days)
    experience, past = Experience(), np.zeros((0, len(history.cells)))
    for at, period in enumerate(periods(history.counts, starts, around)):
        quiet = np.flatnonzero(past[-quiet_periods:].sum(axis=0) == 0)
        if quiet_periods <= at < past_periods:
            experience.add(period.parts[quiet], np.minimum(period.happened[quiet], 1))
        past = np.vstack((past, period.happened))
    return period.parts, experience.weights(), quiet
