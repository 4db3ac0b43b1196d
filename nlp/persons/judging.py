"""Judges whether a run of capitalised words is a person's name: what speaks for it against what speaks for others."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from nlp.folding import fold
from nlp.ordinary_words import never_places, ordinary_words
from nlp.persons import cues
from nlp.persons.runs import NameWord, starts_sentence
from nlp.persons.words import (
    BODY_PARTS,
    GIVEN_NAMES,
    KIN,
    NAME_PARTS,
    NICKNAME_PARTS,
    PARTICLES,
    PLACE_PARTS,
    TITLES,
    TRADES,
    WORD_NAMES,
)

_BEFORE, _BEHIND = 70, 70
_STRONG, _FIRM, _LIKELY, _HINT = 4, 3, 2, 1
AGAINST = 3
_LONGEST_ACRONYM, _SHORT = 6, 3
_PERSONS = frozenset({"PERSON", "PER"})
_OTHERS = frozenset({"GPE", "LOC", "FAC", "ORG", "NORP"})
_INFLECTED = (
    ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("s", ""), ("es", ""), ("e", "er"),
    ("ee", "er"),
    ("es", "er"), ("ees", "er"), ("ez", "er"), ("ent", "er"), ("ait", "er"), ("aient", "er"), ("ant", "er"),
    ("ons", "er"),
)  # fmt: skip
_VERB_END = re.compile(r"-(?:vous|nous|moi|toi|les?|la|lui|leur|en|y|ils?|elles?|on|ce|t-il|t-elle|t-on)$")
_ROLES = TITLES | TRADES | KIN


class Judged(NamedTuple):
    """A name with what speaks for a person, what for a place or body, and what the model says.

    `ordinary` tells whether every word of it is an ordinary one, `told` whether words before it say that it is a name.
    """

    words: tuple[NameWord, ...]
    person: int
    other: int
    label: str
    ordinary: bool
    told: bool

    def is_person(self, *, closed: bool) -> bool:
        """Tell whether to mask the name: in doubt only in a `closed` text, an ordinary word only where it is told."""
        several = len(self.words) > 1
        person = self.person + (_FIRM if several else _HINT) * (self.label in _PERSONS)
        if self.ordinary:
            return (self.told or (several and self.label in _PERSONS)) and person > self.other
        if self.other == 0 and (closed or (several and self.label not in _OTHERS)):
            return True
        return person > self.other + (self.label in _OTHERS and not closed)

    def is_bare(self) -> bool:
        """Tell whether nothing at all speaks for a person."""
        return self.person == 0 and self.label not in _PERSONS

    def is_other(self) -> bool:
        """Tell whether a place or body is what the words around say, beyond doubt."""
        return self.other >= AGAINST and self.person < self.other


def trim(text: str, run: Sequence[NameWord]) -> list[NameWord]:
    """Return the words of a run that may be a name: without titles and the sentence's first word.

    A nickname keeps them: `Little Saddam`, `Teacher`.
    """
    words = list(run)
    if _is_told(text, run[0]) and all(map(_is_ordinary, run)):
        return words
    while words and (words[0].folded in _ROLES or _only_starts(text, words)):
        words = words[1:]
    while words and (words[-1].folded in _ROLES - GIVEN_NAMES or _is_only_short(words)):
        words = words[:-1]
    kept = run[len(run) - len(words) - 1] if words and len(words) < len(run) and words[-1] is run[-1] else None
    if kept and kept.folded in NICKNAME_PARTS and all(map(_is_ordinary, words)):
        words = [kept, *words]
    return words


def _is_only_short(words: Sequence[NameWord]) -> bool:
    """Tell whether an abbreviation ends the run (`Achan HIV`), or all of it is one with a number (`S2`)."""
    last = words[-1]
    if len(words) == 1:
        return any(map(str.isdigit, last.text))
    return last.text.isupper() and 1 < len(last.text) <= _SHORT + 1 and not words[0].text.isupper()


def _only_starts(text: str, words: Sequence[NameWord]) -> bool:
    """Tell whether the first word bears a capital only since a sentence begins with it."""
    first, rest = words[0], words[1:]
    if (
        not first.is_capital()
        or _VERB_END.search(first.folded)
        or (first.is_initial() and (not rest or all(map(_is_ordinary, rest))))
    ):
        return True
    if not starts_sentence(text, first.start) or first.folded in GIVEN_NAMES | WORD_NAMES | NAME_PARTS | PLACE_PARTS:
        return first.is_initial() and first.folded in "aoy" and starts_sentence(text, first.start)
    if not rest and _is_inflected(first.folded):
        return True
    ordinary = _is_ordinary(first) or _is_inflected(first.folded)
    return first.folded in never_places() or (ordinary and bool(rest) and not all(map(_is_ordinary, rest)))


def _is_inflected(word: str) -> bool:
    """Tell whether `word` is a form of an ordinary verb, which the tables hold in its first form alone: `Reached`."""
    stems = (word.removesuffix(suffix) + ending for suffix, ending in _INFLECTED if word.endswith(suffix))
    return len(word) > _SHORT + 1 and any(stem in ordinary_words() for stem in stems)


def _is_told(text: str, word: NameWord) -> bool:
    return cues.SURELY_NAMED.search(fold(text[max(0, word.start - _BEFORE) : word.start])) is not None


def _is_ordinary(word: NameWord) -> bool:
    """Two capitalised words that a hyphen joins are a name, whatever each is: `Yaw-Mensa`."""
    if word.is_initial() or any(part[:1].isupper() for part in word.text.split("-")[1:]):
        return False
    if word.folded in GIVEN_NAMES | WORD_NAMES:
        return word.folded in WORD_NAMES
    parts = word.folded.replace("'", "-").split("-")
    return word.folded in never_places() or all(part in ordinary_words() for part in parts)


def judge(text: str, run: Sequence[NameWord], words: Sequence[NameWord], label: str, *, known: int) -> Judged:
    """Judge the name that `words` of a `run` make: `label` is the model's, `known` what a list of places says."""
    before, whole_before = _before(text, words[0].start), _before(text, run[0].start)
    behind = fold(text[words[-1].end : words[-1].end + _BEHIND])
    named_after = len(words) < len(run) and (cues.KIND_OF.search(whole_before) or cues.BODY_BEFORE.search(whole_before))
    own = [word for word in words if word.folded not in PARTICLES]
    nickname = _quoted(before, behind) and words[0].folded in NICKNAME_PARTS
    told = max(_before_person(before), _STRONG * nickname)
    person = told + _behind_person(_unquoted(behind)) + _inner_person(words) + _quoted(before, behind) + _given(own)
    other = max(_before_other(before), _before_other(whole_before)) + _behind_other(behind, before, text, words)
    return Judged(
        tuple(words), person, other + _inner_other(run) + known + AGAINST * bool(named_after), label,
        ordinary=all(map(_is_ordinary, own)), told=told >= _STRONG,
    )  # fmt: skip


