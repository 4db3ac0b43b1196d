from datetime import timedelta
from math import cos, radians

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking.blocking import keys
from linking.prepare import prepare_events
from linking.signature import signature
from schemas.annotation import Assertion, EventActor
from tests.factories import START, make_event, make_place

KM_PER_DEGREE = 111.2
GROUP = EventActor(actor_id="xx-red", name="Red Vests", kind="militia")


def placed(latitude: float, longitude: float, radius_km: float = 1.0, day: int = 0, days: int = 1):
    place = make_place(latitude=latitude, longitude=longitude, radius_km=radius_km)
    first = START + timedelta(days=day)
    return make_event(place=place, occurred_from=first, occurred_to=first + timedelta(days=days - 1), actors=())


def share_a_key(left, right) -> bool:
    return not set(keys(left)).isdisjoint(keys(right))


latitudes, longitudes = st.floats(-60, 60), st.floats(-179, 179)


@settings(max_examples=300)
@given(latitudes, longitudes, st.floats(0, 7), st.floats(0, 360), st.integers(0, 400), st.integers(-1, 1))
def test_events_7_km_and_a_day_apart_always_share_a_key(latitude, longitude, km, bearing, day, later):
    north, east = km * cos(radians(bearing)), km * cos(radians(bearing - 90))
    other = latitude + north / KM_PER_DEGREE, longitude + east / KM_PER_DEGREE / cos(radians(latitude))
    assert share_a_key(placed(latitude, longitude, day=day), placed(*other, day=day + later))


@settings(max_examples=100)
@given(latitudes, longitudes, st.floats(0, 360), st.floats(6, 40))
def test_a_vague_place_shares_a_key_with_a_village_in_its_circle(latitude, longitude, bearing, radius_km):
    north, east = radius_km * cos(radians(bearing)), radius_km * cos(radians(bearing - 90))
    other = latitude + north / KM_PER_DEGREE, longitude + east / KM_PER_DEGREE / cos(radians(latitude))
    assert share_a_key(placed(latitude, longitude, radius_km=radius_km), placed(*other))


@given(st.integers(0, 30), st.integers(1, 14), st.integers(0, 14))
def test_a_span_shares_a_key_with_each_of_its_days(day, days, within):
    assert share_a_key(placed(1, 2, day=day, days=days), placed(1, 2, day=day + min(within, days - 1)))


@pytest.mark.parametrize(("km", "days"), [(100, 0), (0, 7)])
def test_far_places_and_far_days_share_no_key(km, days):
    assert not share_a_key(placed(1, 2), placed(1 + km / KM_PER_DEGREE, 2, day=days))


def test_an_event_without_place_meets_others_by_group_and_by_text():
    unplaced = make_event(place=None, actors=(GROUP,))
    assert share_a_key(unplaced, make_event(actors=(GROUP,)))
    (copied,) = prepare_events([make_event(place=None, actors=())], "armed men took two girls near the river")
    (original,) = prepare_events([make_event("two", actors=())], "Armed men took two girls, near the river.")
    assert set(copied.keys) < set(original.keys)
    assert keys(make_event(place=None, actors=())) == ()


@given(st.integers(0, 400), st.integers(1, 14), st.integers(0, 15))
def test_one_group_within_a_day_shares_a_key(day, days, later):
    left = placed(1, 2, day=day, days=days).model_copy(update={"actors": (GROUP,), "place": None})
    right = placed(1, 2, day=day + min(later, days)).model_copy(update={"actors": (GROUP,)})
    assert share_a_key(left, right)


def test_the_mission_itself_makes_no_key():
    mission = EventActor(actor_id="xx-mission", name="Mission", kind="peacekeeper")
    assert keys(make_event(place=None, actors=(mission,))) == ()


@pytest.mark.parametrize("status", [Assertion.NEGATED, Assertion.CONTEXT])
def test_what_did_not_happen_then_and_there_has_no_keys(status):
    assert keys(make_event(status=status)) == ()


def test_all_events_of_a_report_carry_its_signature_and_sorted_keys():
    text = "armed men took two girls near the river"
    events = prepare_events([make_event(), make_event("two", kind="looting")], text)
    assert {event.signature for event in events} == {signature(text)}
    assert all(list(event.keys) == sorted(set(event.keys)) and event.keys for event in events)
