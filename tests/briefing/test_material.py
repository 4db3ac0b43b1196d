from hypothesis import given
from hypothesis import strategies as st

from briefing.material import Material, ended, marking, open_warnings
from schemas.mission import Mission
from schemas.protection import Level, Tlp
from schemas.warning import AlertLevel
from tests.factories import make_event, make_link, make_warning, moment


def material(**fields: object) -> Material:
    return Material.model_validate({"mission": Mission(), "profile": "analyst", "now": moment(14), **fields})


@given(st.lists(st.sampled_from(Level), min_size=1, max_size=5), st.lists(st.sampled_from(Tlp), min_size=1, max_size=5))
def test_the_page_bears_the_highest_level_and_the_narrowest_mark(levels: list[Level], marks: list[Tlp]) -> None:
    events = [make_event(str(number), level=level) for number, level in enumerate(levels)]
    warnings = [make_warning(str(number), tlp=mark) for number, mark in enumerate(marks)]
    page = marking(material(events=events, warnings=warnings))
    assert all(list(Level).index(page.level) >= list(Level).index(level) for level in levels)
    assert all(list(Tlp).index(page.tlp) >= list(Tlp).index(mark) for mark in marks)
    assert page.level in {*levels, Level.CONFIDENTIAL}  # the warnings' own level
    assert page.tlp in {*marks, Tlp.AMBER}  # the events' own mark


def test_a_link_can_raise_the_level() -> None:
    link = make_link(level=Level.STRICTLY_CONFIDENTIAL)
    assert marking(material(events=[make_event()], links=[link])).level is Level.STRICTLY_CONFIDENTIAL


def test_an_empty_page_is_marked_as_high_as_its_reader_may_see() -> None:
    assert marking(material()).level is Level.CONFIDENTIAL
    assert marking(material(profile="protected")).level is Level.STRICTLY_CONFIDENTIAL
    assert marking(material()).tlp is Tlp.AMBER_STRICT


@given(st.permutations([("a", "low", 0.9), ("b", "high", 0.2), ("c", "high", 0.7), ("d", "medium", 0.5)]))
def test_open_warnings_stand_most_urgent_first_whatever_their_order(rows: list[tuple[str, str, float]]) -> None:
    warnings = [make_warning(name, alert_level=AlertLevel(level), score=score) for name, level, score in rows]
    ranked = open_warnings(material(warnings=[*warnings, make_warning("closed", status="stepped_down")]))
    assert [(warning.alert_level, warning.score) for warning in ranked] == [
        ("high", 0.7),
        ("high", 0.2),
        ("medium", 0.5),
        ("low", 0.9),
    ]


def test_ended_warnings_stand_latest_first() -> None:
    warnings = [make_warning(str(day), status="stepped_down", updated_at=moment(day)) for day in (15, 17, 16)]
    closed = ended(material(warnings=[*warnings, make_warning("open")]))
    assert [warning.updated_at for warning in closed] == [moment(17), moment(16), moment(15)]
