"""Patterns of one profile that concern the same area at one moment, put together."""

from collections.abc import Iterable, Sequence

from patterns.phrases import LANGUAGES
from patterns.scoring import evidence_id, graded, noisy_or, originators
from schemas.base import Item, Moment, Probability
from schemas.geography import distance_km
from schemas.warning import Area, Evidence, Pattern, ToldLanguage


class Candidate(Item):
    """What all detectors together see in one area, told in each language; a warning may come of it."""

    area: Area
    window_from: Moment
    window_to: Moment
    score: Probability
    evidence: tuple[Evidence, ...]
    reasons: dict[ToldLanguage, tuple[str, ...]]
    detectors: tuple[str, ...]
    independent_origins: int


def compose(patterns: Iterable[Pattern], *, same_area_km: float) -> list[Candidate]:
    """Return one candidate for each area, best first; each pattern goes to the best area that it concerns."""
    candidates: list[list[Pattern]] = []
    for pattern in sorted(patterns, key=pattern_rank):
        home = next((group for group in candidates if concerns(group[0].area, pattern.area, same_area_km)), None)
        if home is None:
            candidates.append([pattern])
        else:
            home.append(pattern)
    found = [candidate_of(group) for group in candidates]
    return sorted(found, key=lambda each: (-each.score, each.area.admin2 or "", each.area.name, each.area.latitude))


def pattern_rank(pattern: Pattern) -> tuple[bool, float, str]:
    """Return the order of patterns: places before whole districts, then the best first."""
    return is_district(pattern.area), -pattern.score, pattern.id


def is_district(area: Area) -> bool:
    """Return whether `area` stands for its whole district."""
    return area.place_id is None and area.name == area.admin2


def concerns(left: Area, right: Area, same_area_km: float) -> bool:
    """Return whether two areas are to be spoken of together: the same district and near, or one is the district."""
    if left.admin2 != right.admin2:
        return False
    if left.admin2 is not None and (is_district(left) or is_district(right)):
        return True
    return distance_km(left, right) <= same_area_km


def candidate_of(patterns: Sequence[Pattern]) -> Candidate:
    """Return what `patterns` of one area, the leading one first, come to together.

    Originators that only later patterns add count as further independent origins.
    """
    lead = patterns[0]
    told = originators(lead.evidence)
    further = originators(sign for pattern in patterns[1:] for sign in pattern.evidence) - told
    return Candidate(
        area=lead.area,
        window_from=min(pattern.window_from for pattern in patterns),
        window_to=max(pattern.window_to for pattern in patterns),
        score=noisy_or(pattern.score for pattern in patterns),
        evidence=joined(sign for pattern in patterns for sign in pattern.evidence),
        reasons=joined_reasons({"en": pattern.reasons, **pattern.reasons_in} for pattern in patterns),
        detectors=tuple(sorted({pattern.detector for pattern in patterns})),
        independent_origins=lead.independent_origins + len(further),
    )


def joined(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return each sign once, graded beside all the others, in order of time."""
    return graded({evidence_id(sign): sign for sign in evidence}.values())


def joined_reasons(told: Iterable[dict[ToldLanguage, tuple[str, ...]]]) -> dict[ToldLanguage, tuple[str, ...]]:
    """Return each reason once, in each language; what was told in English only stands in English."""
    parts = list(told)
    return {
        language: tuple(dict.fromkeys(reason for part in parts for reason in part.get(language, part["en"])))
        for language in LANGUAGES
    }
