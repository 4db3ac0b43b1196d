"""Clusters of linked events: agglomeration in the order of the links' strength, under what speaks against it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from linking.decisions import Decided, pair_of
from linking.scoring import match_weight
from linking.spacetime import contradict
from schemas.annotation import Event
from schemas.linkage import Link

JOINING = ("linked", "confirmed")

LEAST_MEAN_BITS = 2.0
"""How far, on average, all pairs of two clusters must speak for one incident: four to one. Set on the tuning half."""

Cluster = tuple[str, ...]


class _World(NamedTuple):
    """What clusters are made of; `weights` are those of the links, and of what was compared on the way."""

    events: Mapping[str, Event]
    decided: Decided
    weights: dict[tuple[str, str], float]


def cluster(events: Mapping[str, Event], links: Iterable[Link], *, decided: Decided) -> list[Cluster]:
    """Return the clusters of event ids, each sorted, in order of their first; an unlinked event is a cluster of one.

    Links join in order: confirmed ones first, then the most probable, then by ids. A link that no person confirmed
    joins two clusters only where all their events together speak clearly for one incident, and none contradicts
    another in place or time: so neither a chain nor a hub joins what its ends forbid. A person's rejection parts
    always. Which events cluster depends on their connected component of links alone. Links of events that are not in
    `events` are passed over.
    """
    listed = list(links)
    world = _World(events, decided, {pair_of(link.left, link.right): link.weight for link in listed})
    cluster_of: dict[str, Cluster] = {event_id: (event_id,) for event_id in events}
    for link in sorted(listed, key=_strength):
        left, right = cluster_of.get(link.left), cluster_of.get(link.right)
        if left is None or right is None or left == right or link.status not in JOINING:
            continue
        if _may_join(link, left, right, world):
            joined = tuple(sorted((*left, *right)))
            cluster_of.update(dict.fromkeys(joined, joined))
    return sorted(set(cluster_of.values()))


def _strength(link: Link) -> tuple[bool, float, float, str, str]:
    return link.status != "confirmed", -link.probability, -link.weight, link.left, link.right


def _may_join(link: Link, left: Cluster, right: Cluster, world: _World) -> bool:
    """Say whether the events of `left` may be together with those of `right`."""
    pairs = list(product(left, right))
    if any(_rejected(one, other, world.decided) for one, other in pairs):
        return False
    if link.status == "confirmed":
        return True
    if any(contradict(world.events[one], world.events[other]) for one, other in pairs):
        return False
    weights = list(_weights(pairs, world))
    return sum(weights) >= LEAST_MEAN_BITS * len(weights)


def _weights(pairs: Iterable[tuple[str, str]], world: _World) -> Iterator[float]:
    """Yield the match weight of every pair of two reports; one report's events are never compared."""
    for pair in (pair_of(*pair) for pair in pairs):
        left, right = world.events[pair[0]], world.events[pair[1]]
        if left.report_id != right.report_id:
            if pair not in world.weights:
                world.weights[pair] = match_weight(left, right)
            yield world.weights[pair]


def _rejected(one: str, other: str, decided: Decided) -> bool:
    verdict = decided.get(pair_of(one, other))
    return verdict is not None and verdict.status == "rejected"
