from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.annotation import EventVerdict
from schemas.index import Document
from schemas.report import Report
from schemas.route import StopRole
from search.documents import flatten, id_of, plain, restore, scope_of, timestamp
from search.fields import KINDS, FieldType, kind_of
from search.mappings import mappings
from tests.factories import (
    make_annotation,
    make_count,
    make_event,
    make_evidence,
    make_incident,
    make_link,
    make_member,
    make_pattern,
    make_report,
    make_source,
    make_stop,
    make_warning,
    moment,
)

FULL: list[Document] = [
    make_report(country="XX", observed_from=moment(), observed_to=moment()),
    make_annotation(),
    make_event(
        stated_reason="TAX-01",
        interviewer_sex="F",
        time_of_day="night",
        keys=("k",),
        crsv=EventVerdict(answer="possible", reason="An act is alleged."),
        trafficking=EventVerdict(answer="false", reason="Nothing is stated."),
        codes=("mara:rape",),
        route=tuple(make_stop(role) for role in get_args(StopRole)),
        heading="north",
    ),
    make_count(age_band="18-25"),
    make_link(decision_id="d"),
    make_incident(),
    make_member(),
    make_pattern(),
    make_warning(
        acknowledge_by=moment(15),
        act_by=moment(16),
        acknowledged_at=moment(15),
        acted_at=moment(16),
        ended_at=moment(17),
        outcome="unknown",
        escalated_to=("Sector North duty officer",),
        answer="They are at the river.",
        explanation="A funeral.",
        released_to=("analyst",),
    ),
    make_source(silent_since=moment(3), last_refusal="unit: Field required", last_refusal_at=moment(2)),
]
PYTHON_TYPES = {
    FieldType.KEYWORD: (str, list),
    FieldType.TEXT: (str, list),
    FieldType.DATE: (str,),
    FieldType.GEO_POINT: (dict,),
    FieldType.INTEGER: (int,),
    FieldType.FLOAT: (float,),
    FieldType.BOOLEAN: (bool,),
}
moments = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))]))


def test_there_is_a_full_item_of_every_kind() -> None:
    assert [type(document) for document in FULL] == [kind.model for kind in KINDS]


@pytest.mark.parametrize("document", FULL, ids=lambda document: type(document).__name__)
def test_every_declared_field_is_filled_with_its_type(document: Document) -> None:
    kind, flat = kind_of(type(document)), flatten(document)
    assert set(flat) == set(kind.fields) | {"body"}
    for name, field in kind.fields.items():
        assert isinstance(flat[name], PYTHON_TYPES[field]), name


@pytest.mark.parametrize("document", FULL, ids=lambda document: type(document).__name__)
def test_the_mapping_knows_every_field_and_leaves_the_body_alone(document: Document) -> None:
    made = mappings(kind_of(type(document)))
    assert made["dynamic"] == "strict"
    assert set(flatten(document)) == set(made["properties"])
    assert made["properties"]["body"] == {"type": "object", "enabled": False}


@pytest.mark.parametrize("document", FULL, ids=lambda document: type(document).__name__)
def test_an_item_comes_back_whole(document: Document) -> None:
    assert restore(type(document), flatten(document)["body"]) == document  # type: ignore[type-var]  # one kind at a time


@given(text=st.text(), day=st.dates(), at=moments, masked=st.dictionaries(st.text(), st.integers()))
def test_any_report_comes_back_whole(text: str, day: date, at: datetime, masked: dict[str, int]) -> None:
    report = make_report(text=text, title=text, retention_until=day, ingested_at=at, occurred_from=at, masked=masked)
    assert restore(Report, flatten(report)["body"]) == report


@given(left=moments, right=moments)
def test_written_moments_sort_as_moments_do(left: datetime, right: datetime) -> None:
    if left <= right and min(left.year, right.year) > 1 and max(left.year, right.year) < 9999:
        assert timestamp(left) <= timestamp(right)


def test_a_date_is_its_midnight() -> None:
    assert plain(date(2026, 3, 2)) == timestamp(datetime(2026, 3, 2, tzinfo=UTC)) == "2026-03-02T00:00:00.000+00:00"


def test_d12_no_count_has_a_point() -> None:
    assert FieldType.GEO_POINT not in mappings(kind_of(type(make_count())))["properties"]
    assert not {"location", "cell", "place_id"} & set(kind_of(type(make_count())).fields)


def test_a_report_without_any_date_is_dated_by_its_arrival() -> None:
    report = make_report(occurred_from=None, reported_at=None, ingested_at=moment(3))
    assert flatten(report)["dated_at"] == timestamp(moment(3))


def test_reports_and_annotations_are_current_by_report_others_by_their_own_id() -> None:
    assert id_of(make_annotation()) == id_of(make_report()) == make_report().report_id
    assert id_of(make_event()) == make_event().id
    assert (scope_of(make_event()), scope_of(make_link())) == ("confidential", "analyst")


def test_evidence_that_is_a_count_names_no_event() -> None:
    pattern = make_pattern(evidence=(make_evidence(event_id=None, count_id="c"),))
    assert "events" not in flatten(pattern)
