"""Clusters of linked events under what forbids to join: agglomeration in the order of the links' strength."""

from collections.abc import Iterable, Mapping
from itertools import product

from linking.decisions import Decided, pair_of
from linking.spacetime import contradict
from schemas.annotation import Event
from schemas.linkage import Link

JOINING = ("linked", "confirmed")


def cluster(events: Mapping[str, Event], links: Iterable[Link], *, decided: Decided) -> list[tuple[str, ...]]:
    """Return the clusters of event ids, each sorted, in order of their first; an unlinked event is a cluster of one.

    Links join in order: confirmed ones first, then the most probable, then by ids. A link is passed over where an event
    of one cluster contradicts an event of the other (a person's rejection; for links that no person confirmed also
    place or time), so a chain never joins what its ends forbid. Which events cluster depends on their connected
    component of links alone. Links of events that are not in `events` are passed over.
    """
    cluster_of: dict[str, tuple[str, ...]] = {event_id: (event_id,) for event_id in events}
    for link in sorted(links, key=_strength):
        left, right = cluster_of.get(link.left), cluster_of.get(link.right)
        if left is None or right is None or left == right or link.status not in JOINING:
            continue
        if not _forbidden(link, left, right, events, decided):
            joined = tuple(sorted((*left, *right)))
            cluster_of.update(dict.fromkeys(joined, joined))
    return sorted(set(cluster_of.values()))


def _strength(link: Link) -> tuple[bool, float, str, str]:
    return link.status != "confirmed", -link.probability, link.left, link.right


def _forbidden(
    link: Link, left: tuple[str, ...], right: tuple[str, ...], events: Mapping[str, Event], decided: Decided
) -> bool:
    """Say whether any event of `left` may not be together with one of `right`."""
    pairs = list(product(left, right))
    if any(_rejected(one, other, decided) for one, other in pairs):
        return True
    return link.status != "confirmed" and any(contradict(events[one], events[other]) for one, other in pairs)


def _rejected(one: str, other: str, decided: Decided) -> bool:
    verdict = decided.get(pair_of(one, other))
    return verdict is not None and verdict.status == "rejected"
