"""Pairs of reports that linking got wrong on a recorded mission, by the part of it that did so."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import product

import numpy

from evaluation.link_misses import Statuses, by_kind, joined_because, missed_because, statuses_of
from evaluation.linked import Linked
from evaluation.relations import Wanted
from evaluation.told_events import ReadTelling
from linking.scoring import reasons_for
from schemas.annotation import Event
from schemas.evaluation import Misses


def told_misses(
    setting: str,
    read: Sequence[ReadTelling],
    wanted: Wanted,
    joined: numpy.ndarray,
    linked: Linked,
    worst: int,
) -> list[Misses]:
    """Return the mistakes by kind; cases name reports of the half asked for by key, and lines by their beginning."""
    kinds: dict[str, list[str]] = defaultdict(list)
    statuses = statuses_of(linked)
    counted = numpy.triu(wanted.counts, 1)
    for one, other in numpy.argwhere(counted & wanted.together & ~joined):
        kind = _missed(read[one].events, read[other].events, linked, statuses)
        kinds[f"missed, {kind}"].append(_case(read[one], read[other]))
    for one, other in numpy.argwhere(counted & joined & ~wanted.together):
        kind = joined_because(*max(product(read[one].events, read[other].events), key=_weight), statuses)
        kinds[f"joined wrongly, {kind}"].append(_case(read[one], read[other]))
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


def _case(*pair: ReadTelling) -> str:
    return " | ".join(_named(each) for each in pair)


def _named(each: ReadTelling) -> str:
    told = each.telling.told
    return f"{told.key} {told.says}".strip() + f" ({each.telling.incident})" if each.is_asked else "of the other half"