def _before(text: str, start: int) -> str:
    return fold(text[max(0, start - _BEFORE) : start])


def _before_person(before: str) -> int:
    strong = (cues.TITLED, cues.KIN_OF, cues.LABEL, cues.SURELY_NAMED)
    if any(pattern.search(before) for pattern in strong):
        return _STRONG
    return _LIKELY if cues.NAMED.search(before) else _HINT if cues.MET.search(before) else 0


def _behind_person(behind: str) -> int:
    likely = (cues.AGE_BEHIND, cues.TRADE_BEHIND, cues.SAID_BEHIND, cues.SELF_BEHIND, cues.OWNS)
    return _LIKELY * min(2, sum(pattern.match(behind) is not None for pattern in likely))


def _quoted(before: str, behind: str) -> int:
    return _LIKELY if cues.QUOTED.search(before) and cues.UNQUOTED.match(behind) else 0


def _unquoted(behind: str) -> str:
    end = cues.UNQUOTED.match(behind)
    return behind[end.end() :] if end else behind


def _given(own: Sequence[NameWord]) -> int:
    if not any(part in GIVEN_NAMES for word in own for part in (word.folded, *word.folded.split("-"))):
        return 0
    return _FIRM if len(own) > 1 else _HINT


def _inner_person(words: Sequence[NameWord]) -> int:
    initial = len(words) > 1 and any(word.is_initial() for word in words)
    parts = any(word.folded in NAME_PARTS or "/" in word.text for word in words)
    shouted = any(word.text.isupper() and len(word.text) > _SHORT for word in words)
    mixed = shouted and any(word.text.istitle() and not word.is_initial() for word in words)
    return 3 * (initial or parts or mixed)


def _before_other(before: str) -> int:
    strong = (cues.AT_PLACE, cues.KIND_OF, cues.ARTICLE, cues.BODY_BEFORE, cues.ROLE_OF, cues.OF_BODY)
    if any(pattern.search(before) for pattern in strong):
        return AGAINST
    return _LIKELY if cues.OF_PLACE.search(before) else _HINT if cues.TO_PLACE.search(before) else 0


def _behind_other(behind: str, before: str, text: str, words: Sequence[NameWord]) -> int:
    if cues.KIND_BEHIND.match(behind) or cues.BODY_BEHIND.match(behind) or cues.POSSESSED.match(text, words[-1].end):
        return AGAINST
    if cues.SHORTENED.match(text, words[-1].end) and starts_sentence(text, words[0].start):
        return AGAINST
    return _LIKELY if cues.RANGE.match(behind) or cues.DOSED.match(behind) or cues.RANGE_BEFORE.search(before) else 0


def _inner_other(run: Sequence[NameWord]) -> int:
    parts = {part for word in run for part in (word.folded, *word.folded.split("-"))}
    if parts & (PLACE_PARTS | BODY_PARTS):
        return AGAINST + (run[0].folded in TITLES and run[-1].folded in PLACE_PARTS)
    if any(character.isdigit() for word in run for character in word.text):
        return AGAINST
    acronym = len(run) == 1 and run[0].text.isupper() and len(run[0].text) <= _LONGEST_ACRONYM
    return AGAINST if acronym else 0
