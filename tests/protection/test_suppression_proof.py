"""An exact solver tries to work out hidden counts from published ones (rules D09 and D10)."""

from collections.abc import Sequence
from datetime import date
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from protection.suppression import MINIMUM, contains, suppress
from schemas.report import Count
from tests.factories import make_count

SEXES, AGES = ("F", "M", None), ("12-17", "18-25", None)
WEEKS = ((date(2026, 3, 2), date(2026, 3, 8)), (date(2026, 3, 9), date(2026, 3, 15)))
MONTH = (date(2026, 3, 1), date(2026, 3, 31))
OTHER_DAYS = (date(2026, 3, 16), date(2026, 3, 31))
ATOMS = list(product((*WEEKS, OTHER_DAYS), SEXES, AGES))
"""People who are told apart by nothing more: None is a sex or an age that was not written down."""
CELLS = list(product((*WEEKS, MONTH), SEXES, AGES))


def cell(place: tuple[tuple[date, date], str | None, str | None], value: int = 0) -> Count:
    (first, last), sex, age = place
    return make_count(str(place), value=value, sex=sex, age_band=age, period_from=first, period_to=last)


ATOM_CELLS = [cell(atom) for atom in ATOMS]


def row(total: Count) -> np.ndarray:
    """Return which atoms a cell counts."""
    return np.array([float(contains(total, atom)) for atom in ATOM_CELLS])


class Attack:
    """All tables of whole numbers that agree with what is published."""

    def __init__(self, shown: Sequence[Count]) -> None:
        told = [count for count in shown if count.value is not None]
        values = np.array([float(count.value or 0) for count in told])
        self._agrees = [LinearConstraint(np.array([row(count) for count in told]), values, values)] if told else []

    def bounds(self, sought: np.ndarray) -> tuple[float, float]:
        """Return the least and the most that the people of `sought` may be."""
        return self._least(sought), -self._least(-sought)

    def _least(self, goal: np.ndarray) -> float:
        whole = {"integrality": np.ones(len(ATOMS)), "bounds": Bounds(0, 1000)}
        found = milp(goal, constraints=self._agrees, **whole)
        assert found.success, found.message
        return round(float(found.fun))


people = st.lists(st.sampled_from([0, 0, 0, 1, 2, 4, 5, 9, 30]), min_size=len(ATOMS), max_size=len(ATOMS))
reported = st.lists(st.sampled_from(range(len(CELLS))), min_size=2, max_size=9, unique=True)


def published(atoms: Sequence[int], which: Sequence[int]) -> list[Count]:
    cells = [cell(CELLS[number]) for number in which]
    return suppress([each.model_copy(update={"value": int(row(each) @ np.array(atoms))}) for each in cells])


@settings(max_examples=25, deadline=None)
@given(people, reported)
def test_d09_no_solver_works_out_a_hidden_count(atoms: list[int], which: list[int]) -> None:
    shown = published(atoms, which)
    attack = Attack(shown)
    for hidden in (count for count in shown if count.value is None):
        least, most = attack.bounds(row(hidden))
        assert most - least >= MINIMUM, hidden


@settings(max_examples=25, deadline=None)
@given(people, reported)
def test_d10_no_two_published_counts_differ_by_one_to_four_people(atoms: list[int], which: list[int]) -> None:
    told = [count for count in published(atoms, which) if count.value is not None]
    for total, part in product(told, told):
        if total is not part and contains(total, part):
            assert not 0 < (total.value or 0) - (part.value or 0) < MINIMUM


def test_d10_a_person_more_does_not_show_beside_the_same_count_without_them() -> None:
    week, months = WEEKS[0], [(MONTH, "F", None), (MONTH, None, None)]
    for one in (0, 1):
        atoms = [20 if atom == (week, "F", None) else one if atom == (week, None, None) else 0 for atom in ATOMS]
        shown = published(atoms, [CELLS.index(place) for place in months])
        assert [count.value for count in shown if count.sex == "F"] == [20]
        assert [count.value for count in shown if count.sex is None] == [None if one else 20]


def test_the_solver_finds_what_is_not_hidden_well() -> None:
    total, part = (MONTH, None, None), (MONTH, "F", None)
    attack = Attack([cell(total, 21), cell(part, 20)])
    rest = row(cell(total)) - row(cell(part))
    assert attack.bounds(rest) == (1, 1)
