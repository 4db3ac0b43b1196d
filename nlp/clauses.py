"""Clauses of a sentence by rule: how far a negation, a hedge or a condition reaches."""

from collections.abc import Sequence
from itertools import accumulate

from nlp.folding import Word, word_set
from nlp.segments import Segment

_OPENERS = word_set(
    "but however although though whereas while yet because since after before who whose which when where following "
    "despite mais cependant toutefois pourtant car tandis quand apres avant qui dont lesquels lesquelles lorsque malgre"
)
_OPENING_PAIRS = {("alors", "que"), ("parce", "que"), ("due", "to"), ("suite", "a"), ("cause", "de"), ("puis", "que")}
_LISTING = word_set("or nor ou ni")
_AND = word_set("and et")
_VERBS = word_set(
    "is are was were has have had been said says saw seen told reported arrived left took came "
    "est sont etait etaient a ont avait avaient aurait auraient serait seraient dit disent"
)
_LONGEST_LISTED = 3


def clause_numbers(text: str, segment: Segment) -> list[int]:
    """Return the number of the clause that each word of a segment stands in, counted from 0."""
    opens = [index > 0 and _opens_clause(text, segment, index) for index in range(len(segment))]
    return list(accumulate(map(int, opens)))


def _opens_clause(text: str, segment: Segment, index: int) -> bool:
    word, before = segment[index], segment[index - 1]
    if word.folded in _OPENERS or (word.folded, _folded(segment, index + 1)) in _OPENING_PAIRS:
        return True
    if word.folded in _AND:
        return _has_verb(segment[:index]) and _has_verb(segment[index : index + 7])
    between = text[before.end : word.start]
    return "," in between and not _is_listed(text, segment, index)


def _folded(segment: Segment, index: int) -> str:
    return segment[index].folded if index < len(segment) else ""


def _has_verb(words: Sequence[Word]) -> bool:
    return any(word.folded in _VERBS for word in words)


def _is_listed(text: str, segment: Segment, index: int) -> bool:
    """Tell whether the piece that begins at `index` is one of a list: `no rape, looting or abduction was reported`."""
    piece = _piece(text, segment, index)
    first = _piece(text, segment, 0)
    short = min(len(piece), len(first)) <= _LONGEST_LISTED and not (_has_verb(piece) and _has_verb(first))
    return short or any(word.folded in _LISTING for word in piece)


def _piece(text: str, segment: Segment, start: int) -> Segment:
    for index in range(start + 1, len(segment)):
        if "," in text[segment[index - 1].end : segment[index].start]:
            return segment[start:index]
    return segment[start:]
