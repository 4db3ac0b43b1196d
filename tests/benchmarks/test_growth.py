"""The store of the scale benchmark grows without a new report's candidates growing with it."""

from schemas.linkage import Incident
from tests.benchmarks.growth import BLOCK, batch, event_of, stored


def keys_of(events):
    return {key for event in events for key in event.keys}


def test_no_block_shares_a_key_with_the_one_here_and_now():
    places = range(0, 1000, 50)
    here = keys_of(event_of(place) for place in places) | keys_of(batch(1, 20))
    for block in (1, 2, 3, 98, 99):
        there = [event_of(block * BLOCK + place) for place in places]
        assert all(event.keys for event in there)
        assert here.isdisjoint(keys_of(there))
        assert {event.id for event in there}.isdisjoint(event_of(place).id for place in places)


def test_a_new_report_has_candidates_and_is_new():
    events, latest = batch(1, 20), [event_of(place) for place in range(300)]
    assert not keys_of(events).isdisjoint(keys_of(latest))
    assert {event.id for event in events}.isdisjoint(event.id for event in (*latest, *batch(2, 20)))
    assert batch(1, 20) == events


def test_every_stored_event_is_an_incident_of_one():
    event, incident = stored(1)
    assert isinstance(incident, Incident)
    assert incident.events == (event.id,)
