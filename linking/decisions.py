"""What people decided about events, folded from the log of decisions."""

from collections.abc import Collection, Iterable, Mapping
from itertools import product
from typing import Literal, NamedTuple

from linking.credibility import Graded, Grades
from schemas.linkage import Decision, standing

Pair = tuple[str, str]

_STATUS: Mapping[str, Literal["confirmed", "rejected"]] = {
    "confirm": "confirmed",
    "merge": "confirmed",
    "reject": "rejected",
    "split": "rejected",
}


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


def decided_grades(decisions: Iterable[Decision]) -> Grades:
    """Return the credibility that people set, by event id, the latest decision last."""
    grades: dict[str, Graded] = {}
    for decision in standing(decisions):
        if decision.kind == "grade" and decision.left is not None and decision.grade is not None:
            grades.pop(decision.left, None)
            grades[decision.left] = Graded(decision.grade, decision.by, decision.id)
    return grades


def excluded_keys(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return what people took out of use: blocking keys, and beginnings of keys (`name:lapor:*`)."""
    return frozenset(each.key for each in standing(decisions) if each.kind == "exclude" and each.key is not None)


def is_excluded(key: str, excluded: Collection[str]) -> bool:
    """Say whether people took `key` out of use: itself, or all that begin as it does (`name:lapor:*`)."""
    parts = key.split(":")
    return key in excluded or any(f"{':'.join(parts[:most])}:*" in excluded for most in range(2, len(parts)))


def _verdicts(decision: Decision) -> dict[Pair, Verdict]:
    """Return what one decision says of each pair that it names: every event of one side with every one of the other."""
    status = _STATUS.get(decision.kind)
    if status is None or decision.left is None or decision.right is None:
        return {}
    sides = (decision.left, *decision.beside), (decision.right, *decision.others)
    verdict = Verdict(status, decision.id)
    return {pair_of(one, other): verdict for one, other in product(*sides) if one != other}
