"""The catalogue's patterns and look-alikes, tried on one sentence."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from nlp.pattern_index import Found, PatternIndex
from nlp.pattern_language import CompiledPattern, compile_pattern
from schemas.catalogue import Indicator


class Rule(NamedTuple):
    """One pattern of an indicator, or one of its look-alikes."""

    indicator_id: str
    is_look_alike: bool


Match = Found[Rule]


class SignMatches(NamedTuple):
    """What the patterns of one sentence say: the matches of each sign, and the signs that only look so."""

    matches: dict[str, list[Match]]
    only_look_alike: frozenset[str]


def sign_patterns(indicators: Iterable[Indicator], lang: str) -> PatternIndex[Rule]:
    """Return the patterns and look-alikes of a language, ready to match."""
    return PatternIndex(_rules(indicators, lang))


def _rules(indicators: Iterable[Indicator], lang: str) -> Iterator[tuple[Rule, CompiledPattern]]:
    for indicator in indicators:
        for is_look_alike, field in ((False, indicator.patterns), (True, indicator.look_alikes)):
            lines = [line for code, lines in field.items() if code == lang for line in lines]
            yield from ((Rule(indicator.id, is_look_alike), compile_pattern(line)) for line in lines)


def match_signs(patterns: PatternIndex[Rule], words: Sequence[str]) -> SignMatches:
    """Return each sign's longest matches, the first of equals, that overlap neither each other nor a look-alike."""
    ordered = sorted(patterns.find(words), key=lambda match: (match.start - match.end, match.start, match.own))
    look_alikes = [match for match in ordered if match.what.is_look_alike]
    kept: dict[str, list[Match]] = {}
    for match in ordered:
        known = kept.get(match.what.indicator_id, [])
        if not match.what.is_look_alike and not any(_hides(each, match) for each in (*look_alikes, *known)):
            kept[match.what.indicator_id] = [*known, match]
    return SignMatches(kept, frozenset(match.what.indicator_id for match in look_alikes) - kept.keys())


def _hides(other: Match, match: Match) -> bool:
    same = other.what.indicator_id == match.what.indicator_id
    return same and other.start < match.end and match.start < other.end


def in_words(words: Sequence[str], own: Sequence[int]) -> str:
    """Return the words of these numbers, with ... for what stands between them: `women ... not ... market`."""
    parts = [words[own[0]]]
    for before, index in pairwise(own):
        parts += ["...", words[index]] if index > before + 1 else [words[index]]
    return " ".join(parts)
