"""Finds the warning signs of the catalogue in a text, by the trained model and by patterns together.

Where the model knows a sign, a pattern that matches makes it likelier and does not decide alone; a look-alike keeps it
away. Signs that it does not know (a mission may add some), and languages that it does not read, go by patterns alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.clauses import clause_numbers
from nlp.folded_doc import span_of_words
from nlp.learned.model import Floats
from nlp.learned.reader import SignReader, is_learned
from nlp.segments import Segment, segments
from nlp.sign_patterns import SignMatches, in_words, match_signs, sign_patterns
from schemas.catalogue import Catalogue, Indicator

Span.set_extension("reason", default="", force=True)
Span.set_extension("own_words", default=frozenset(), force=True)

_LEAST_LOG_ODDS = 0.0
_OF_A_PATTERN = 3.0  # log-odds; both were chosen on the tuning half, see docs/signs.md
_QUIET = _LEAST_LOG_ODDS - _OF_A_PATTERN  # below it for every sign, no pattern carries a sentence over the least


class FoundSign(NamedTuple):
    """A sign in a segment: the numbers of its first and behind its last word, those that say so, and why."""

    id: str
    start: int
    end: int
    own: Sequence[int]
    reason: str


@Language.factory("forewarn_indicators", default_config={"catalogue": {"version": "", "indicators": []}})
def make_indicator_finder(nlp: Language, name: str, catalogue: dict[str, Any]) -> "IndicatorFinder":
    """Make the component that sets `doc.spans["indicators"]`; `catalogue` is a Catalogue as JSON."""
    return IndicatorFinder(Catalogue.model_validate(catalogue).indicators, lang=nlp.lang or "")


class IndicatorFinder:
    """Sets `doc.spans["indicators"]`: the label is the indicator's id.

    `span._.reason` says in words what it was read from, and `span._.own_words` where in the text these words begin.
    """

    def __init__(self, indicators: Iterable[Indicator], *, lang: str) -> None:
        indicators = tuple(indicators)
        self._ids = frozenset(indicator.id for indicator in indicators)
        self._patterns = sign_patterns(indicators, lang)
        self._reader = SignReader(lang) if self._ids and is_learned(lang) else None
        self._by_pattern_alone = self._ids - (self._reader.number.keys() if self._reader else frozenset())

    def __call__(self, doc: Doc) -> Doc:
        """Find the warning signs of one text."""
        text = doc.text
        found = [(segment, sign) for segment in segments(doc) for sign in self._signs(text, segment)]
        doc.spans["indicators"] = [_span(doc, segment, sign) for segment, sign in found]
        return doc

    def _signs(self, text: str, segment: Segment) -> list[FoundSign]:
        words = [word.folded for word in segment]
        log_odds = self._reader.log_odds(words) if self._reader else None
        if log_odds is not None and log_odds.max() < _QUIET and not self._by_pattern_alone:
            return []
        matched = match_signs(self._patterns, words)
        signs = [sign for each in self._by_pattern_alone for sign in _matched(each, matched, words)]
        if log_odds is not None:
            signs += self._read(log_odds, matched, words, text, segment)
        return sorted(signs, key=lambda sign: (sign.start, sign.id))

    def _read(
        self, log_odds: Floats, matched: SignMatches, words: Sequence[str], text: str, segment: Segment
    ) -> Iterator[FoundSign]:
        """Yield the signs that are likely; one without a pattern, for each clause that carries it alone."""
        assert self._reader is not None  # noqa: S101 called with its log-odds only
        parts: list[tuple[int, int, Floats]] | None = None
        for number in np.flatnonzero(log_odds > _QUIET):
            sign = self._reader.signs[number]
            has_pattern = sign in matched.matches
            likely = log_odds[number] + _OF_A_PATTERN * has_pattern > _LEAST_LOG_ODDS
            if not likely or sign not in self._ids or sign in matched.only_look_alike:
                continue
            if has_pattern:
                yield from _matched(sign, matched, words)
            else:
                parts = self._clauses(words, text, segment) if parts is None else parts
                yield from self._evident(sign, int(number), words, parts)

    def _clauses(self, words: Sequence[str], text: str, segment: Segment) -> list[tuple[int, int, Floats]]:
        """Return the clauses of a sentence that has several, each with its own log-odds."""
        assert self._reader is not None  # noqa: S101 called with its log-odds only
        numbers = clause_numbers(text, segment)
        starts = [at for at in range(len(words)) if at == 0 or numbers[at] != numbers[at - 1]]
        parts = [*zip(starts, [*starts[1:], len(words)], strict=True)] if len(starts) > 1 else []
        return [(start, end, self._reader.log_odds(words[start:end])) for start, end in parts]

    def _evident(
        self, sign: str, number: int, words: Sequence[str], parts: Sequence[tuple[int, int, Floats]]
    ) -> Iterator[FoundSign]:
        """Yield the sign once for each clause that carries it alone, else once for the sentence."""
        assert self._reader is not None  # noqa: S101 called with its log-odds only
        alone = [(start, end) for start, end, log_odds in parts if log_odds[number] > _LEAST_LOG_ODDS]
        for start, end in alone if len(alone) > 1 else [(0, len(words))]:
            evidence = self._reader.evidence(words[start:end], sign)
            own = [start + at for at in evidence.own]
            yield FoundSign(sign, own[0], own[-1] + 1, own, f"read from: {in_words(words, own)}")


def _matched(sign: str, matched: SignMatches, words: Sequence[str]) -> Iterator[FoundSign]:
    for match in matched.matches.get(sign, ()):
        yield FoundSign(sign, match.start, match.end, match.own, f"matched: {in_words(words, match.own)}")


def _span(doc: Doc, segment: Segment, sign: FoundSign) -> Span:
    span = span_of_words(doc, segment[sign.start : sign.end], label=sign.id)
    span._.reason = sign.reason
    span._.own_words = frozenset(segment[at].start for at in sign.own)
    return span
