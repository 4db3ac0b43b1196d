"""The plain methods that reports in the press are put together with, beside Forewarn."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

import numpy

from evaluation.link_baselines import alike_words, near_pairs
from evaluation.splink_baseline import splink_pairs
from evaluation.thresholds import Pairs
from evaluation.ucdp_items import Cited

Setting = Literal["text", "coarse"]
SETTINGS: tuple[Setting, ...] = ("text", "coarse")
_WINDOWS_DAYS = (2, 4, 7)
_CELLS = {"same cell": 0.05, "same or next cell": 0.15}


class Baseline(NamedTuple):
    """A plain method: its pairs with their scores, and how its threshold is said."""

    method: str
    pairs: Pairs
    threshold: Callable[[float], str]


def baselines_of(setting: Setting, items: Sequence[Cited]) -> Iterator[Baseline]:
    """Yield the plain methods that know what `setting` knows; `items` in order of day."""
    return _by_words(items) if setting == "text" else _by_window(items)


def splink_of(setting: Setting, items: Sequence[Cited]) -> Baseline:
    """Return Splink on the columns of `setting`; raise `ImportError` where it is not installed."""
    return Baseline("splink 5", splink_pairs(items, coarse=setting == "coarse"), "match weight {:.1f}".format)


def _by_words(items: Sequence[Cited]) -> Iterator[Baseline]:
    days = [item.published for item in items]
    alike = alike_words([item.title for item in items], days, most_days=max(_WINDOWS_DAYS))
    numbers = numpy.array([day.toordinal() for day in days])
    for window_days in _WINDOWS_DAYS:
        kept = alike.kept(numbers[alike.right] - numbers[alike.left] <= window_days)
        yield Baseline(f"TF-IDF within {window_days} days", kept, "cosine {:.2f}".format)


def _by_window(items: Sequence[Cited]) -> Iterator[Baseline]:
    cells = numpy.array([item.coarse.cell for item in items])
    sides = numpy.unique([f"{each.coarse.side_a} | {each.coarse.side_b}" for each in items], return_inverse=True)[1]
    for name, most_degrees in _CELLS.items():
        near = near_pairs(cells, [item.published for item in items], most=most_degrees)
        yield Baseline(name, near, said_in_days)
        yield Baseline(f"{name}, equal sides", near.kept(sides[near.left] == sides[near.right]), said_in_days)


def said_in_days(score: float) -> str:
    """Say a threshold on the score of `near_pairs`."""
    return f"within {abs(score):.0f} days"
