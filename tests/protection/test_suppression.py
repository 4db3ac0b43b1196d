from datetime import date
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from protection.suppression import contains, suppress
from schemas.protection import Level, Tlp
from schemas.report import Count
from tests.factories import make_count

MONDAY, SUNDAY = date(2026, 3, 2), date(2026, 3, 8)
YOUNG, GROWN = "12-17", "18-25"
LEAVES = (("F", YOUNG), ("F", GROWN), ("M", YOUNG), ("M", GROWN))
TOTALS = (("F", None), ("M", None), (None, YOUNG), (None, GROWN), (None, None))


def cell(name: str, value: int, **fields: Any) -> Count:
    return (
        make_count(name, value=value, sex=None, **fields)
        if "sex" not in fields
        else make_count(name, value=value, **fields)
    )


def table(leaves: tuple[int, ...]) -> list[Count]:
    """Return a table of two sexes and two ages with all its totals."""
    values: dict[tuple[str | None, str | None], int] = dict(zip(LEAVES, leaves, strict=True))
    for sex, age in TOTALS:
        values[sex, age] = sum(
            value for (s, a), value in list(values.items())[:4] if sex in (None, s) and age in (None, a)
        )
    return [cell(f"{sex}{age}", value, sex=sex, age_band=age) for (sex, age), value in values.items()]


def published(leaves: tuple[int, ...], minimum: int) -> tuple[tuple[str, int | None], ...]:
    return tuple((count.id, count.value) for count in suppress(table(leaves), minimum=minimum))


def test_d09_no_hidden_cell_can_be_worked_out_from_what_is_published_even_by_who_knows_the_rule() -> None:
    minimum = 3
    possible: dict[Any, list[dict[str, int]]] = {}
    for leaves in product(range(5), repeat=4):
        truth = {count.id: count.value or 0 for count in suppress(table(leaves), minimum=1)}
        possible.setdefault(published(leaves, minimum), []).append(truth)
    for shown, truths in possible.items():
        for cell_id, value in shown:
            values = {truth[cell_id] for truth in truths}
            assert values == {value} if value is not None else len(values) > 1


@pytest.mark.parametrize(("value", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (31, 31)])
def test_d08_values_from_one_to_four_are_hidden(value: int, shown: int | None) -> None:
    assert [count.value for count in suppress([cell("a", value)])] == [shown]


def test_a_total_is_hidden_with_its_small_part_and_published_without_one() -> None:
    total, small, large = cell("t", 23), cell("f", 3, sex="F"), cell("m", 20, sex="M")
    assert {count.sex: count.value for count in suppress([total, small, large])} == {None: None, "F": None, "M": 20}
    assert {count.sex: count.value for count in suppress([cell("t", 40), cell("f", 20, sex="F"), large])} == {
        None: 40,
        "F": 20,
        "M": 20,
    }


def test_a_month_is_hidden_with_a_small_week_in_it() -> None:
    month = cell("month", 90, period_from=date(2026, 3, 1), period_to=date(2026, 3, 31))
    week = cell("week", 2, period_from=MONDAY, period_to=SUNDAY)
    assert [count.value for count in suppress([month, week])] == [None, None]
    assert contains(month, week)
    assert not contains(week, month)


def test_d12_facilities_of_an_area_are_summed_and_not_named() -> None:
    found = suppress([cell("a", 3, facility_id="FAC-1"), cell("b", 4, facility_id="FAC-2")])
    assert [(count.value, count.level) for count in found] == [(7, Level.CONFIDENTIAL)]
    assert "FAC-" not in found[0].model_dump_json()
    assert "CLINIC-7" not in found[0].model_dump_json()


@pytest.mark.parametrize("value", [3, 40])
def test_what_is_published_may_be_told_within_the_organisation_while_the_clinic_s_own_count_stays_red(
    value: int,
) -> None:
    own = cell("a", value, level=Level.STRICTLY_CONFIDENTIAL, tlp=Tlp.RED)
    assert [(count.level, count.tlp) for count in suppress([own])] == [(Level.CONFIDENTIAL, Tlp.AMBER_STRICT)]
    assert (own.level, own.tlp) == (Level.STRICTLY_CONFIDENTIAL, Tlp.RED)


def test_areas_and_measures_are_kept_apart() -> None:
    found = suppress([cell("a", 3), cell("b", 9, admin2="Other"), cell("c", 8, measure="sti")])
    assert sorted((count.admin2 or "", count.measure, count.value or 0) for count in found) == [
        ("Kanvi", "attendance", 0),
        ("Kanvi", "sti", 8),
        ("Other", "attendance", 9),
    ]


def test_a_hidden_value_cannot_be_read_off_an_id() -> None:
    (two,), (four,) = suppress([cell("a", 2)]), suppress([cell("a", 4)])
    assert two == four


@settings(max_examples=30)
@given(st.lists(st.integers(0, 9), min_size=3, max_size=3))
def test_the_order_of_counts_changes_nothing(values: list[int]) -> None:
    counts = [
        cell(str(number), value, sex=sex, facility_id=f"FAC-{number}")
        for number, (value, sex) in enumerate(zip(values, ("F", "F", None), strict=True))
    ]
    results = [suppress(shuffled) for shuffled in permutations(counts)]
    assert all(
        [(count.id, count.value) for count in result] == [(count.id, count.value) for count in results[0]]
        for result in results
    )
