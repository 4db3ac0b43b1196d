"""The members of threads: all of an incident, with why, found by any of its events or reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.members import index_members
from schemas.annotation import Event
from schemas.index import Index
from schemas.linkage import Incident
from schemas.protection import ANALYST, Level
from schemas.settings import Settings
from schemas.source import SourceType
from schemas.thread import ThreadMember
from search.documents import flatten
from search.open_index import open_index
from tests.factories import make_event, make_incident, make_link, make_member, report_id_of

SCOPE = (ANALYST.name,)
EVENTS = {name: make_event(name) for name in ("one", "two", "three", "apart")}
IDS = {name: event.id for name, event in EVENTS.items()}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    opened = open_index(url="", path=tmp_path / "index.sqlite", prefix="test")
    opened.put(EVENTS.values())
    yield opened
    opened.close()


def incident_of(*names: str) -> Incident:
    return make_incident(names[0]).model_copy(
        update={
            "id": min(IDS[name] for name in names),
            "events": tuple(sorted(IDS[name] for name in names)),
            "report_ids": tuple(sorted(report_id_of(name) for name in names)),
        }
    )


def members(index: Index, **where: str) -> dict[str, tuple[str, ...]]:
    """Return the reasons of the members found, by the name of their event."""
    names = {event_id: name for name, event_id in IDS.items()}
    return {names[member.id]: member.reasons for member in index.find(ThreadMember, SCOPE, where)}


def test_any_event_or_report_of_an_incident_finds_all_its_members(index: Index) -> None:
    index.put([incident_of("one", "two", "three"), incident_of("apart")])
    index.put([make_link("one", "two", weight=3.0), make_link("two", "three", weight=5.0)])
    index_members(index, ANALYST, list(IDS.values()))
    everything = {
        "one": ("patrol-notes:two: Both name Kanvi-Est.",),
        "two": ("patrol-notes:three: Both name Kanvi-Est.", "patrol-notes:one: Both name Kanvi-Est."),
        "three": ("patrol-notes:two: Both name Kanvi-Est.",),
    }
    for name in ("one", "two", "three"):
        assert members(index, events=IDS[name]) == everything
        assert members(index, report_ids=report_id_of(name)) == everything
    assert members(index, events=IDS["apart"]) == {}


def test_a_possible_link_and_one_to_another_incident_are_no_reason(index: Index) -> None:
    index.put([incident_of("one", "two"), incident_of("three", "apart")])
    index.put([make_link("one", "two", status="possible"), make_link("two", "three")])
    index_members(index, ANALYST, list(IDS.values()))
    assert members(index) == dict.fromkeys(("one", "two", "three", "apart"), ())


def test_members_of_what_fell_apart_are_gone_even_where_a_run_was_cut_off(index: Index) -> None:
    index.put([incident_of("one", "two", "three")])
    index_members(index, ANALYST, [IDS["one"]])
    index.delete(Incident, ANALYST.name, [incident_of("one", "two", "three").id])
    index.delete(Event, Level.CONFIDENTIAL, [IDS["one"]])
    index.put([incident_of("two", "three")])
    index_members(index, ANALYST, [IDS["one"], IDS["two"], IDS["three"]])
    assert set(members(index)) == {"two", "three"}
    index.delete(Incident, ANALYST.name, [incident_of("two", "three").id])
    index_members(index, ANALYST, [IDS["two"]])
    assert members(index) == {}


def test_what_a_clinic_says_is_no_point() -> None:
    assert not {"location", "place_id", "place_name"} & set(flatten(make_member(source_type=SourceType.CLINIC)))


def test_the_example_mission_has_the_members_of_its_incidents_and_no_others(finished: Settings) -> None:
    index = open_index(url="", path=finished.home / "index.sqlite", prefix="forewarn")
    incidents = [incident for incident in index.find(Incident, SCOPE) if len(incident.events) > 1]
    found = {member.id: member for member in index.find(ThreadMember, SCOPE)}
    index.close()
    assert incidents
    assert set(found) == {event for incident in incidents for event in incident.events}
    assert all(found[event].incident_id == incident.id for incident in incidents for event in incident.events)
    assert all(member.reasons for member in found.values())
