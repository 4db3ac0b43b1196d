"""The plain methods on cases that a reader sees through."""

from datetime import date, timedelta

import numpy
import pytest

from evaluation.link_baselines import alike_words, near_pairs

DAY = date(2025, 3, 6)
TITLES = ["Raid kills five Balle", "Market opens Tébirou", "Raid kills five Balle", "Raid kills five Balle"]


def days(*after: int) -> list[date]:
    return [DAY + timedelta(days=each) for each in after]


def scored(pairs):
    ends = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    return dict(zip(ends, pairs.score.tolist(), strict=True))


def test_equal_titles_within_the_days_are_wholly_alike():
    assert scored(alike_words(TITLES, days(0, 0, 2, 5), most_days=4)) == {
        (0, 2): pytest.approx(1),
        (2, 3): pytest.approx(1),
    }


def test_places_within_the_degrees_score_by_days():
    places = numpy.array([[3.2, 1.2], [3.2, 1.2], [3.3, 1.3], [3.2, 1.2], [3.2, 1.2]])
    after = days(0, 3, 3, 30, 61)
    assert scored(near_pairs(places, after, most=0.05)) == {(0, 1): -3, (0, 3): -30, (1, 3): -27}
    assert scored(near_pairs(places, after, most=0.15)).keys() == {(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)}


def test_items_out_of_order_are_refused():
    with pytest.raises(ValueError, match="not in order of day"):
        alike_words(TITLES, days(3, 0, 2, 5), most_days=4)
