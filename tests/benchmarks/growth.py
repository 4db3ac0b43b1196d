"""A store of invented events that grows in time and over other countries, while around a new report all stays the same.

Every block of 10,000 events is the same world: further back in time, or in another country with its own armed groups.
The newest block here is that of every size, so a new report has the same candidates in each.
"""

import random
from collections.abc import Iterator
from string import ascii_lowercase

from linking.prepare import prepare_events
from schemas.annotation import Event, EventActor, EventPlace, PeopleCount
from schemas.linkage import Incident
from schemas.protection import ANALYST
from tests.factories import make_event, make_incident, make_place, moment

BLOCK = 10_000
EVENTS_A_DAY = 100
VILLAGES_A_SIDE = 20
VILLAGE_DEGREES = 0.1
COUNTRIES_A_ROW = 12
KINDS = ("abduction", "killing", "looting", "armed_presence", "checkpoint", "displacement")
VAGUE_SHARE, NAMED_SHARE = 0.1, 0.3
GROUPS = 12
WORDS = 40


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
    """Return the stored event of a number; of each block the first are the latest."""
    block, back = divmod(number, BLOCK)
    return world_event(f"stored {number}", back, random.Random(number), block)


def world_event(name: str, back: int, chance: random.Random, block: int = 0) -> Event:
    """Return an event in one of the villages, `back` events before the newest of its block, worded as no other.

    Odd blocks lie in other countries, even ones further back in time; every block has its own names and words.
    """
    country, blocks_back = (block // 2 + 1, 0) if block % 2 else (0, block // 2)
    at = moment(-(back + blocks_back * BLOCK) // EVENTS_A_DAY)
    text = " ".join(word(chance, block) for _ in range(WORDS))
    people = chance.randint(1, 12)
    event = make_event(
        name, kind=chance.choice(KINDS), severity=5, place=village(chance, country), occurred_from=at, occurred_to=at,
        reported_at=at, actors=(group(chance, country),), originator=f"TS-{chance.randrange(40)}", quote=text[:80],
        counts=(PeopleCount(minimum=people, maximum=people, who="girls"),), spans=((0, 80),),
    )  # fmt: skip
    (ready,) = prepare_events([event], text)
    return ready


def word(chance: random.Random, block: int) -> str:
    """Return an invented word that no other block has; its first two letters are the block's."""
    first, second = divmod(block, len(ascii_lowercase))
    return ascii_lowercase[first] + ascii_lowercase[second] + "".join(chance.choices(ascii_lowercase, k=5))


def village(chance: random.Random, country: int) -> EventPlace:
    """Return one of 400 villages 11 km apart, in a country six degrees from the next; one in ten is known roughly."""
    north, east = chance.randrange(VILLAGES_A_SIDE), chance.randrange(VILLAGES_A_SIDE)
    row, column = divmod(country, COUNTRIES_A_ROW)
    name = f"V{country}-{north:02d}{east:02d}"
    return make_place(
        place_id=name, name=name, admin2=f"D{country}-{north // 4}{east // 4}",
        latitude=6 * row + north * VILLAGE_DEGREES, longitude=6 * column + east * VILLAGE_DEGREES,
        radius_km=15.0 if chance.random() < VAGUE_SHARE else 2.0,
    )  # fmt: skip


def group(chance: random.Random, country: int) -> EventActor:
    """Return a named group of the country for some events, unnamed men for the others."""
    named = f"group-{country}-{chance.randrange(GROUPS)}" if chance.random() < NAMED_SHARE else None
    return EventActor(actor_id=named, name=named or "armed men", kind="non_state_armed_group")
