"""Finds the warning signs of the catalogue in a text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.folding import span_of_words
from nlp.pattern_index import Found, PatternIndex
from nlp.pattern_language import CompiledPattern, compile_pattern
from nlp.segments import Segment, segments
from schemas.catalogue import Catalogue, Indicator

Span.set_extension("reason", default="", force=True)
Span.set_extension("own_words", default=frozenset(), force=True)


class Rule(NamedTuple):
    """One pattern of an indicator, or one of its look-alikes."""

    indicator_id: str
    is_look_alike: bool


Match = Found[Rule]


@Language.factory("forewarn_indicators", default_config={"catalogue": {"version": "", "indicators": []}})
def make_indicator_finder(nlp: Language, name: str, catalogue: dict[str, Any]) -> "IndicatorFinder":
    """Make the component that sets `doc.spans["indicators"]`; `catalogue` is a Catalogue as JSON."""
    return IndicatorFinder(Catalogue.model_validate(catalogue).indicators, lang=nlp.lang or "")


class IndicatorFinder:
    """Sets `doc.spans["indicators"]`: the label is the indicator's id, one hit per indicator and sentence.

    `span._.reason` says in words what matched, and `span._.own_words` where in the text the pattern's own words begin.
    """

    def __init__(self, indicators: Iterable[Indicator], *, lang: str) -> None:
        self._patterns = PatternIndex(_rules(indicators, lang))

    def __call__(self, doc: Doc) -> Doc:
        """Find the warning signs of one text."""
        found = [(segment, match) for segment in segments(doc) for match in self._hits(segment)]
        doc.spans["indicators"] = [_span(doc, segment, match) for segment, match in found]
        return doc

    def _hits(self, segment: Segment) -> list[Match]:
        return _best(self._patterns.find([word.folded for word in segment]))


def _rules(indicators: Iterable[Indicator], lang: str) -> Iterator[tuple[Rule, CompiledPattern]]:
    for indicator in indicators:
        for is_look_alike, field in ((False, indicator.patterns), (True, indicator.look_alikes)):
            lines = [line for code, lines in field.items() if code == lang for line in lines]
            yield from ((Rule(indicator.id, is_look_alike), compile_pattern(line)) for line in lines)


def _best(matches: Iterable[Match]) -> list[Match]:
    """Return the longest match of each indicator, the first of equals, that no look-alike of it overlaps."""
    ordered = sorted(matches, key=lambda match: (match.start - match.end, match.start, match.own))
    look_alikes = [match for match in ordered if match.what.is_look_alike]
    best: dict[str, Match] = {}
    for match in ordered:
        if not match.what.is_look_alike and not any(_hides(each, match) for each in look_alikes):
            best.setdefault(match.what.indicator_id, match)
    return sorted(best.values(), key=lambda match: (match.start, match.what.indicator_id))


def _hides(look_alike: Match, match: Match) -> bool:
    same = look_alike.what.indicator_id == match.what.indicator_id
    return same and look_alike.start < match.end and match.start < look_alike.end


def _span(doc: Doc, segment: Segment, match: Match) -> Span:
    span = span_of_words(doc, segment[match.start : match.end], label=match.what.indicator_id)
    span._.reason = f"matched: {_in_words(segment, match.own)}"
    span._.own_words = frozenset(segment[index].start for index in match.own)
    return span


def _in_words(segment: Segment, own: Sequence[int]) -> str:
    """Return the pattern's own words, with ... for what stands between them: `women ... not ... market`."""
    parts = [segment[own[0]].folded]
    for before, index in pairwise(own):
        parts += ["...", segment[index].folded] if index > before + 1 else [segment[index].folded]
    return " ".join(parts)
