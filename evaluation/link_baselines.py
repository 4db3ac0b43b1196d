"""Plain ways to put reports together: alike words within some days, and a window of place and time."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy

from evaluation.thresholds import Pairs
from schemas.errors import ConfigurationError

_LEAST_COSINE = 0.05
LONGEST_DAYS = 30


def ordered_days(days: Sequence[date]) -> numpy.ndarray:
    """Return the days as numbers; raise `ValueError` unless they are in order, as all baselines take them."""
    numbers = numpy.array([day.toordinal() for day in days], dtype=int)
    if (numpy.diff(numbers) < 0).any():
        raise ValueError("the items are not in order of day")
    return numbers


def alike_words(texts: Sequence[str], days: Sequence[date], *, most_days: int) -> Pairs:
    """Return the pairs at most `most_days` apart with the cosine of their TF-IDF vectors (as Taranis does it)."""
    vectors, numbers = _vectors(texts), ordered_days(days)
    found = [_alike_on(vectors, numbers, day, most_days) for day in numpy.unique(numbers)]
    return Pairs(*(numpy.concatenate(part) for part in zip(*found, strict=True)))


def _vectors(texts: Sequence[str]) -> Any:
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError as error:
        raise ConfigurationError(
            "the TF-IDF baseline needs scikit-learn; call `make setup`, which brings it"
        ) from error
    return TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)


def _alike_on(vectors: Any, numbers: numpy.ndarray, day: int, most_days: int) -> Pairs:
    """Return the pairs of which the first is of `day`."""
    first, past, end = numpy.searchsorted(numbers, [day, day + 1, day + most_days + 1])
    cosine = (vectors[first:past] @ vectors[first:end].T).tocoo()
    alike = (cosine.col > cosine.row) & (cosine.data > _LEAST_COSINE)
    return Pairs(cosine.row[alike] + first, cosine.col[alike] + first, cosine.data[alike])


def near_pairs(positions: numpy.ndarray, days: Sequence[date], *, most: float) -> Pairs:
    """Return the pairs at most 30 days apart whose coordinates differ by at most `most` each; fewer days score higher.

    The score is minus the number of days, so that a threshold on it is a window of time.
    """
    numbers = ordered_days(days)
    found = [_near_to(index, positions, numbers, most) for index in range(len(numbers))]
    return Pairs(*(numpy.concatenate(part) for part in zip(*found, strict=True)))


def _near_to(index: int, positions: numpy.ndarray, numbers: numpy.ndarray, most: float) -> Pairs:
    end = numpy.searchsorted(numbers, numbers[index] + LONGEST_DAYS + 1)
    others = numpy.arange(index + 1, end)
    apart = numpy.abs(positions[others] - positions[index]).max(axis=1, initial=0)
    near = others[apart <= most]
    return Pairs(numpy.full(len(near), index), near, numbers[index] - numbers[near])
