"""The reason that a text itself gives for a sign: `they slept in the bush because armed men came`."""

import re
from collections.abc import Mapping, Sequence

from nlp.reading import Reading
from schemas.annotation import IndicatorHit
from schemas.catalogue import Indicator

_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|for fear|out of fear|after seeing|afraid of|fearing|parce qu|car\b|puisqu|"
    r"en raison d|à cause d|a cause d|par peur|par crainte|de peur|craignant|suite à|suite a|du fait d|"
    r"reasons?\b[^.:]{0,20}:|raisons?\b[^.:]{0,20}:)",
    re.IGNORECASE,
)
_REACH = 40


def stated_reasons(
    text: str, reading: Reading, hits: Sequence[IndicatorHit], indicators: Mapping[str, Indicator]
) -> dict[IndicatorHit, str]:
    """Return, by hit, the id of the sign that the same sentence, or the start of the next, gives as its reason."""
    by_sentence: dict[int, list[IndicatorHit]] = {}
    for hit in hits:
        by_sentence.setdefault(reading.sentence_at(hit.start), []).append(hit)
    reasons: dict[IndicatorHit, str] = {}
    for index, own in by_sentence.items():
        start, end = reading.sentences[index]
        for cause in _CAUSE.finditer(text, start, end):
            effects = own + (by_sentence.get(index - 1, []) if cause.start() - start < _REACH else [])
            reasons |= _explained(cause.end(), own, effects, indicators)
    return reasons


def _explained(
    position: int, own: Sequence[IndicatorHit], effects: Sequence[IndicatorHit], indicators: Mapping[str, Indicator]
) -> dict[IndicatorHit, str]:
    """Return what the first sign after a cause word explains: the other signs that are of another kind."""
    causes = sorted((hit for hit in own if hit.start >= position), key=lambda hit: (hit.start, hit.id))
    if not causes:
        return {}
    kind = indicators[causes[0].id].kind
    return {hit: causes[0].id for hit in effects if indicators[hit.id].kind != kind}
