"""What people decided about pairs of events, folded from the log of decisions."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from schemas.linkage import Decision, standing

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

    Events that are not (or no longer) there are kept: a decision waits for its events.
    """
    return {pair: verdict for decision in standing(decisions) for pair, verdict in _verdicts(decision).items()}


def _verdicts(decision: Decision) -> dict[Pair, Verdict]:
    """Return what one decision says of each pair that it names; a split parts `left` from all the others."""
    if decision.left is None or decision.right is None or decision.kind in ("undo", "place"):
        return {}
    verdict = Verdict("confirmed" if decision.kind == "confirm" else "rejected", decision.id)
    others = decision.others if decision.kind == "split" else ()
    return {pair_of(decision.left, other): verdict for other in (decision.right, *others) if other != decision.left}
