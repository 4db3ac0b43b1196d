"""What people decided about pairs of events, folded from the log of decisions."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from schemas.linkage import Decision

Pair = tuple[str, str]


class Verdict(NamedTuple):
    """What stands for one pair of events, and the decision that says so."""

    status: Literal["confirmed", "rejected"]
    decision_id: str


Decided = Mapping[Pair, Verdict]


def pair_of(one: str, other: str) -> Pair:
    """Return two event ids as a pair, the smaller first."""
    return (one, other) if one < other else (other, one)


def decided_pairs(decisions: Iterable[Decision]) -> Decided:
    """Return what stands for each pair of event ids: of what was not taken back, the latest decision wins.

    The order is that of the decisions' own times, so the log may be read from several partitions. Events that are not
    (or no longer) there are kept: a decision waits for its events.
    """
    log = sorted({decision.id: decision for decision in decisions}.values(), key=lambda each: (each.at, each.id))
    taken_back = _taken_back(log)
    standing = [decision for decision in log if decision.id not in taken_back]
    return {pair: verdict for decision in standing for pair, verdict in _verdicts(decision).items()}


def _taken_back(log: list[Decision]) -> set[str]:
    """Return the ids of the decisions that an undo takes back, unless a later undo takes back that undo."""
    taken_back: set[str] = set()
    for decision in reversed(log):
        if decision.undoes is not None and decision.id not in taken_back:
            taken_back.add(decision.undoes)
    return taken_back


def _verdicts(decision: Decision) -> dict[Pair, Verdict]:
    """Return what one decision says of each pair that it names; a split parts `left` from all the others."""
    if decision.left is None or decision.right is None or decision.kind == "undo":
        return {}
    verdict = Verdict("confirmed" if decision.kind == "confirm" else "rejected", decision.id)
    others = decision.others if decision.kind == "split" else ()
    return {pair_of(decision.left, other): verdict for other in (decision.right, *others) if other != decision.left}
