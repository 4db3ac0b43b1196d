"""Blocking: the keys that two events must share at least one of to be compared at all.

Every key stands for a guess why two reports may speak of one thing: near in place and time, the same group in one
week, the same rare name in one week, or the same wording.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import h3

from linking.rarity import rarest
from linking.signature import bands
from linking.spacetime import Days, possible_days
from schemas.annotation import Assertion, Event, EventPlace

KEY_CAP = 200
"""A key that more events share says nothing: the pairs that rest on it alone are withdrawn.

200 bounds the work for a new event (measured: about 32 keys, largely of the same events, 30 microseconds a comparison),
and no village is expected to be told of by 200 reports within three days. Set by judgement.
"""

BYSTANDERS = frozenset({"peacekeeper", "civilian"})
"""Kinds of actors that tell of acts or suffer them: nearly every patrol note names the mission itself."""

_NEAR_RESOLUTION = 6
_WIDE_RESOLUTION = 4
_NEAR_RADIUS_KM = 5
_WIDE_RADIUS_KM = 40
_MOST_DAYS = 14
_BUCKET_STEP_DAYS = 2
_MOST_NAMES = 6


def keys(event: Event) -> tuple[str, ...]:
    """Return the blocking keys of a signed event, sorted.

    What is negated or mere context did not happen then and there: it gets no key, so only a person can link it.
    """
    if event.status in (Assertion.NEGATED, Assertion.CONTEXT):
        return ()
    return tuple(sorted({*_place_keys(event), *_actor_keys(event), *_name_keys(event), *_text_keys(event)}))


def _place_keys(event: Event) -> Iterator[str]:
    """Yield cell x bucket of days; none without a place or for a time so wide that it says nothing."""
    days = possible_days(event)
    if event.place is None or days.number > _MOST_DAYS:
        return
    for cell in _cells(event.place):
        for bucket in _buckets(days):
            yield f"place:{cell}:{bucket}"


def _cells(place: EventPlace) -> list[str]:
    """Return the H3 cells of a place with their neighbours, so that a border between two cells parts no pair.

    A near place (up to 5 km open) has 7 cells of 36 km2, shared by all near places within 7 km, and the one wide cell
    (1,770 km2) in which a vague place can meet it. A vague place (up to 40 km open) has 19 wide cells, which cover its
    circle; a vaguer one none.
    """
    if place.radius_km > _WIDE_RADIUS_KM:
        return []
    wide = h3.latlng_to_cell(place.latitude, place.longitude, _WIDE_RESOLUTION)
    if place.radius_km > _NEAR_RADIUS_KM:
        return list(h3.grid_disk(wide, 2))
    near = h3.latlng_to_cell(place.latitude, place.longitude, _NEAR_RESOLUTION)
    return [*h3.grid_disk(near, 1), wide]


def _buckets(days: Days) -> set[int]:
    """Return the numbers of the 3-day buckets, one beginning every second day, that hold one of `days`.

    Two days that follow each other always share a bucket.
    """
    first = (days.first.toordinal() - 1) // _BUCKET_STEP_DAYS
    last = days.last.toordinal() // _BUCKET_STEP_DAYS
    return set(range(first, last + 1))


def _actor_keys(event: Event) -> Iterator[str]:
    """Yield group x week x area, and group x week for where an area is missing; a day on either side belongs too."""
    areas = ["anywhere"] if event.place is None else ["anywhere", _area(event.place)]
    for actor_id, week, area in product(named_groups(event), _weeks(event), areas):
        yield f"actor:{actor_id}:{week}:{area}"


def _name_keys(event: Event) -> Iterator[str]:
    """Yield rare name x week: what no table of words knows is a name, above all of a village that was not placed."""
    for name, week in product(sorted(rarest(event.outline, _MOST_NAMES)), _weeks(event)):
        yield f"name:{name}:{week}"


def _weeks(event: Event) -> set[str]:
    """Return the weeks in which an event may have been, a day on either side; none for a time that says nothing."""
    days = possible_days(event)
    if days.number > _MOST_DAYS:
        return set()
    return {_week(days.first + timedelta(days=offset)) for offset in range(-1, days.number + 1)}


def named_groups(event: Event) -> set[str]:
    """Return the ids of the groups that take part in `event`, without bystanders."""
    return {actor.actor_id for actor in event.actors if actor.actor_id and actor.kind not in BYSTANDERS}


def _week(day: date) -> str:
    """Return the ISO week of `day`."""
    year, week, _ = day.isocalendar()
    return f"{year}W{week:02d}"


def _area(place: EventPlace) -> str:
    """Return the district of a place, or its wide cell where the district is not known."""
    return place.admin2 or str(h3.latlng_to_cell(place.latitude, place.longitude, _WIDE_RESOLUTION))


def _text_keys(event: Event) -> Iterator[str]:
    """Yield the bands of the text's signature."""
    for band in bands(event.signature):
        yield f"text:{band}"
