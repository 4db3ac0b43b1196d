"""The plain methods that the reports of a mission are put together with, each at its best threshold for B-cubed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy

from evaluation.cluster_scores import clusters_of
from evaluation.cross_source import Telling
from evaluation.link_baselines import alike_words
from evaluation.relations import Wanted, joined_of, relation_b_cubed
from evaluation.thresholds import Pairs
from evaluation.told_events import MissionRun, day_of_report, position_of, text_of
from schemas.geography import Position, distance_km

_WINDOWS_DAYS = (2, 4, 7)
_COSINES = numpy.linspace(0.05, 0.95, 19)
_RADII_KM = (1, 2, 3, 5, 10, 20)
_DAYS = range(8)


class Plain(NamedTuple):
    """A plain method at its best: what it joins, and its threshold in words."""

    method: str
    threshold: str
    joined: numpy.ndarray


def told_baselines(tellings: Sequence[Telling], run: MissionRun, wanted: Wanted) -> Iterator[Plain]:
    """Yield nothing joined at all, alike words within some days, and a window of place and time."""
    size = len(tellings)
    yield Plain("nothing joined", "", numpy.zeros((size, size), dtype=bool))
    days = [day_of_report(each.told, run) for each in tellings]
    order = numpy.array(sorted(range(size), key=days.__getitem__), dtype=int)
    texts, in_order = [text_of(tellings[each].told, run) for each in order], [days[each] for each in order]
    for window_days in _WINDOWS_DAYS:
        alike = alike_words(texts, in_order, most_days=window_days)
        pairs = Pairs(order[alike.left], order[alike.right], alike.score)
        tried = ((f"cosine {least:.2f}", pairs.kept(pairs.score >= least).ends) for least in _COSINES)
        yield _best(f"TF-IDF within {window_days} days", size, wanted, tried)
    positions = [position_of(each.told, run) for each in tellings]
    numbers = numpy.array([day.toordinal() for day in days])
    yield _best("place and time window", size, wanted, _windows(positions, numbers))


def _windows(positions: Sequence[Position | None], days: numpy.ndarray) -> Iterator[tuple[str, numpy.ndarray]]:
    km, apart = _distances(positions), numpy.abs(days[:, None] - days[None, :])
    for radius_km in _RADII_KM:
        for most_days in _DAYS:
            near = numpy.triu((km <= radius_km) & (apart <= most_days), 1)
            yield f"within {radius_km} km and {most_days} days", numpy.argwhere(near)


def _distances(positions: Sequence[Position | None]) -> numpy.ndarray:
    """Return the kilometres between all positions; infinitely far where one is not known."""
    far = float("inf")
    return numpy.array(
        [[distance_km(one, other) if one and other else far for other in positions] for one in positions]
    )


def _best(method: str, size: int, wanted: Wanted, tried: Iterator[tuple[str, numpy.ndarray]]) -> Plain:
    """Return the best of all thresholds, the pairs taken alone or followed to their end, whichever scores higher."""
    found = [Plain(method, said, joined) for said, pairs in tried for joined in _both_ways(size, pairs)]
    return max(found, key=lambda plain: relation_b_cubed(wanted, plain.joined).f1)


def _both_ways(size: int, pairs: numpy.ndarray) -> Iterator[numpy.ndarray]:
    yield joined_of(size, pairs)
    clusters = clusters_of(size, pairs)
    yield clusters[:, None] == clusters[None, :]
