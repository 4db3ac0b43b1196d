"""Month by month: cells ranked by what was known before, and how many of the month's events the top cells had."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from evaluation.hotspot_baselines import DENSITY, Rankings, counted, densities, kernels
from evaluation.hotspot_cells import Grid
from patterns.expected import Experience, Numbers, periods, surroundings

FOREWARN = "forewarn"
QUIET_MONTHS = 12
TOPS = (0.05, 0.10, 0.20)
MEMORY_MONTHS = 24
"""Half-life of a past month's weight in estimating: wars change; onset is too rare to forget any."""
Task = Literal["all cells", "onset"]
TASKS: tuple[Task, ...] = ("all cells", "onset")


class Month(NamedTuple):
    """The cells of a task in one month, ranked by each method, with the events that they then had."""

    number: int
    task: Task
    happened: Numbers
    rankings: Rankings


class Capture(NamedTuple):
    """The events of a task's cells in one month, and those that the top cells of each method had."""

    number: int
    events: float
    captured: dict[str, float]


class Series(NamedTuple):
    """Month by month, the events of a task's cells and those that the top cells of each method had."""

    task: Task
    top: float
    all_events: int
    events: Numbers
    captured: dict[str, Numbers]
    counted: Literal["events", "months"] = "events"


def measured(grid: Grid, *, first: int) -> list[Series]:
    """Return a series for each task and top share, over the months from `first` on."""
    found: dict[tuple[Task, float], list[Capture]] = {(task, top): [] for task in TASKS for top in TOPS}
    for month in ranked_months(grid):
        for top in TOPS:
            found[month.task, top].append(capture(month, top))
    return [_series(task, top, captures, first) for (task, top), captures in found.items()]


def ranked_months(grid: Grid) -> Iterator[Month]:
    """Yield for each task the months from the second year on, every method knowing only what was before."""
    latitudes, longitudes = zip(*grid.centres, strict=True)
    around = surroundings(latitudes, longitudes)
    widths = kernels(grid.centres)
    experience = {"all cells": Experience(kept_share=0.5 ** (1 / MEMORY_MONTHS)), "onset": Experience()}
    past = np.zeros((0, len(grid.centres)))
    for number, period in enumerate(periods(grid.counts, [month.toordinal() for month in grid.months], around)):
        if number >= QUIET_MONTHS:
            plain = counted(past)
            plain |= densities(plain, widths)
            for task, cells in _cells(past).items():
                learned = experience[task]
                ours = {FOREWARN: (period.parts @ learned.weights())[cells]}
                rankings = ours | {name: score[cells] for name, score in plain.items()}
                yield Month(number, task, period.happened[cells], rankings)
                learned.add(
                    period.parts[cells],
                    np.minimum(period.happened[cells], 1) if task == "onset" else period.happened[cells],
                )
        past = np.vstack((past, period.happened))


def _cells(past: Numbers) -> dict[Task, NDArray[np.intp]]:
    """Return which cells each task ranks: all of them, and those that were quiet for a year."""
    return {
        "all cells": np.arange(past.shape[1]),
        "onset": np.flatnonzero(past[-QUIET_MONTHS:].sum(axis=0) == 0),
    }


def capture(month: Month, top: float) -> Capture:
    """Return the events of a month, and those in the top cells of each method."""
    by_method = {name: captured(score, month.happened, top) for name, score in month.rankings.items()}
    return Capture(month.number, float(month.happened.sum()), by_method)


def captured(score: Numbers, happened: Numbers, top: float) -> float:
    """Return the events in the share `top` of the cells with the highest score, between equals the first cell."""
    cells = max(1, int(top * len(score) + 0.5))
    return float(happened[np.argsort(-score.round(9), kind="stable")[:cells]].sum())


def _series(task: Task, top: float, captures: list[Capture], first: int) -> Series:
    found = {name: np.array([each.captured[name] for each in captures]) for name in captures[0].captured}
    by_kernel = [found.pop(name) for name in list(found) if name.startswith(DENSITY)]
    found[DENSITY] = _best_so_far(np.array(by_kernel))
    shown = np.array([each.number for each in captures]) >= first
    events = np.array([each.events for each in captures])[shown]
    return Series(task, top, int(events.sum()), events, {name: each[shown] for name, each in found.items()})


def _best_so_far(by_kernel: Numbers) -> Numbers:
    """Return what was captured by the kernel that had captured most in the months before each."""
    before = np.cumsum(by_kernel, axis=1) - by_kernel
    chosen: Numbers = by_kernel[before.argmax(axis=0), np.arange(by_kernel.shape[1])]
    return chosen
