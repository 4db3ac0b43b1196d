from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from linking.spacetime import contradict, days_of, gap_days, gap_km
from tests.factories import make_event, make_place

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
NORTH_KM_PER_DEGREE = 111.2


def on_day(offset: float, until: float | None = None, **fields):
    return make_event(
        occurred_from=NOON + timedelta(days=offset),
        occurred_to=NOON + timedelta(days=offset if until is None else until),
        **fields,
    )


def at_km(north_km: float, radius_km: float = 1.0):
    return make_place(latitude=1 + north_km / NORTH_KM_PER_DEGREE, longitude=3, radius_km=radius_km, place_id=None)


def test_a_span_that_ends_at_midnight_does_not_reach_into_the_next_day():
    midnight = datetime(2026, 3, 7, tzinfo=UTC)
    event = make_event(occurred_from=midnight - timedelta(days=1), occurred_to=midnight)
    assert days_of(event).number == 1
    assert gap_days(event, make_event(occurred_from=midnight, occurred_to=midnight)) == 1


def test_days_are_those_of_utc_whatever_the_zone_of_the_source():
    zone = timezone(timedelta(hours=9))
    event = make_event(occurred_from=NOON.astimezone(zone), occurred_to=NOON.astimezone(zone))
    assert days_of(event) == days_of(make_event(occurred_from=NOON, occurred_to=NOON))


@given(st.integers(0, 9), st.integers(0, 5), st.integers(0, 9), st.integers(0, 5))
def test_gap_days_is_the_least_distance_of_any_two_days(first, length, other, other_length):
    days, other_days = range(first, first + length + 1), range(other, other + other_length + 1)
    expected = min(abs(day - other_day) for day in days for other_day in other_days)
    left, right = on_day(days[0], days[-1]), on_day(other_days[0], other_days[-1])
    assert gap_days(left, right) == gap_days(right, left) == expected


def test_gap_km_takes_both_radii_off_and_is_never_negative():
    assert abs(gap_km(at_km(0, 2), at_km(10, 3)) - 5) < 0.05
    assert gap_km(at_km(0, 6), at_km(10, 5)) == 0


def test_contradiction_needs_more_than_both_leave_open():
    near, far = on_day(0, place=at_km(0)), on_day(0, place=at_km(30))
    assert contradict(near, far)
    assert not contradict(near, on_day(0, place=at_km(30, radius_km=10)))
    assert contradict(on_day(0), on_day(4))
    assert not contradict(on_day(0), on_day(3))
    assert not contradict(on_day(0), on_day(1, 20))
    assert not contradict(on_day(0, place=None), far)
