"""A world of events that an index is told of, and the oracle: what all pairs, computed at once, would give."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import Any

from linking.blocking import keys
from linking.credibility import Grades
from linking.decisions import Decided, pair_of
from linking.incidents import incidents_of
from linking.link import relink
from linking.scoring import score
from schemas.annotation import Event
from schemas.linkage import Incident, Link
from schemas.protection import ANALYST, Profile
from tests.factories import make_event
from tests.linking.memory_index import MemoryIndex

CAP = 3


class World:
    """An index that is told of changes, and all that is true now, for the oracle."""

    def __init__(self, index=None, *, profile: Profile = ANALYST, key_cap: int = CAP) -> None:
        self.index: Any = index or MemoryIndex()
        self.profile, self.key_cap = profile, key_cap
        self.events: dict[str, Event] = {}
        self.decided: Decided = {}
        self.grades: Grades = {}
        self.excluded: frozenset[str] = frozenset()

    def change(self, added: Iterable[Event] = (), removed: Iterable[str] = ()) -> None:
        """Put `added`, which may replace events, and delete those named by `removed`, as the pipeline does."""
        new = {event.id: event for event in added}
        gone = [self.events[name] for name in sorted({*removed, *new}) if name in self.events]
        for event in gone:
            self.index.delete(Event, event.level, [event.id])
            del self.events[event.id]
        self.events |= new
        self.index.put(new.values())
        self.index.refresh()
        self._relink(new.values(), gone, [])

    def decide(self, decided: Decided) -> None:
        touched = [pair for pair in {*decided, *self.decided} if decided.get(pair) != self.decided.get(pair)]
        self.decided = decided
        self._relink([], [], touched)

    def exclude(self, keys: Iterable[str]) -> None:
        """Take these keys, and no others, out of use."""
        touched = self.excluded ^ frozenset(keys)
        self.excluded = frozenset(keys)
        self._relink([], [], [], touched)

    def grade(self, grades: Grades) -> None:
        touched = [(name, name) for name in {*grades, *self.grades} if grades.get(name) != self.grades.get(name)]
        self.grades = grades
        self._relink([], [], touched)

    def _relink(self, added: Iterable[Event], removed: Iterable[Event], touched_pairs, touched_keys=()) -> None:
        relink(
            self.index,
            profile=self.profile,
            added=[event for event in added if self.profile.sees(event)],
            removed=[event for event in removed if self.profile.sees(event)],
            decisions=self.decided,
            touched_pairs=touched_pairs,
            touched_keys=touched_keys,
            grades=self.grades,
            excluded=self.excluded,
            key_cap=self.key_cap,
        )

    def links(self) -> list[Link]:
        return sorted(self.index.find(Link, [self.profile.name]), key=lambda link: link.id)

    def incidents(self) -> list[Incident]:
        return list(self.index.find(Incident, [self.profile.name]))

    def together(self) -> list[str]:
        return ["".join(incident.events) for incident in self.incidents()]


def from_scratch(world: World) -> tuple[list[Link], list[Incident]]:
    """Compare all pairs at once: the definition that relinking has to meet."""
    events = [event for event in world.events.values() if world.profile.sees(event)]
    usage = Counter(key for event in events for key in event.keys)
    links = []
    for one, other in combinations(events, 2):
        shared = {key for key in {*one.keys} & {*other.keys} if not _is_out_of_use(key, world.excluded)}
        block = any(usage[key] <= world.key_cap for key in shared)
        if one.report_id != other.report_id and (block or pair_of(one.id, other.id) in world.decided):
            links.append(score(one, other, profile=world.profile, decided=world.decided))
    found = sorted((link for link in links if link), key=lambda link: link.id)
    return found, incidents_of(events, found, profile=world.profile, decided=world.decided, grades=world.grades)


def _is_out_of_use(key: str, excluded: frozenset[str]) -> bool:
    return any(key == each or (each.endswith(":*") and key.startswith(each[:-1])) for each in excluded)


def assert_as_from_scratch(world: World) -> None:
    assert (world.links(), world.incidents()) == from_scratch(world)


def same(name: str, **fields) -> Event:
    """Return an event that links with every other of its kind: same village, day and kind, another report."""
    event = make_event(name, **{"id": name, "originator": name, "actors": (), **fields})
    return event.model_copy(update={"keys": keys(event)})
