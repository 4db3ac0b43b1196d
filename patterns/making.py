"""Patterns made from evidence."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from patterns.phrases import beside_english
from patterns.scoring import graded, originators
from schemas.base import stable_id
from schemas.protection import Profile, highest_level, strictest_tlp
from schemas.warning import Area, Evidence, Pattern, ToldLanguage


def make_pattern(
    *,
    detector: str,
    profile: Profile,
    area: Area,
    since: datetime,
    until: datetime,
    evidence: Iterable[Evidence],
    reasons: Mapping[ToldLanguage, Iterable[str]],
    score: float,
) -> Pattern:
    """Return the pattern that a detector sees in `area`: evidence graded and in order of time, highest level of it.

    The id names detector, profile, area and end of the window: the same step again gives the same pattern.
    """
    signs = graded(evidence)
    told = {language: tuple(dict.fromkeys(sentences)) for language, sentences in reasons.items()}
    where = area.place_id or f"{area.name}@{area.latitude:.4f},{area.longitude:.4f}"
    return Pattern(
        id=stable_id(detector, profile.name, where, until.isoformat()),
        detector=detector,
        profile=profile.name,
        area=area,
        window_from=since,
        window_to=until,
        score=score,
        indicators=tuple(sorted({each for sign in signs for each in sign.indicators})),
        evidence=signs,
        reasons=told["en"],
        reasons_in=beside_english(told),
        independent_origins=len(originators(signs)),
        level=highest_level(sign.level for sign in signs),
        tlp=strictest_tlp(sign.tlp for sign in signs),
    )
