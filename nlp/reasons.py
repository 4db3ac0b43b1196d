"""The reason that a text itself gives for a sign: `they slept in the bush because armed men came`.

An observation with the reason that people give for it is a compound: it says more than either alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from nlp.reading import Reading
from schemas.annotation import IndicatorHit
from schemas.catalogue import Indicator

_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|for fear|out of fear|in fear|after seeing|afraid|scared|frightened|fearing|"
    r"(?:they|we|people|women|families|all|who|still) fear|fears of|worried about|ever since|in the wake of|"
    r"following(?! (?:day|night|week|morning|month))|to (?:avoid|escape|hide from)|hiding from|fleeing|asked why|"
    r"explain(?:ed|ing|s)? that|blam(?:e|ed|ing)|thanks to|"
    r"parce qu|car\b|puisqu|vu qu|étant donné|en raison d|à cause d|a cause d|par peur|par crainte|de peur|de crainte|"
    r"crai(?:gnent|gnant|gnait|nt)|redout(?:ent|ant)|(?:ont|avons|avaient|ayant) (?:très )?peur|effray[ée]e?s? par|"
    r"terroris[ée]e?s? par|suite (?:à|a|aux?)\b|à la suite d|du fait d|depuis qu|pour (?:éviter|eviter|échapper|fuir)|"
    r"fuyant|interrogée?s? sur|demandé pourquoi|expliqu(?:ent|ant|e|é) qu|"
    r"reasons?\b[^.:]{0,20}:|raisons?\b[^.:]{0,20}:|(?:causes?|motifs?)\s*:)",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(?:(?:that|this|which) is why|therefore|as a (?:result|consequence)|consequently|hence|for (?:this|"
    r"that) reason|thus|"
    r"so (?=that\b|they|people|women|families|we\b|the\b|many|most|all\b|now|no one|nobody|children|parents|girls)|"
    r"(?:forc|prompt|driv|caus|push|lead|leav)ing|(?:forced|prompted|drove|pushed|led) (?!to\b)|because of (?:this|"
    r"that)|"
    r"(?:c['’]est|voil[àa]) (?:pourquoi|pour (?:cela|ça|cette raison))|du coup|donc|par cons[ée]quent|"
    r"en cons[ée]quence|de ce fait|pour cette raison|d['’]où|si bien qu|raison pour laquelle|"
    r"ce qui (?:a |les a )?(?:pouss|oblig|forc|contrai|am[èe]n|provoqu)|"
    r"(?:pouss|oblige|for[çc]|contraign|provoqu|entra[îi]n)ant)",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\s*(?:[-–—]\s*)?(?:(?:asked )?why(?: so| is that)?|(?:the )?(?:reason|cause)s?(?: given)?|pourquoi(?: cela| ça)?|"
    r"(?:la |le )?(?:raison|cause|motif)(?: donnée)?)\s*[?:.…]*\s*",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|pas|never|rather than|no)\s+$", re.IGNORECASE)
_REACH = 40


class _Cue(NamedTuple):
    """Words after which comes a reason, or after which comes what it led to."""

    start: int
    end: int
    leads_to_effect: bool


def stated_reasons(
    text: str, reading: Reading, hits: Sequence[IndicatorHit], indicators: Mapping[str, Indicator]
) -> dict[IndicatorHit, str]:
    """Return, by hit, the id of the sign that the text gives as its reason.

    The reason stands in the same sentence, or in the one before or after with a word that joins the two.
    """
    by_sentence: dict[int, list[IndicatorHit]] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.id)):
        by_sentence.setdefault(reading.sentence_at(hit.start), []).append(hit)
    reasons: dict[IndicatorHit, str] = {}
    for index, own in by_sentence.items():
        for causes, effects in _explained(text, reading, index, by_sentence):
            reasons |= _of_another_kind(causes, effects, indicators)
        if index - 2 in by_sentence and _is_question(text, reading, index - 1):
            reasons |= _of_another_kind(own[0], by_sentence[index - 2], indicators)
    return reasons


def _explained(
    text: str, reading: Reading, index: int, by_sentence: Mapping[int, Sequence[IndicatorHit]]
) -> Iterator[tuple[IndicatorHit, Sequence[IndicatorHit]]]:
    """Yield each reason of a sentence with the signs that it explains."""
    start, end = reading.sentences[index]
    own, previous = by_sentence[index], by_sentence.get(index - 1, ())
    for cue in _cues(text, start, end):
        before = [hit for hit in own if hit.start < cue.start]
        after = [hit for hit in own if hit.start >= cue.end]
        joined = previous if cue.start - start < _REACH and not before else ()
        if cue.leads_to_effect:
            causes = before or list(joined)
            if causes and after:
                yield causes[-1], after
        elif after and (effects := before or after[1:] or joined):
            yield after[0], effects


def _cues(text: str, start: int, end: int) -> Iterator[_Cue]:
    effects = [_Cue(*match.span(), True) for match in _EFFECT.finditer(text, start, end)]
    yield from effects
    for match in _CAUSE.finditer(text, start, end):
        is_within = any(cue.start <= match.start() < cue.end for cue in effects)
        if not is_within and not _DENIED.search(text[max(start, match.start() - 12) : match.start()]):
            yield _Cue(*match.span(), False)


def _is_question(text: str, reading: Reading, index: int) -> bool:
    start, end = reading.sentences[index]
    return _QUESTION.fullmatch(text, start, end) is not None


def _of_another_kind(
    cause: IndicatorHit, effects: Sequence[IndicatorHit], indicators: Mapping[str, Indicator]
) -> dict[IndicatorHit, str]:
    """Return what a reason explains: the signs that are of another kind than it is."""
    return {hit: cause.id for hit in effects if indicators[hit.id].kind != indicators[cause.id].kind}
