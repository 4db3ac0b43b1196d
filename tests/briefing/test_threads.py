from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefing.material import Material
from briefing.threads import threads
from schemas.annotation import Event
from schemas.linkage import Incident, Link, Origin
from schemas.mission import Mission
from tests.factories import make_event, make_evidence, make_incident, make_link, make_report, make_warning, moment


def material(**fields: object) -> Material:
    return Material.model_validate({"mission": Mission(), "profile": "analyst", "now": moment(14), **fields})


def incident_of(*events: Event, **fields: Any) -> Incident:
    members = sorted(events, key=lambda event: event.id)
    parts: dict[str, Any] = {
        "id": members[0].id,
        "events": tuple(event.id for event in members),
        "keys": tuple(sorted(event.key for event in members)),
        "report_ids": tuple(sorted({event.report_id for event in members})),
        "origins": (),
        "numbers": (),
    }
    return make_incident(**parts | fields)


NAMES = ("one", "two", "three", "four")
EVENTS = {name: make_event(name, reported_at=moment(day)) for day, name in enumerate(NAMES)}


@given(st.permutations(list(EVENTS.values())))
def test_reports_stand_in_time_order_whatever_order_they_came_in(events: list[Event]) -> None:
    (thread,) = threads(material(events=events, incidents=[incident_of(*events)], reports=[make_report("two")]))
    assert [line.events[0].id for line in thread.lines] == [EVENTS[name].id for name in NAMES]
    assert [line.number for line in thread.lines] == [1, 2, 3, 4]
    assert [line.title for line in thread.lines] == ["", "Patrol to Kanvi-Est", "", ""]


def test_two_events_of_one_report_are_one_line_and_no_thread() -> None:
    first, second = EVENTS["one"], make_event("one", id="other", reported_at=moment(0))
    alone = incident_of(first, second)
    assert threads(material(events=[first, second], incidents=[alone])) == []
    (thread,) = threads(
        material(events=[first, second, EVENTS["two"]], incidents=[incident_of(first, second, EVENTS["two"])])
    )
    assert [len(line.events) for line in thread.lines] == [2, 1]


def test_reports_without_a_sign_among_them_are_no_thread() -> None:
    told = [make_event(name, kind="report", indicators=()) for name in ("one", "two")]
    assert threads(material(events=told, incidents=[incident_of(*told, indicators=())])) == []


def test_a_report_of_the_origin_of_an_earlier_one_is_marked() -> None:
    one, two, three = (EVENTS[name] for name in NAMES[:3])
    origins = (
        Origin(keys=(one.key, three.key), originators=("TS-ALPHA",), reason="near-copies"),
        Origin(keys=(two.key,), originators=("TS-BRAVO",), reason="its own"),
    )
    (thread,) = threads(material(events=[one, two, three], incidents=[incident_of(one, two, three, origins=origins)]))
    assert [line.echo_of for line in thread.lines] == [None, None, 1]
    assert thread.origins == [([1, 3], origins[0]), ([2], origins[1])]


def test_the_strongest_link_of_two_reports_stands_and_rejected_ones_do_not() -> None:
    one, two, three = (EVENTS[name] for name in NAMES[:3])
    again = make_event("one", id="zz", reported_at=moment(0))
    weak, strong = make_link("one", "two", weight=1.0), make_link("one", "two", id="strong", weight=5.0)
    strong = strong.model_copy(update={"left": two.id, "right": again.id})
    rejected = make_link("two", "three", status="rejected")
    elsewhere = make_link("one", "four")
    (thread,) = threads(
        material(
            events=[one, two, three, again],
            incidents=[incident_of(one, two, three, again)],
            links=[weak, strong, rejected, elsewhere],
        )
    )
    assert [(numbered.first, numbered.second, numbered.link.id) for numbered in thread.links] == [(1, 2, "strong")]


def test_threads_behind_warnings_stand_first_then_the_latest() -> None:
    pairs = {day: [make_event(f"{day}{side}") for side in "ab"] for day in (1, 2, 3)}
    incidents = [incident_of(*pair, last_at=moment(day)) for day, pair in pairs.items()]
    events = [event for pair in pairs.values() for event in pair]
    warning = make_warning(evidence=(make_evidence("1a"),))
    ordered = threads(material(events=events, incidents=incidents, warnings=[warning]))
    assert [thread.incident.last_at for thread in ordered] == [moment(1), moment(3), moment(2)]


def test_numbers_name_the_report_that_states_them() -> None:
    one, two = EVENTS["one"], EVENTS["two"]
    stated = make_incident("two").numbers
    (thread,) = threads(material(events=[one, two], incidents=[incident_of(one, two, numbers=stated)]))
    assert thread.numbers == [(2, stated[0])]


def test_links_need_no_order() -> None:
    one, two, three = (EVENTS[name] for name in NAMES[:3])
    links: list[Link] = [make_link("one", "two"), make_link("two", "three"), make_link("one", "three")]
    told = [
        threads(material(events=[one, two, three], incidents=[incident_of(one, two, three)], links=order))
        for order in (links, links[::-1])
    ]
    assert told[0] == told[1]
