"""What linking got wrong, by the part of it that did so: blocking, a comparison, or the clusters."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy

from evaluation.cluster_scores import pairs_of
from evaluation.link_scores import incident_numbers
from evaluation.linked import Linked
from linking.scoring import reasons_for
from schemas.annotation import Event
from schemas.evaluation import Misses
from schemas.linkage import LinkStatus

Pair = tuple[int, int]
Statuses = Mapping[frozenset[str], LinkStatus]


def misses_of(
    setting: str, titles: Sequence[str], gold: numpy.ndarray, events: Sequence[Event], linked: Linked, worst: int
) -> list[Misses]:
    """Return the mistakes by kind, the commonest first, each with up to `worst` cases."""
    statuses = statuses_of(linked)
    wanted, together = set(pairs_of(gold)), set(pairs_of(incident_numbers(events, linked)))
    kinds: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(wanted - together):
        kind = missed_because(events[one], events[other], linked, statuses)
        kinds[f"missed, {kind}"].append(_case((one, other), titles, events))
    for one, other in sorted(together - wanted):
        kind = joined_because(events[one], events[other], statuses)
        kinds[f"joined wrongly, {kind}"].append(_case((one, other), titles, events))
    return by_kind(setting, kinds, worst)


def by_kind(setting: str, kinds: Mapping[str, Sequence[str]], worst: int) -> list[Misses]:
    """Return the mistakes as the answer holds them, the commonest kind first, each with up to `worst` cases."""
    ranked = sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Misses(setting=setting, kind=kind, pairs=len(cases), cases=tuple(cases[:worst])) for kind, cases in ranked]


def statuses_of(linked: Linked) -> Statuses:
    """Return the status of every pair of events that has a link."""
    return {frozenset((link.left, link.right)): link.status for link in linked.links}


def missed_because(one: Event, other: Event, linked: Linked, statuses: Statuses) -> str:
    """Say which part of linking left two events apart; of the comparisons the one that counts most against them."""
    if not linked.is_compared(one.id, other.id):
        return "share no usable blocking key"
    status = statuses.get(frozenset((one.id, other.id)))
    if status == "linked":
        return "linked, but kept apart in the incident"
    reasons = sorted(_reasons(one, other).items(), key=lambda item: (item[1], item[0]))
    against = reasons[0][0] if reasons and reasons[0][1] < 0 else "nothing alone"
    return f"{'possible' if status else 'too unlike'}: most against it is {against}"


def joined_because(one: Event, other: Event, statuses: Statuses) -> str:
    """Say what joined two events: a chain of others, or the comparison that counts most for them."""
    if statuses.get(frozenset((one.id, other.id))) != "linked":
        return "through other reports alone"
    strongest = max(_reasons(one, other).items(), key=lambda item: (item[1], item[0]))
    return f"most for it is {strongest[0]}"


def _reasons(one: Event, other: Event) -> dict[str, float]:
    left, right = sorted((one, other), key=lambda event: event.id)
    return {reason.comparison: reason.weight for reason in reasons_for(left, right)}


def _case(pair: Pair, titles: Sequence[str], events: Sequence[Event]) -> str:
    return " | ".join(f"{events[each].reported_at:%Y-%m-%d} {titles[each]}" for each in pair)
