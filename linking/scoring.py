"""From comparisons to a probability that two events are one incident, and from that to a link."""

from collections.abc import Iterable

from linking.comparisons import COMPARISONS, Finding
from linking.decisions import Decided, Verdict, pair_of
from linking.match_weights import LINKED_PROBABILITY, POSSIBLE_PROBABILITY, prior_weight, weight_of
from schemas.annotation import Event
from schemas.base import stable_id
from schemas.linkage import Link, LinkStatus, Reason
from schemas.protection import Profile, highest_level


def score(one: Event, other: Event, *, profile: Profile, decided: Decided) -> Link | None:
    """Return the link between two events of different reports, or None for a pair too unlike that nobody decided.

    The same whichever comes first. A decision sets the status; the probability stays what the comparisons say.
    """
    left, right = sorted((one, other), key=lambda event: event.id)
    reasons = reasons_for(left, right)
    weight = _total(reasons)
    verdict = decided.get(pair_of(left.id, right.id))
    status = _status(probability_of(weight), verdict)
    if status is None:
        return None
    return Link(
        id=stable_id("link", profile.name, left.id, right.id),
        left=left.id,
        right=right.id,
        left_key=left.key,
        right_key=right.key,
        left_report_id=left.report_id,
        right_report_id=right.report_id,
        probability=round(probability_of(weight), 4),
        weight=round(weight, 2),
        reasons=reasons,
        status=status,
        decision_id=verdict.decision_id if verdict else None,
        profile=profile.name,
        level=highest_level((left.level, right.level)),
    )


def reasons_for(left: Event, right: Event) -> tuple[Reason, ...]:
    """Return what each comparison finds; one that has nothing to compare is silent and weighs nothing."""
    found = ((name, compare(left, right)) for name, compare in COMPARISONS.items())
    return tuple(_reason(name, finding) for name, finding in found if finding is not None)


def match_weight(left: Event, right: Event) -> float:
    """Return the weight in bits that `score` gives two events, the prior included; `left` is the smaller by id."""
    return round(_total(reasons_for(left, right)), 2)


def _total(reasons: Iterable[Reason]) -> float:
    return prior_weight() + sum(reason.weight for reason in reasons)


def probability_of(weight: float) -> float:
    """Return the probability of a match weight in bits, the prior included."""
    return float(1 / (1 + 2**-weight))


def _reason(name: str, finding: Finding) -> Reason:
    weight = weight_of(name, finding.level)
    return Reason(comparison=name, sentence=finding.sentence, sentence_in={"fr": finding.french}, weight=weight)


def _status(probability: float, verdict: Verdict | None) -> LinkStatus | None:
    if verdict is not None:
        return verdict.status
    if probability >= LINKED_PROBABILITY:
        return "linked"
    return "possible" if probability >= POSSIBLE_PROBABILITY else None
