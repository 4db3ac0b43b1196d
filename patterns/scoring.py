"""Scores: each sign by itself, signs together, and the two Admiralty grades that are never merged with them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import prod

from patterns.parameters import WeightParameters
from schemas.annotation import Assertion
from schemas.warning import Evidence

CANNOT_BE_JUDGED, POSSIBLY_TRUE, PROBABLY_TRUE = 6, 3, 2


def noisy_or(parts: Iterable[float]) -> float:
    """Return the chance that at least one of independent `parts` holds, whatever their order (Pearl 1988)."""
    return round(1 - prod(1 - part for part in sorted(parts)), 6)


def sign_weight(severity: int, *, hedged: bool, stated_reason: bool, weights: WeightParameters) -> float:
    """Return what one sign counts: by severity, less where hedged, more with its reason in the same report."""
    base: float = getattr(weights, f"severity_{severity}")
    factor = (weights.hedged if hedged else 1.0) * (weights.stated_reason if stated_reason else 1.0)
    return round(min(base * factor, 0.9), 6)


def score(evidence: Iterable[Evidence], weights: WeightParameters) -> float:
    """Return the score of signs together: a noisy-or over kinds, further originators and further source types."""
    signs = list(evidence)
    by_kind: dict[str, list[Evidence]] = defaultdict(list)
    for sign in signs:
        by_kind[sign.kind].append(sign)
    origins = len({sign.originator for sign in signs})
    source_types = len({sign.source_type for sign in signs})
    bonuses = [weights.origins_bonus] * (origins - 1) + [weights.source_types_bonus] * (source_types - 1)
    return noisy_or([kind_score(group, weights) for group in by_kind.values()] + bonuses)


def kind_score(signs: Sequence[Evidence], weights: WeightParameters) -> float:
    """Return the score of signs of one kind: the strongest in full, other originators in part, repeats a little."""
    by_origin: dict[str, list[float]] = defaultdict(list)
    for sign in signs:
        by_origin[sign.originator].append(sign.weight)
    strongest, *others = sorted((max(group) for group in by_origin.values()), reverse=True)
    repeats = [sorted(group)[-2] for group in by_origin.values() if len(group) > 1]
    return noisy_or(
        [strongest]
        + [weights.further_origin * weight for weight in others]
        + [weights.repeat * weight for weight in repeats]
    )


def graded(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return `evidence` with a proposed credibility each, in order of time and id.

    The machine proposes and never says 1: a person confirms (analysts' rules, 5.2). 2 takes two independent
    originators of the same kind, 3 an independent originator of another kind; a hedged text is never better than 3.
    """
    signs = sorted(evidence, key=lambda sign: (sign.occurred_from, evidence_id(sign)))
    return tuple(sign.model_copy(update={"credibility": credibility(sign, signs)}) for sign in signs)


def credibility(sign: Evidence, signs: Sequence[Evidence]) -> int:
    """Return the proposed Admiralty grade of one sign beside the others of its area."""
    others = [other for other in signs if is_told(other) and other.originator != sign.originator]
    if not others:
        return CANNOT_BE_JUDGED
    agreed = any(other.kind == sign.kind for other in others)
    return PROBABLY_TRUE if agreed and sign.status is Assertion.AFFIRMED else POSSIBLY_TRUE


def originators(signs: Iterable[Evidence]) -> set[str]:
    """Return who told of `signs`."""
    return {sign.originator for sign in signs if is_told(sign)}


def is_told(sign: Evidence) -> bool:
    """Return whether somebody told of a sign; who is silent tells of nothing."""
    return sign.event_id is not None or sign.count_id is not None


def evidence_id(sign: Evidence) -> str:
    """Return the id of the event or count that a sign rests on."""
    return sign.event_id or sign.count_id or sign.key
