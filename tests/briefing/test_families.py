from itertools import permutations

import pytest

from briefing.families import BASE_MARK, MARKS, OTHER, Mark, family_of


def luminance(colour: str) -> float:
    """Relative luminance as in WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_no_two_families_share_a_shape_or_a_colour() -> None:
    assert len({mark.shape for mark in (*MARKS.values(), BASE_MARK)}) == len(MARKS) + 1
    assert len({mark.colour for mark in (*MARKS.values(), BASE_MARK)}) == len(MARKS) + 1


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS.keys())
def test_every_colour_reads_on_white(mark: Mark) -> None:
    assert 1.05 / (luminance(mark.colour) + 0.05) >= 4.5


def test_the_family_does_not_hang_on_the_order_of_the_signs() -> None:
    assert {family_of(signs) for signs in permutations(["ARM-01", "MOB-03", "ZZZ-01"])} == {"MOB"}


def test_unknown_signs_are_other() -> None:
    assert family_of(["ZZZ-01"]) == OTHER
    assert family_of([]) == OTHER
