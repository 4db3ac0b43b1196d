"""Says how each warning sign is stated: affirmed, hedged, negated, or context (hypothetical, past, planned, improved).

Cues reach over their clause, as in NegEx (Chapman et al. 2001), whose window of a few words `_FARTHEST` widens.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml
from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.clauses import clause_numbers
from nlp.folding import fold_words
from nlp.learned.reader import is_learned
from nlp.learned.statements import Statement, decide_status
from nlp.pattern_index import PatternIndex
from nlp.pattern_language import compile_pattern
from nlp.segments import Segment, segments
from schemas.annotation import Assertion

Span.set_extension("status", default=Assertion.AFFIRMED, force=True)

_CUES = Path(__file__).parent / "assertion_cues.yaml"
_FARTHEST = 8


class Cue(NamedTuple):
    """Words `start` to `end` of a segment that say how something is stated."""

    kind: str
    start: int
    end: int


class Hit(NamedTuple):
    """Where a sign stands in a segment: its own words by number."""

    own: frozenset[int]

    @property
    def first(self) -> int:
        """The first of its own words."""
        return min(self.own)

    @property
    def last(self) -> int:
        """The last of its own words."""
        return max(self.own)


Reach = Callable[[Cue, Hit, list[int]], bool]


def _clause(cue: Cue, hit: Hit, clauses: list[int]) -> bool:
    return clauses[hit.first] <= clauses[cue.start] <= clauses[hit.last]


def _sentence(cue: Cue, hit: Hit, clauses: list[int]) -> bool:
    return True


def _before(cue: Cue, hit: Hit, clauses: list[int]) -> bool:
    return cue.start < hit.last


def _past(cue: Cue, hit: Hit, clauses: list[int]) -> bool:
    return cue.start <= 1 or _clause(cue, hit, clauses)


def _next(cue: Cue, hit: Hit, clauses: list[int]) -> bool:
    return _before(cue, hit, clauses) and _clause(cue, hit, clauses) and hit.first - cue.end < _FARTHEST


def _after(cue: Cue, hit: Hit, clauses: list[int]) -> bool:
    return cue.end > hit.last and _clause(cue, hit, clauses)


_REACH: dict[str, Reach] = {
    "denial": _clause,
    "negation": _next,
    "negation_after": _after,
    "hedge": _clause,
    "hedge_sentence": _sentence,
    "context": _sentence,
    "context_before": _before,
    "context_next": _next,
    "context_past": _past,
    "context_clause": _clause,
}
_HEDGES = ("hedge", "hedge_sentence")
_OWNABLE = ("negation", "negation_after", "context_clause", "context_next")


@Language.factory("forewarn_assertion")
def make_assertion(nlp: Language, name: str) -> "AssertionMarker":
    """Make the component that sets `span._.status` of each span of `doc.spans["indicators"]`."""
    return AssertionMarker(lang=nlp.lang or "")


class AssertionMarker:
    """Sets `span._.status` of each warning sign from the words beside it."""

    def __init__(self, *, lang: str) -> None:
        self._lang = lang

    def __call__(self, doc: Doc) -> Doc:
        """Mark the signs of one text."""
        spans = doc.spans.get("indicators", ())
        if spans:
            every, text = segments(doc), doc.text
            starts = [segment[0].start for segment in every]
            for span in spans:
                own = span._.own_words
                number = bisect_right(starts, min(own)) - 1
                said = state(span.label_, own, every, number, text=text, lang=self._lang)
                span._.status = decide_status(said) if is_learned(self._lang) else said.by_rule
        return doc


def state(
    sign: str, own_words: Iterable[int], every: Sequence[Segment], number: int, *, text: str, lang: str
) -> Statement:
    """Return a sign in its sentence; `own_words` are where in the text its words begin, `number` its segment's."""
    segment = every[number]
    at = {word.start: index for index, word in enumerate(segment)}
    own = frozenset(at[start] for start in own_words if start in at)
    cues = find_cues(segment, lang)
    by_rule = decide(cues, Hit(own), clause_numbers(text, segment))
    before, after = every[number - 1] if number else (), every[number + 1] if number + 1 < len(every) else ()
    words, earlier, later = ([word.folded for word in each] for each in (segment, before, after))
    return Statement(sign, words, min(own), max(own) + 1, earlier, later, by_rule, bool(cues))


def find_cues(segment: Segment, lang: str) -> list[Cue]:
    """Return the cues of a segment; one that a longer cue of another kind covers does not count."""
    found = {Cue(each.what, each.start, each.end) for each in _cues(lang).find([word.folded for word in segment])}
    return sorted(cue for cue in found if cue.kind != "ignored" and not any(_covers(other, cue) for other in found))


def is_context(sentence: str, lang: str) -> bool:
    """Tell whether a whole sentence is about what is not happening now: a drill, a lesson, an anniversary."""
    return any(
        each.what in ("context", "context_past")
        for each in _cues(lang).find([word.folded for word in fold_words(sentence)])
    )


def decide(cues: list[Cue], hit: Hit, clauses: list[int]) -> Assertion:
    """Return how a sign is stated, by the rules alone.

    A sign that says itself what is missing ("no women") owns its negation: only a denial turns it down.
    """
    owns = any(cue.kind == "negation" and _is_own(cue, hit) for cue in cues)
    reaching = {cue.kind for cue in cues if _counts(cue, hit, owns=owns) and _REACH[cue.kind](cue, hit, clauses)}
    if "denial" in reaching:
        return Assertion.NEGATED
    if any(kind.startswith("context") for kind in reaching):
        return Assertion.CONTEXT
    if any(kind.startswith("negation") for kind in reaching):
        return Assertion.NEGATED
    return Assertion.HEDGED if reaching.intersection(_HEDGES) else Assertion.AFFIRMED


def _counts(cue: Cue, hit: Hit, *, owns: bool) -> bool:
    if cue.kind not in _OWNABLE:
        return True
    return not _is_own(cue, hit) and not (owns and cue.kind.startswith("negation"))


def _is_own(cue: Cue, hit: Hit) -> bool:
    """Tell whether the sign's own pattern asked for the cue: `ne` or `plus` of `ne vont plus`, not the verb between."""
    return cue.start in hit.own or cue.end - 1 in hit.own


def _covers(other: Cue, cue: Cue) -> bool:
    longer = other.end - other.start > cue.end - cue.start
    return longer and other.kind != cue.kind and other.start <= cue.start and cue.end <= other.end


@lru_cache(maxsize=8)
def _cues(lang: str) -> PatternIndex[str]:
    cues: dict[str, list[str]] = yaml.safe_load(_CUES.read_text(encoding="utf-8")).get(lang, {})
    return PatternIndex((kind, compile_pattern(line)) for kind, lines in cues.items() for line in lines)
