"""The linking stage run on events alone: the embedded index in a folder of its own, everything else as in a mission."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from linking.blocking import KEY_CAP
from linking.link import relink
from schemas.annotation import Event
from schemas.index import Index
from schemas.linkage import Incident, Link
from schemas.protection import ANALYST, Profile
from search.embedded_index import EmbeddedIndex

Pair = tuple[str, str]


class Linked(NamedTuple):
    """What linking made of events; `usable` are, of each event, the keys that are not over-common."""

    links: tuple[Link, ...]
    incidents: tuple[Incident, ...]
    usable: dict[str, frozenset[str]]

    def is_compared(self, one: str, other: str) -> bool:
        """Tell whether blocking lets two events be compared at all."""
        return not self.usable[one].isdisjoint(self.usable[other])


def link_all(events: Sequence[Event]) -> Linked:
    """Link `events` with the weights, thresholds and caps that a mission runs with."""
    with TemporaryDirectory() as folder:
        index = EmbeddedIndex(Path(folder) / "index.sqlite")
        try:
            index.put(events)
            index.refresh()
            relink(index, profile=ANALYST, added=events, removed=(), decisions={}, touched_pairs=())
            return read_linked(index, events, ANALYST)
        finally:
            index.close()


def read_linked(index: Index, events: Sequence[Event], profile: Profile) -> Linked:
    """Return what stands in `index` about `events`, as `profile` sees it."""
    scopes = (profile.name,)
    usable = _usable(index, events, profile)
    return Linked(tuple(index.find(Link, scopes)), tuple(index.find(Incident, scopes)), usable)


def _usable(index: Index, events: Sequence[Event], profile: Profile) -> dict[str, frozenset[str]]:
    members = index.candidates(profile.scopes, sorted({key for event in events for key in event.keys}), KEY_CAP)
    common = {key for key, ids in members.items() if len(ids) > KEY_CAP}
    return {event.id: frozenset(event.keys) - common for event in events}


def joined_pairs(links: Iterable[Link]) -> list[Pair]:
    """Return the pairs of events that are linked, in order."""
    return sorted((link.left, link.right) for link in links if link.status in ("linked", "confirmed"))
