"""The account: a fate for every row, whatever the order in which rows are seen."""

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ingest.account import account, current
from schemas.landing import Fate, LandedRow
from schemas.report import Count, Report
from tests.factories import START, make_case, make_count, make_provenance, make_report


def landed(
    offset: int, version: str, *, order: int = 0, minutes: int | None = None, name: str = "one", **fields: Any
) -> LandedRow:
    kafka_at = START + timedelta(minutes=offset if minutes is None else minutes)
    provenance = make_provenance(offset=offset, kafka_at=kafka_at)
    report = make_report(name, version_id=version, order=order, provenance=provenance, **fields)
    return LandedRow(provenance=provenance, key=report.key, report=report)


def counted(offset: int, version: str, name: str = "one") -> LandedRow:
    provenance = make_provenance(topic="clinic-dhis2", offset=offset, kafka_at=START + timedelta(minutes=offset))
    count = make_count(name, version_id=version, provenance=provenance)
    return LandedRow(provenance=provenance, key=count.key, counts=(count,))


def case(offset: int, version: str, state: str = "counts") -> LandedRow:
    provenance = make_provenance(topic="clinic-fhir", offset=offset, kafka_at=START + timedelta(minutes=offset))
    return LandedRow(provenance=provenance, case=make_case(version_id=version, state=state, provenance=provenance))


def fates(*rows: LandedRow) -> list[Fate]:
    return [line.fate for line in account(rows)]


def test_the_higher_revision_wins_even_if_it_came_first() -> None:
    assert fates(landed(0, "a", order=0), landed(1, "b", order=1)) == ["superseded", "indexed"]
    assert fates(landed(0, "b", order=1), landed(1, "a", order=0)) == ["indexed", "superseded"]


def test_between_equal_revisions_the_later_timestamp_wins_then_the_larger_version() -> None:
    assert fates(landed(0, "b", minutes=5), landed(1, "a", minutes=9)) == ["superseded", "indexed"]
    assert fates(landed(0, "b", minutes=9), landed(1, "a", minutes=5)) == ["indexed", "superseded"]
    assert fates(landed(0, "b", minutes=5), landed(1, "a", minutes=5)) == ["indexed", "superseded"]


def test_the_same_version_again_changes_nothing() -> None:
    rows = [landed(0, "a"), landed(1, "b"), landed(2, "a")]
    assert fates(*rows) == ["superseded", "indexed", "duplicate"]


def test_a_withdrawal_is_the_current_version_until_a_later_one() -> None:
    withdrawal = landed(1, "b", order=1, withdrawn=True)
    assert fates(landed(0, "a"), withdrawal) == ["superseded", "withdrawn"]
    assert fates(landed(0, "a"), withdrawal, landed(2, "c", order=2)) == ["superseded", "superseded", "indexed"]


def test_a_case_counts_until_its_visit_or_its_consent_is_withdrawn() -> None:
    assert fates(case(0, "a"), case(1, "a")) == ["counted", "duplicate"]
    assert fates(case(0, "a"), case(1, "b", "refused_for_consent")) == ["superseded", "refused_for_consent"]
    assert fates(case(0, "a"), case(1, "b", "withdrawn")) == ["superseded", "withdrawn"]


def test_d06_nobody_can_ask_for_a_case_by_its_key() -> None:
    assert account([case(0, "a")])[0].key is None


def test_reports_do_not_touch_each_other() -> None:
    assert fates(landed(0, "a", name="one"), landed(1, "a", name="two")) == ["indexed", "indexed"]


def test_counts_are_replaced_cell_by_cell() -> None:
    rows = [counted(0, "a"), counted(1, "b"), counted(2, "b"), counted(3, "x", "two")]
    assert fates(*rows) == ["superseded", "counted", "duplicate", "counted"]


def test_a_refused_row_is_quarantined_with_its_reason() -> None:
    row = LandedRow(provenance=make_provenance(), refused="report_no: Field required", pointer="protected/x-0-0")
    (line,) = account([row])
    assert (line.fate, line.reason) == ("quarantined", "report_no: Field required")


VERSIONS = st.lists(
    st.tuples(
        st.sampled_from("abc"), st.integers(0, 2), st.integers(0, 3), st.sampled_from(["one", "two"]), st.booleans()
    ),
    max_size=8,
)


@given(versions=VERSIONS, data=st.data())
def test_the_account_does_not_depend_on_the_order_of_rows(versions: list[Any], data: st.DataObject) -> None:
    rows = [
        landed(offset, version, order=order, minutes=minutes, name=name, withdrawn=withdrawn)
        for offset, (version, order, minutes, name, withdrawn) in enumerate(versions)
    ]
    shuffled = data.draw(st.permutations(rows))
    lines = account(rows)
    assert account(shuffled) == lines
    assert [line.offset for line in lines] == list(range(len(rows)))
    reports = [row.report for row in rows if row.report]
    assert current([row.report for row in shuffled if row.report]) == current(reports)
    assert len(current(reports)) == len({report.report_id for report in reports})
    kept = [line for line in lines if line.fate in ("indexed", "withdrawn")]
    assert len(kept) == len(current(reports))


def test_current_gives_reports_and_counts_in_order_of_id() -> None:
    reports: list[Report] = [make_report("two"), make_report("one")]
    counts: list[Count] = [make_count("two"), make_count("one")]
    assert current(reports) == sorted(reports, key=lambda report: report.report_id)
    assert current(counts) == sorted(counts, key=lambda count: count.id)
