"""A store of invented events that grows in time and over other countries, while around a new report all stays the same.

Every block of 10,000 events is the same world: further back in time, or in another country with its own armed groups.
The newest block here is that of every size, so a new report has the same candidates in each.
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from linking.blocking import keys, prepare_events
from schemas.annotation import Event, EventActor, EventPlace, PeopleCount
from schemas.base import stable_id
from schemas.linkage import Incident
from schemas.protection import ANALYST
from tests.benchmarks.annotating import SYLLABLES
from tests.factories import make_event, make_incident, make_place, moment

BLOCK = 10_000
EVENTS_A_DAY = 100
VILLAGES_A_SIDE = 20
VILLAGE_KM_IN_DEGREES = 0.1
COUNTRIES_A_ROW = 12
KINDS = ("abduction", "killing", "looting", "armed_presence", "checkpoint", "displacement")
VAGUE_SHARE, NAMED_SHARE = 0.1, 0.3
GROUPS = 12
WORDS = 40
LARGEST_HASH = 2**32 - 1


def stored(size: int) -> Iterator[Event | Incident]:
    """Yield `size` events, ready to be linked, each with the incident of one that it is."""
    for number in range(size):
        event = event_of(number)
        yield event
        yield make_incident(id=event.id, profile=ANALYST.name, events=(event.id,), place=event.place, numbers=())


def batch(number: int, reports: int) -> list[Event]:
    """Return the events of a batch of new reports, one each, of the last two days; no two batches are the same."""
    chance = random.Random(f"batch {number}")
    return [world_event(f"new {number} {each}", chance.randrange(2 * EVENTS_A_DAY), chance) for each in range(reports)]


def event_of(number: int) -> Event:
    """Return the stored event of a number: one of the block's world, moved to where and when its block is."""
    block, place_in_block = divmod(number, BLOCK)
    event = base_event(place_in_block)
    return moved(event, block) if block else event


@cache
def base_event(place_in_block: int) -> Event:
    """Return an event of the block here and now; the first are the latest."""
    return world_event(f"stored {place_in_block}", place_in_block, random.Random(place_in_block))


def world_event(name: str, back: int, chance: random.Random) -> Event:
    """Return an event in one of the villages, `back` events before the newest, worded as no other."""
    text = " ".join("".join(chance.choices(SYLLABLES, k=2)) for _ in range(WORDS))
    at = moment(-(back // EVENTS_A_DAY))
    people = chance.randint(1, 12)
    counts = (PeopleCount(minimum=people, maximum=people, who="girls"),)
    event = make_event(
        name, kind=chance.choice(KINDS), severity=5, place=village(chance), occurred_from=at, occurred_to=at,
        reported_at=at, actors=tuple(groups(chance)), counts=counts,
        originator=f"TS-{chance.randrange(40)}", quote=text[:80], spans=((0, 80),),
    )  # fmt: skip
    (ready,) = prepare_events([event], text)
    return ready


def village(chance: random.Random) -> EventPlace:
    """Return one of 400 villages 11 km apart; one in ten is known only roughly."""
    north, east = chance.randrange(VILLAGES_A_SIDE), chance.randrange(VILLAGES_A_SIDE)
    name = f"V{north:02d}{east:02d}"
    latitude, longitude = north * VILLAGE_KM_IN_DEGREES, east * VILLAGE_KM_IN_DEGREES
    radius_km = 15.0 if chance.random() < VAGUE_SHARE else 2.0
    district = f"D{north // 4}{east // 4}"
    return make_place(
        place_id=name, name=name, latitude=latitude, longitude=longitude, radius_km=radius_km, admin2=district
    )


def groups(chance: random.Random) -> Iterator[EventActor]:
    """Yield a named group for some events, unnamed men for the others."""
    group = f"group-{chance.randrange(GROUPS)}" if chance.random() < NAMED_SHARE else None
    yield EventActor(actor_id=group, name=group or "armed men", kind="non_state_armed_group")


def moved(event: Event, block: int) -> Event:
    """Return `event` in the world of `block`: odd blocks lie in other countries, even ones further back in time."""
    country, back = (block // 2 + 1, 0) if block % 2 else (0, block // 2)
    days = timedelta(days=-back * BLOCK // EVENTS_A_DAY)
    actors = tuple(abroad_group(each, country) for each in event.actors)
    elsewhere = event.model_copy(
        update={
            "id": stable_id(event.id, str(block)), "report_id": stable_id(event.report_id, str(block)),
            "key": f"{event.key} {block}", "place": abroad(event.place, country) if event.place else None,
            "occurred_from": event.occurred_from + days, "occurred_to": event.occurred_to + days,
            "reported_at": event.reported_at + days, "actors": actors,
            "signature": tuple((each + block * 1_000_003) % LARGEST_HASH for each in event.signature),
        }
    )  # fmt: skip
    return elsewhere.model_copy(update={"keys": keys(elsewhere)})


def abroad(place: EventPlace, country: int) -> EventPlace:
    """Return a place as far off as its country, six degrees from one to the next."""
    if not country:
        return place
    row, column = divmod(country, COUNTRIES_A_ROW)
    update = {
        "place_id": f"{country}-{place.place_id}", "admin2": f"{country}-{place.admin2}",
        "latitude": place.latitude + 6 * row, "longitude": place.longitude + 6 * column,
    }  # fmt: skip
    return place.model_copy(update=update)


def abroad_group(actor: EventActor, country: int) -> EventActor:
    """Return the group of another country; unnamed men are unnamed everywhere."""
    return actor.model_copy(update={"actor_id": f"{country}-{actor.actor_id}"}) if country and actor.actor_id else actor
