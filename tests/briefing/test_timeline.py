import re
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefing.families import MARKS
from briefing.material import Material
from briefing.timeline import LONGEST_DAYS, span_of, strips, timeline_svg
from briefing.words import load_words
from schemas.annotation import Assertion, Event
from schemas.mission import Mission
from tests.factories import make_area, make_event, make_place, make_warning, moment

WORDS = load_words("en")


def material(*events: Event, **fields: object) -> Material:
    base = {"mission": Mission(), "profile": "analyst", "now": moment(30), "events": events}
    return Material.model_validate({**base, **fields})


@given(st.integers(-200, 30), st.integers(300, 1000))
def test_the_span_ends_now_starts_on_a_monday_and_is_never_long(day: int, width_px: int) -> None:
    span = span_of(material(make_event(occurred_from=moment(day))), width_px=width_px)
    assert span is not None
    assert span.first.weekday() == 0
    assert span.first + timedelta(days=span.days - 1) == moment(30).date()
    assert span.days <= LONGEST_DAYS + 6


@given(st.integers(0, 29), st.sampled_from([360, 920]))
def test_every_day_stands_at_the_start_of_its_step(day: int, width_px: int) -> None:
    span = span_of(material(make_event(occurred_from=moment(0))), width_px=width_px)
    assert span is not None
    position = span.position(moment(day))
    assert position % span.step_days == 0
    assert position <= day < position + span.step_days


def test_without_reported_events_there_is_no_timeline() -> None:
    negated = make_event(status=Assertion.NEGATED)
    assert timeline_svg(material(negated), words=WORDS, width_px=920) is None


def test_each_event_stands_in_its_area_or_elsewhere() -> None:
    inside = make_event("inside")
    outside = make_event("outside", place=make_place(latitude=14.0))
    unplaced = make_event("unplaced", place=None)
    warned, elsewhere = strips(material(inside, outside, unplaced, warnings=(make_warning(),)), words=WORDS)
    assert warned.title == "W1 ◆ MEDIUM Kanvi-Est"
    assert [event.id for event in warned.events] == [inside.id]
    assert {event.id for event in elsewhere.events} == {outside.id, unplaced.id}


def test_a_family_keeps_its_colour_in_every_strip() -> None:
    signs = {"CRSV": "CRSV-01", "POL": "POL-01", "ECO": "ECO-01"}
    inside = make_event("inside", indicators=(signs["CRSV"],))
    others = [make_event(name, indicators=(signs[name],), place=None) for name in ("POL", "ECO")]
    svg = timeline_svg(material(inside, *others, warnings=(make_warning(),)), words=WORDS, width_px=920)
    drawn = set(re.findall(r'fill="(#[0-9a-f]{6})" stroke="(#[0-9a-f]{6})"', svg or ""))
    assert drawn == {(MARKS[family].colour, MARKS[family].colour) for family in signs}


def test_many_events_of_one_day_are_one_symbol_and_their_number() -> None:
    svg = timeline_svg(material(*(make_event(str(number)) for number in range(4))), words=WORDS, width_px=920)
    assert svg is not None
    assert ">4</text>" in svg


def test_the_line_stands_only_where_the_warning_was_raised_in_the_span() -> None:
    early = make_warning("early", raised_at=moment(-300), area=make_area())
    now = make_warning("now", raised_at=moment(28), area=make_area())
    dashes = [
        (timeline_svg(material(make_event(), warnings=(warning,)), words=WORDS, width_px=920) or "").count("dasharray")
        for warning in (early, now)
    ]
    assert dashes == [0, 1]
