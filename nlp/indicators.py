"""Finds the warning signs of the catalogue in a text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.folding import span_of_words
from nlp.pattern_language import CompiledPattern, compile_pattern
from nlp.segments import Segment, segments
from schemas.catalogue import Catalogue, Indicator

Span.set_extension("reason", default="", force=True)
Span.set_extension("own_words", default=frozenset(), force=True)


class Rule(NamedTuple):
    """One pattern of an indicator, or one of its look-alikes."""

    indicator_id: str
    is_look_alike: bool
    pattern: CompiledPattern


class Match(NamedTuple):
    """A rule with the words of a segment that it spans, and those of them that the pattern itself names."""

    rule: Rule
    start: int
    end: int
    own: tuple[int, ...]


@Language.factory("forewarn_indicators", default_config={"catalogue": {"version": "", "indicators": []}})
def make_indicator_finder(nlp: Language, name: str, catalogue: dict[str, Any]) -> "IndicatorFinder":
    """Make the component that sets `doc.spans["indicators"]`; `catalogue` is a Catalogue as JSON."""
    return IndicatorFinder(Catalogue.model_validate(catalogue).indicators, nlp.lang)


class IndicatorFinder:
    """Sets `doc.spans["indicators"]`: the label is the indicator's id, one hit per indicator and sentence.

    `span._.reason` says in words what matched, and `span._.own_words` where in the text the pattern's own words begin.
    A rule is tried on a sentence only where the sentence has a word for each of its parts.
    """

    def __init__(self, indicators: Iterable[Indicator], lang: str) -> None:
        self._rules = list(_rules(indicators, lang))
        groups = dict.fromkeys(need for rule in self._rules for need in rule.pattern.needs)
        self._group_numbers = {group: number for number, group in enumerate(groups)}
        self._groups_of_term = _groups_of_term(self._group_numbers)
        self._rules_by_anchor = self._anchored()
        self._groups_of_word = lru_cache(maxsize=65536)(self._look_up)

    def __call__(self, doc: Doc) -> Doc:
        """Find the warning signs of one text."""
        found = [(segment, match) for segment in segments(doc) for match in self._hits(segment)]
        doc.spans["indicators"] = [_span(doc, segment, match) for segment, match in found]
        return doc

    def _anchored(self) -> dict[int, list[tuple[frozenset[int], Rule]]]:
        """File each rule, with the groups it needs, under that group of them that the fewest words belong to."""
        filed: dict[int, list[tuple[frozenset[int], Rule]]] = {}
        for rule in self._rules:
            anchor = min(rule.pattern.needs, key=len)
            needs = frozenset(self._group_numbers[need] for need in rule.pattern.needs)
            filed.setdefault(self._group_numbers[anchor], []).append((needs, rule))
        return filed

    def _look_up(self, word: str) -> frozenset[int]:
        terms = [word, *(word[:length] + "*" for length in range(1, len(word) + 1))]
        return frozenset(number for term in terms for number in self._groups_of_term.get(term, ()))

    def _hits(self, segment: Segment) -> list[Match]:
        present = frozenset[int]().union(*(self._groups_of_word(word.folded) for word in segment))
        candidates = (each for group in present for each in self._rules_by_anchor.get(group, ()))
        tried = [rule for needs, rule in candidates if needs <= present]
        return _best(_matches(tried, [word.folded for word in segment]))


def _rules(indicators: Iterable[Indicator], lang: str) -> Iterator[Rule]:
    for indicator in indicators:
        for is_look_alike, field in ((False, indicator.patterns), (True, indicator.look_alikes)):
            lines = [line for code, lines in field.items() if code == lang for line in lines]
            yield from (Rule(indicator.id, is_look_alike, compile_pattern(line)) for line in lines)


def _groups_of_term(group_numbers: dict[frozenset[str], int]) -> dict[str, list[int]]:
    by_term: dict[str, list[int]] = {}
    for group, number in group_numbers.items():
        for term in sorted(group):
            by_term.setdefault(term, []).append(number)
    return by_term


def _matches(rules: Iterable[Rule], words: Sequence[str]) -> Iterator[Match]:
    text = "".join(f"{word} " for word in words)
    starts = [0, *accumulate(len(word) + 1 for word in words)]
    for rule in rules:
        for found in rule.pattern.expression.finditer(text):
            first, last = bisect_right(starts, found.start()) - 1, bisect_right(starts, found.end() - 1)
            gaps = [found.span(group) for group in range(1, (found.re.groups or 0) + 1)]
            own = (index for index in range(first, last) if not any(a <= starts[index] < b for a, b in gaps))
            yield Match(rule, first, last, tuple(own))


def _best(matches: Iterable[Match]) -> list[Match]:
    """Return the longest match of each indicator, the first of equals, that no look-alike of it overlaps."""
    ordered = sorted(matches, key=lambda match: (match.start - match.end, match.start, match.own))
    look_alikes = [match for match in ordered if match.rule.is_look_alike]
    best: dict[str, Match] = {}
    for match in ordered:
        if not match.rule.is_look_alike and not any(_hides(each, match) for each in look_alikes):
            best.setdefault(match.rule.indicator_id, match)
    return sorted(best.values(), key=lambda match: (match.start, match.rule.indicator_id))


def _hides(look_alike: Match, match: Match) -> bool:
    same = look_alike.rule.indicator_id == match.rule.indicator_id
    return same and look_alike.start < match.end and match.start < look_alike.end


def _span(doc: Doc, segment: Segment, match: Match) -> Span:
    span = span_of_words(doc, segment[match.start : match.end], label=match.rule.indicator_id)
    span._.reason = f"matched: {_in_words(segment, match.own)}"
    span._.own_words = frozenset(segment[index].start for index in match.own)
    return span


def _in_words(segment: Segment, own: Sequence[int]) -> str:
    """Return the pattern's own words, with ... for what stands between them: `women ... not ... market`."""
    parts = [segment[own[0]].folded]
    for before, index in pairwise(own):
        parts += ["...", segment[index].folded] if index > before + 1 else [segment[index].folded]
    return " ".join(parts)
