"""Relinking: what changed is linked anew, and the result is the same as if all had been linked from scratch.

Three facts make it so. A link depends on its two events, on the decision about them, and on whether a key they share is
below the cap. Which keys are below the cap changes for the keys of changed events alone. An incident depends on its
connected component of links alone. The work is that of the candidates of the changed events and of the components they
are in, however many events are stored.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from linking.blocking import KEY_CAP
from linking.clusters import JOINING
from linking.credibility import NO_GRADES, Grades
from linking.decisions import Decided, Pair, is_excluded, pair_of
from linking.incidents import incidents_of
from linking.scoring import score
from schemas.annotation import Event
from schemas.index import Index
from schemas.linkage import Incident, Link
from schemas.protection import Profile

Members = Mapping[str, Sequence[str]]


class _Limits(NamedTuple):
    """Which keys say nothing: those that people took out of use, and those that more events share than the cap."""

    excluded: frozenset[str]
    key_cap: int


def relink(
    index: Index,
    *,
    profile: Profile,
    added: Sequence[Event],
    removed: Sequence[Event],
    decisions: Decided,
    touched_pairs: Iterable[Pair],
    grades: Grades = NO_GRADES,
    excluded: Collection[str] = (),
    touched_keys: Collection[str] = (),
    key_cap: int = KEY_CAP,
) -> set[str]:
    """Bring the links and incidents of `profile` up to date with what changed in the index.

    `added` are the events that were put and `removed` those that are gone, all visible to the profile, the index
    refreshed in between; a replaced event stands in both, as it is and as it was. `touched_pairs` are the pairs about
    which something else is decided than before (an event twice where its grade is), `excluded` the keys that people
    took out of use, `touched_keys` those that they took out or back since. Doing it twice changes nothing.
    Returns the ids of the events, also of those that are gone, whose incidents were made anew.
    """
    held = index.candidates(profile.scopes, _meant(index, profile, touched_keys), key_cap) if touched_keys else {}
    crossing, members = _members_of_crossed_keys(index, profile, added, removed, key_cap)
    changed = {event.id for event in (*added, *removed)}
    touched = changed | crossing | {event_id for pair in (*touched_pairs, *held.values()) for event_id in pair}
    links = _links(index, profile, touched, members, decisions, _Limits(frozenset(excluded), key_cap))
    old_links = _replace_links(index, profile, touched, links)
    index.refresh()
    ends = {end for link in (*old_links, *links) for end in (link.left, link.right)}
    regrouped = _replace_incidents(index, profile, touched | ends, decisions, grades)
    index.refresh()
    return regrouped


def _meant(index: Index, profile: Profile, keys: Collection[str]) -> list[str]:
    """Return the keys that `keys` stand for: themselves, and all that begin as `name:lapor:*` does."""
    beginnings = [key.removesuffix("*") for key in sorted(keys) if key.endswith(":*")]
    begun = (key for beginning in beginnings for key in index.keys_beginning(profile.scopes, beginning))
    return sorted({*keys, *begun})


def _members_of_crossed_keys(
    index: Index, profile: Profile, added: Sequence[Event], removed: Sequence[Event], key_cap: int
) -> tuple[set[str], Members]:
    """Return the events whose candidates change because a key of theirs went over the cap or came below it.

    Also return the members of the keys of `added` and `removed`. They are asked for up to the cap and the number added,
    so that all members of a key that was not over the cap before are seen.
    """
    arrived, left = _ids_by_key(added), _ids_by_key(removed)
    most_added = max(Counter(key for event in added for key in event.keys).values(), default=0)
    members = index.candidates(profile.scopes, sorted({*arrived, *left}), key_cap + most_added)
    crossing: set[str] = set()
    for key, now in members.items():
        before = set(now) - arrived.get(key, set()) | left.get(key, set())
        if (len(before) > key_cap) != (len(now) > key_cap):
            crossing |= {*before, *now}
    return crossing, members


def _ids_by_key(events: Iterable[Event]) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = {}
    for event in events:
        for key in event.keys:
            ids.setdefault(key, set()).add(event.id)
    return ids


def _links(
    index: Index, profile: Profile, touched: Collection[str], members: Members, decided: Decided, limits: _Limits
) -> list[Link]:
    """Return all links of the touched events that are there, in order of pair."""
    events = index.get(Event, profile.scopes, sorted(touched))
    wanted = {key for event in events.values() for key in event.keys} - members.keys()
    members = {**members, **index.candidates(profile.scopes, sorted(wanted), limits.key_cap)}
    pairs = _candidate_pairs(events.values(), members, limits) | _decided_about(events, decided)
    partners = {event_id for pair in pairs for event_id in pair} - events.keys()
    events |= index.get(Event, profile.scopes, sorted(partners))
    there = [(events[one], events[other]) for one, other in sorted(pairs) if one in events and other in events]
    scored = (score(*pair, profile=profile, decided=decided) for pair in there if _of_two_reports(*pair))
    return [link for link in scored if link is not None]


def _candidate_pairs(events: Iterable[Event], members: Members, limits: _Limits) -> set[Pair]:
    """Return the pairs of each of `events` with those that share a key with it, neither over-common nor excluded."""
    below = {key: ids for key, ids in members.items() if len(ids) <= limits.key_cap}
    usable = {key: ids for key, ids in below.items() if not is_excluded(key, limits.excluded)}
    return {
        pair_of(event.id, other)
        for event in events
        for key in event.keys
        for other in usable.get(key, ())
        if other != event.id
    }


def _decided_about(event_ids: Collection[str], decided: Decided) -> set[Pair]:
    return {pair for pair in decided if pair[0] in event_ids or pair[1] in event_ids}


def _of_two_reports(one: Event, other: Event) -> bool:
    return one.report_id != other.report_id


def _replace_links(index: Index, profile: Profile, touched: Collection[str], links: Sequence[Link]) -> list[Link]:
    """Put `links` in the place of all links of the touched events, and return those that stood there."""
    old_links = _links_at(index, profile, touched)
    kept = {link.id for link in links}
    index.delete(Link, profile.name, [link.id for link in old_links if link.id not in kept])
    index.put(links)
    return old_links


def _links_at(index: Index, profile: Profile, event_ids: Collection[str]) -> list[Link]:
    """Return the links that have one of `event_ids` at either end."""
    found: dict[str, Link] = {}
    for end in ("left", "right") if event_ids else ():
        found |= {link.id: link for link in index.find(Link, (profile.name,), {end: sorted(event_ids)})}
    return list(found.values())


def _replace_incidents(
    index: Index, profile: Profile, seeds: Collection[str], decided: Decided, grades: Grades
) -> set[str]:
    """Make the incidents of the components of `seeds` anew, in the place of those that had a member there.

    Returns the ids of all events of these components.
    """
    members, links = _components(index, profile, seeds)
    events = index.get(Event, profile.scopes, sorted(members))
    incidents = incidents_of(events.values(), links, profile=profile, decided=decided, grades=grades)
    kept = {incident.id for incident in incidents}
    old_incidents = index.find(Incident, (profile.name,), {"events": sorted(members)}) if members else ()
    index.delete(Incident, profile.name, [old.id for old in old_incidents if old.id not in kept])
    index.put(incidents)
    return members


def _components(index: Index, profile: Profile, seeds: Collection[str]) -> tuple[set[str], list[Link]]:
    """Return the events that joining links reach from `seeds`, and these links."""
    links: dict[str, Link] = {}
    reached, frontier = set(seeds), set(seeds)
    while frontier:
        found = [link for link in _links_at(index, profile, frontier) if link.status in JOINING]
        links |= {link.id: link for link in found}
        frontier = {end for link in found for end in (link.left, link.right)} - reached
        reached |= frontier
    return reached, list(links.values())
