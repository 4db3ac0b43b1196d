"""Counting at the door, against a count by hand over any history of corrections and redeliveries."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ingest.account import current
from protection.cases import case_id, recount
from schemas.report import Case, CaseDraft, Count
from tests.factories import START, make_case, make_provenance

STATES = st.sampled_from(["counts", "withdrawn", "refused_for_consent"])
ROWS = st.lists(
    st.tuples(st.sampled_from("abcd"), STATES, st.sampled_from(["F", "M", None]), st.booleans()), min_size=1
)


def draft(**fields: Any) -> CaseDraft:
    period = {"period_from": date(2025, 2, 1), "period_to": date(2025, 2, 28)}
    return CaseDraft(**{"identity": "EX-0001", "area": "Kanvi", "measures": ("gbv_other",), **period, **fields})


def delivered(number: int, name: str, state: str, sex: str | None, with_pep: bool) -> Case:
    kafka_at = START + timedelta(minutes=number)
    return make_case(
        name,
        version_id=f"{name}{state}{sex}{with_pep}",
        state=state,
        sex=sex,
        measures=("attendance", "pep_started") if with_pep else ("attendance",),
        provenance=make_provenance(topic="clinic-fhir", offset=number, kafka_at=kafka_at),
    )


def values(counts: list[Count]) -> dict[tuple[str, str | None], int | None]:
    return {(count.measure, count.sex): count.value for count in counts}


def all_counts(cases: list[Case]) -> list[Count]:
    return recount(cases, current(cases), {case.id for case in cases})


def test_only_the_holder_of_the_key_can_name_a_case() -> None:
    name = case_id(draft().identity, "clinic-gbvims", b"key")
    assert name == case_id(draft(sex="F").identity, "clinic-gbvims", b"key")
    assert name != case_id(draft().identity, "clinic-gbvims", b"other key")
    assert name != case_id(draft().identity, "clinic-fhir", b"key")
    assert name != case_id("EX-0002", "clinic-gbvims", b"key")


def test_d07_a_consent_withdrawn_is_counted_out_again() -> None:
    given, withdrawn = delivered(0, "a", "counts", "F", False), delivered(1, "a", "refused_for_consent", "F", False)
    assert values(all_counts([given])) == {("attendance", "F"): 1}
    assert values(all_counts([given, withdrawn])) == {("attendance", "F"): 0}


def test_a_correction_leaves_its_old_cell_at_once() -> None:
    wrong, right = delivered(0, "a", "counts", None, False), delivered(1, "a", "counts", "F", True)
    assert values(all_counts([wrong, right])) == {
        ("attendance", None): 0,
        ("attendance", "F"): 1,
        ("pep_started", "F"): 1,
    }


def test_cells_that_nothing_touched_are_left_alone() -> None:
    cases = [delivered(0, "a", "counts", "F", False), delivered(1, "b", "counts", "M", False)]
    assert values(recount(cases, cases, {cases[0].id})) == {("attendance", "F"): 1}


@given(ROWS, st.randoms(use_true_random=False))
def test_any_history_gives_the_count_by_hand_in_any_order(rows: list[Any], random: Any) -> None:
    # The same version again keeps its first place (formats.md: the same bytes again change nothing).
    first: dict[tuple[Any, ...], int] = {}
    for number, row in enumerate(rows):
        first.setdefault(row, number)
    newest = {row[0]: row for row in sorted(first, key=lambda row: first[row])}
    expected = {("attendance", sex): 0 for _, _, sex, _ in rows} | {
        ("pep_started", s): 0 for _, _, s, pep in rows if pep
    }
    for _, state, sex, with_pep in newest.values():
        for measure in ("attendance", "pep_started") if with_pep else ("attendance",):
            expected[measure, sex] += state == "counts"
    cases = [delivered(number, *row) for number, row in enumerate(rows)]
    counts = all_counts(cases)
    assert values(counts) == expected
    assert all_counts(random.sample(cases, len(cases))) == counts
