"""Pairs of reports that linking got wrong on a recorded mission, by the part of it that did so."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import product

import numpy

from evaluation.cross_source import Telling
from evaluation.link_misses import Statuses, by_kind, joined_because, missed_because, statuses_of
from evaluation.linked import Linked
from evaluation.relations import Wanted
from linking.scoring import reasons_for
from schemas.annotation import Event
from schemas.evaluation import Misses


def told_misses(
    setting: str,
    tellings: Sequence[Telling],
    read: Sequence[Sequence[Event]],
    wanted: Wanted,
    joined: numpy.ndarray,
    linked: Linked,
    worst: int,
) -> list[Misses]:
    """Return the mistakes by kind; cases name reports by key, and lines by their beginning."""
    kinds: dict[str, list[str]] = defaultdict(list)
    statuses = statuses_of(linked)
    counted = numpy.triu(wanted.counts, 1)
    for one, other in numpy.argwhere(counted & wanted.together & ~joined):
        kind = _missed(read[one], read[other], linked, statuses)
        kinds[f"missed, {kind}"].append(_case(tellings[one], tellings[other]))
    for one, other in numpy.argwhere(counted & joined & ~wanted.together):
        kind = joined_because(*max(product(read[one], read[other]), key=_weight), statuses)
        kinds[f"joined wrongly, {kind}"].append(_case(tellings[one], tellings[other]))
    return by_kind(setting, kinds, worst)


def _missed(ours: Sequence[Event], theirs: Sequence[Event], linked: Linked, statuses: Statuses) -> str:
    """Say why two reports are apart, by the pair of their events that is most alike."""
    if not ours or not theirs:
        return "one or both yield no event"
    compared = [pair for pair in product(ours, theirs) if linked.is_compared(pair[0].id, pair[1].id)]
    return missed_because(*max(compared or [(ours[0], theirs[0])], key=_weight), linked, statuses)


def _weight(pair: tuple[Event, Event]) -> float:
    left, right = sorted(pair, key=lambda event: event.id)
    return sum(reason.weight for reason in reasons_for(left, right))


def _case(one: Telling, other: Telling) -> str:
    return " | ".join(f"{each.told.key} {each.told.says}".strip() + f" ({each.incident})" for each in (one, other))
