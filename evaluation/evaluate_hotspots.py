"""One measurement of hotspots on UCDP: next month's events in the cells ranked highest, beside plain rankings."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from evaluation.hotspot_cells import read_grid
from evaluation.hotspot_months import FOREWARN, QUIET_MONTHS, Series, measured
from patterns.expected import Numbers
from schemas.errors import ConfigurationError
from schemas.evaluation import HotspotDifference, HotspotEvaluation, HotspotScore

MEASURED_FROM = 0.4
RESAMPLES = 2000
SEED = 20261128


def evaluate_hotspots(file: Path) -> HotspotEvaluation:
    """Measure on a UCDP GED file, every month from 40 % of its span on.

    Raises `ConfigurationError` for a file of another form, or one too short to know which cells are quiet.
    """
    grid = read_grid(file)
    months = len(grid.months) - 1
    first = max(math.ceil(MEASURED_FROM * months), QUIET_MONTHS)
    if first >= months:
        raise ConfigurationError(f"{file} spans {months} months; more than {QUIET_MONTHS} are needed")
    series = [each for found in measured(grid, first=first) for each in (found, _by_months(found))]
    return HotspotEvaluation(
        corpus="ucdp", file=file.name, events=grid.events, left_out=grid.left_out, cells=len(grid.centres),
        months=months - first, first_month=grid.months[first], last_month=grid.months[-2],
        scores=tuple(score for each in series for score in _scores(each)),
        differences=tuple(_difference(each) for each in series),
    )  # fmt: skip


def _by_months(series: Series) -> Series:
    """Return the series with each month that has events counting as one."""
    shares = {name: each / np.maximum(series.events, 1) for name, each in series.captured.items()}
    return series._replace(counted="months", events=(series.events > 0).astype(np.float64), captured=shares)


def _scores(series: Series) -> Iterator[HotspotScore]:
    for method, captured in series.captured.items():
        low, high = _interval(captured, series.events)
        yield HotspotScore(
            task=series.task, top=series.top, counted=series.counted, method=method, events=series.all_events,
            months_with_events=int((series.events > 0).sum()), share=_share(captured, series.events),
            low=low, high=high,
        )  # fmt: skip


def _difference(series: Series) -> HotspotDifference:
    """Return our share beside that of the best baseline in hindsight."""
    shares = {name: _share(each, series.events) for name, each in series.captured.items()}
    best = max((name for name in shares if name != FOREWARN), key=lambda name: (shares[name], name))
    low, high = _interval(series.captured[FOREWARN] - series.captured[best], series.events)
    return HotspotDifference(
        task=series.task, top=series.top, counted=series.counted, best_baseline=best,
        difference=shares[FOREWARN] - shares[best], low=low, high=high,
        ratio=shares[FOREWARN] / shares[best] if shares[best] else None,
    )  # fmt: skip


def _share(captured: Numbers, events: Numbers) -> float:
    return float(captured.sum() / max(events.sum(), 1))


def _interval(captured: Numbers, events: Numbers) -> tuple[float, float]:
    """Return the 95 % interval of a share when months are drawn anew with replacement; all methods draw the same."""
    drawn = np.random.default_rng(SEED).integers(len(events), size=(RESAMPLES, len(events)))
    shares = captured[drawn].sum(axis=1) / np.maximum(events[drawn].sum(axis=1), 1)
    low, high = np.quantile(shares, (0.025, 0.975))
    return float(low), float(high)
