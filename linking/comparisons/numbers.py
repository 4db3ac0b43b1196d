"""How many people two events tell of."""

from itertools import product

from linking.comparisons.finding import Finding
from schemas.annotation import Event, PeopleCount

_MANY = 3


def compare_numbers(left: Event, right: Event) -> Finding | None:
    """5 and 8 to 12 people: the numbers differ, both are kept.

    Numbers are ranges; those whom an act befell are not compared with those who did it, nor women with boys.
    """
    pairs = [pair for pair in product(left.counts, right.counts) if _are_comparable(*pair)]
    if not pairs:
        return None
    ours, theirs = min(pairs, key=_gap_and_bounds)
    first, last = sorted((ours, theirs), key=lambda count: count.minimum)
    people = f"{_range(first)} and {_range(last)} people"
    personnes = f"{_range(first, 'à')} et {_range(last, 'à')} personnes"
    if ours.minimum == ours.maximum == theirs.minimum == theirs.maximum:
        level = "same" if ours.minimum >= _MANY else "same_few"
        return Finding(level, f"same number of people: {ours.minimum}", f"même nombre de personnes : {ours.minimum}")
    if _gap_and_bounds((ours, theirs))[0] == 0:
        return Finding("ranges_touch", f"{people}: the ranges touch", f"{personnes} : les fourchettes se touchent")
    within_double = max(ours.minimum, theirs.minimum) <= 2 * min(ours.maximum, theirs.maximum)
    return Finding(
        "differ" if within_double else "far_apart",
        f"{people}: the numbers differ, both are kept",
        f"{personnes} : les nombres diffèrent, les deux sont gardés",
    )


def _are_comparable(ours: PeopleCount, theirs: PeopleCount) -> bool:
    if (ours.unit, ours.role) != (theirs.unit, theirs.role):
        return False
    return not (ours.sex and theirs.sex and ours.sex != theirs.sex)


def _gap_and_bounds(pair: tuple[PeopleCount, PeopleCount]) -> tuple[int, ...]:
    """Return how far two ranges are apart, then how loosely they are stated: the order of likeness of two counts.

    Of equally like ones the larger numbers come first: two reports that both say 14 say more than that both say 1.
    """
    left, right = pair
    gap = max(left.minimum - right.maximum, right.minimum - left.maximum, 0)
    looseness = left.maximum - left.minimum + right.maximum - right.minimum
    return gap, looseness, -left.minimum, -right.minimum


def _range(count: PeopleCount, to: str = "to") -> str:
    return str(count.minimum) if count.minimum == count.maximum else f"{count.minimum} {to} {count.maximum}"
