"""A text as words, and what the words around a name say of it: a cue before it, the kind of place, capitals."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from spacy.tokens import Doc

from nlp.folding import Word, fold_words
from nlp.places.found import FoundPlace, PlaceLabel
from nlp.places.words import ARTICLES, COMPASS, CUE_WORDS, JOINTS, LINK_WORDS, TYPE_WORDS, PlaceClass
from schemas.annotation import PlaceEvidence

_BREAK = re.compile(r"[.,;:!?()\n]")
_LIST_BEFORE = re.compile(r"(?:, ?|,? (?:and|et|ou|or|&) | ?/ ?| [–—] )$")
_LIST_AFTER = re.compile(r"(?:, ?|,? (?:and|et|ou|or|&) | ?/ ?| [–—] )")
_AREA_BEHIND = re.compile(r"(?:, | \(|,? (?:in|en|dans) (?:(?:the|la|le) |l['’])?)$")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_IN_WORD_BEFORE = re.compile(r"[^\W\d_]{3}['’ʼ‘`]$|(?<![^\W\d_])(?![dlnDLN]['’])[^\W\d_]{1,2}['’ʼ‘`]$")
_IN_WORD_BEHIND = re.compile(r"['’ʼ‘`](?!s\b)[^\W\d_]")
_STOP = re.compile(r"[.!?\n•:]")
_DISTANCE_BEHIND = re.compile(
    r" ?[,(] ?(?:(?:located|situated|situ[eé]e?s?|about|some|environ|[aà]) ){0,3}\d{1,3} ?(?:km|kilom|miles?)",
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(r"(?:^|\n)[ \t]*\(?\d{1,2}(?:\.\d{1,2})*[ \t]?[.)][ \t]*$")
_LINES_BEHIND = re.compile(r"[ \t]*:?[ \t]*\n\s*(?:\(?(?:\d{1,2}|[a-z])[.)][ \t]*)?+\S+[ \t]+(\S)")
_LONGEST_NUMBER = 16
_LONGEST_UNKNOWN_NAME = 3


class Page(NamedTuple):
    """A doc with what spaCy makes anew each time taken out once: its text, its folded words, and its entities.

    `entities` are the model's, as label and numbers of words; `by_model` the whole name for each word
    that it takes for a place, `bodies` for each word of a person or body, `surnames` that of a person by its last word.
    """

    doc: Doc
    text: str
    words: tuple[Word, ...]
    entities: tuple[tuple[str, range], ...] = ()
    bodies: Mapping[int, range] = MappingProxyType({})
    by_model: Mapping[int, range] = MappingProxyType({})
    surnames: Mapping[str, range] = MappingProxyType({})

    def joined(self, index: int, length: int) -> str:
        """Return `length` folded words from `index` on, as a gazetteer name is written."""
        return " ".join(word.folded for word in self.words[index : index + length])

    def is_capital(self, index: int) -> bool:
        """Tell whether the word begins with a capital, and is no sign of money (`US$`)."""
        if self.text[self.words[index].end : self.words[index].end + 1] == "$":
            return False
        return self.text[self.words[index].start].isupper()

    def is_upper(self, index: int) -> bool:
        """Tell whether the word is all capitals."""
        return self.text[self.words[index].start : self.words[index].end].isupper()

    def is_broken(self, index: int) -> bool:
        """Tell whether a mark or line break stands between the word and the one before it."""
        return _BREAK.search(self.text, self.words[index - 1].end, self.words[index].start) is not None

    def word_before(self, index: int) -> str:
        """Return the word before in the same clause, passing over articles and `of`; empty for none."""
        while index > 0 and not self.is_broken(index):
            index -= 1
            if self.words[index].folded not in LINK_WORDS:
                return self.words[index].folded
        return ""

    def has_cue(self, index: int) -> bool:
        """Tell whether a word that leads to places stands before."""
        before = self.word_before(index)
        return before in CUE_WORDS or before in TYPE_WORDS

    def leads_to_place(self, index: int) -> bool:
        """Tell whether what stands before leads to a place, even if the name is an ordinary word: `in X`."""
        return self.word_before(index) in CUE_WORDS or self.start_of_kind(index) < index

    def is_start(self, index: int) -> bool:
        """Tell whether the word is the first of a text, sentence or line, where a capital says nothing."""
        return index == 0 or _STOP.search(self.text, self.words[index - 1].end, self.words[index].start) is not None

    def class_before(self, index: int) -> PlaceClass | None:
        """Return the kind of place that a type word before says: `village of ...`."""
        return TYPE_WORDS.get(self.word_before(index))

    def class_at(self, index: int) -> PlaceClass | None:
        """Return the kind of place that the type word at `index` says: `... district`."""
        if index >= len(self.words) or self.is_broken(index):
            return None
        return TYPE_WORDS.get(self.words[index].folded)

    def is_heading(self, index: int, length: int) -> bool:
        """Tell whether the words are all of a numbered line, and more than a name follows: `2. Alpha`."""
        start, end = self.words[index].start, self.words[index + length - 1].end
        before = _NUMBER_BEFORE.search(self.text[max(0, start - _LONGEST_NUMBER) : start])
        behind = _LINES_BEHIND.match(self.text, end) if before else None
        return behind is not None and not behind[1].isupper()

    def is_located(self, index: int) -> bool:
        """Tell whether a distance follows before `index`: `Alpha, 5 km north of Bravo`."""
        return _DISTANCE_BEHIND.match(self.text, self.words[index - 1].end) is not None

    def is_acronym(self, index: int) -> bool:
        """Tell whether the word is of two to five capitals among others that are not: `UNHCR`, not a headline's."""
        start, end = self.words[index].start, self.words[index].end
        around = self.text[max(0, start - 25) : start] + self.text[end : end + 25]
        return 2 <= end - start <= 5 and self.text[start:end].isupper() and any(map(str.islower, around))

    def is_listed(self, index: int, length: int, ends: Set[int], starts: Set[int]) -> bool:
        """Tell whether a comma or `and` alone joins these words to a place before or after; positions in characters."""
        start, end = self.words[index].start, self.words[index + length - 1].end
        before, after = _LIST_BEFORE.search(self.text, max(0, start - 8), start), _LIST_AFTER.match(self.text, end)
        return (before is not None and before.start() in ends) or (after is not None and after.end() in starts)

    def capitalised_length(self, index: int) -> int:
        """Return how many capitalised words, at most three, follow each other directly from `index` on."""
        length = 1
        while length < _LONGEST_UNKNOWN_NAME and index + length < len(self.words):
            gap = self.text[self.words[index + length - 1].end : self.words[index + length].start]
            if len(gap) != 1 or not (self.is_capital(index + length) or gap in "'’ʼ‘`"):
                break
            length += 1
        return length

    def place(self, index: int, length: int, label: PlaceLabel, names: tuple[str, ...] = ()) -> FoundPlace:
        """Return the place of `length` words from `index` on.

        Type words and points of the compass beside the name belong to it: `X district`, `village of X`, `northern X`.
        """
        start, end = self.words[self._start(index)].start, self._end_of(index, length)
        kind = self.class_before(index) or self.class_at(index + length) or "any"
        return FoundPlace(
            text=self.text[start:end],
            name=self.text[self.words[index].start : self.words[index + length - 1].end],
            start=start,
            end=end,
            label=label,
            names=names,
            place_class=kind,
            evidence=self._evidence(index, label, kind),
        )

    def _evidence(self, index: int, label: str, place_class: PlaceClass) -> PlaceEvidence:
        if place_class != "any":
            return "type_word"
        if label == "GAZETTEER":
            return "gazetteer"
        return "cue" if self.has_cue(index) else "model"

    def _end_of(self, index: int, length: int) -> int:
        """Return where a name ends, with the type word right behind it (`X district`) or its last dot (`U.S.`)."""
        behind = index + length
        end = self.words[behind - 1 if self.class_at(behind) is None else behind].end
        return end + 1 if _INITIALS.fullmatch(self.text, self.words[index].start, end + 1) else end

    def is_whole(self, index: int, length: int) -> bool:
        """Tell whether no apostrophe joins the words to others: `adah` is none in `Sa'adah`, `Alfa` is in `d'Alfa`."""
        start, end = self.words[index].start, self.words[index + length - 1].end
        return not _IN_WORD_BEFORE.search(self.text, max(0, start - 4), start) and not _IN_WORD_BEHIND.match(
            self.text, end
        )

    def is_in_one(self, words: range) -> bool:
        """Tell whether nothing but single spaces stands between the words."""
        return all(self.text[self.words[one].end : self.words[next_].start] == " " for one, next_ in pairwise(words))

    def stands_alone(self, index: int, length: int) -> bool:
        """Tell whether neither neighbour is a capitalised word: `Coast` does not in `Coast Guard`."""
        beside = [at for at in (index - 1, index + length) if 0 <= at < len(self.words)]
        return not any(self.is_capital(at) and self._gap(at, index, length) in (" ", "-") for at in beside)

    def _gap(self, at: int, index: int, length: int) -> str:
        if at < index:
            return self.text[self.words[at].end : self.words[index].start]
        return self.text[self.words[index + length - 1].end : self.words[at].start]

    def _start(self, index: int) -> int:
        """Return the index where what belongs to a name begins: its article, a point of the compass, or a type word."""
        while self._is_joined(index) and self.words[index - 1].folded in ARTICLES and self.is_capital(index - 1):
            index -= 1
        while self._is_joined(index) and self.words[index - 1].folded in COMPASS:
            index -= 1
        kind = self.start_of_kind(index)
        return kind if self.is_capital(kind) else index

    def _is_joined(self, index: int) -> bool:
        return index > 0 and not self.is_broken(index)

    def start_of_kind(self, index: int) -> int:
        """Return the index of a type word that `of` joins to a name, the name's own without one.

        `village of X`, `sous-préfecture de X`; in `Y district of X` the type word is that of Y.
        """
        first = index
        while self._is_joined(first) and self.words[first - 1].folded in JOINTS:
            first -= 1
        if first == index or not self._is_joined(first) or self.words[first - 1].folded not in TYPE_WORDS:
            return index
        named = self._is_joined(first - 1) and self.is_capital(first - 2) and not self.is_start(first - 2)
        return index if named or self.words[first - 1].folded.endswith("s") else first - 1


def with_areas_behind(page: Page, places: Sequence[FoundPlace]) -> list[FoundPlace]:
    """Give each place the names of the one that stands right behind it: `X, Y`, `X (Y)`, `X in Y`."""
    joined = [_AREA_BEHIND.fullmatch(page.text, one.end, next_.start) is not None for one, next_ in pairwise(places)]
    behind = [next_.names if beside else () for next_, beside in zip(places[1:], joined, strict=True)]
    return [place._replace(area_behind=names) for place, names in zip(places, [*behind, ()], strict=False)]


def share_kinds(page: Page, places: Sequence[FoundPlace]) -> list[FoundPlace]:
    """Give all places of a list the kind that its plural says: `A, B and C provinces`, `villages de A, B et C`."""
    return [each for run in _lists(page.text, places) for each in _of_one_kind(page.text, run)]


def _of_one_kind(text: str, run: Sequence[FoundPlace]) -> Sequence[FoundPlace]:
    kind = len(run) > 1 and (_plural_kind(text, run[0].start, before=True) or _plural_kind(text, run[-1].end))
    if not kind:
        return run
    return [
        each if each.place_class != "any" else each._replace(place_class=kind, evidence="type_word") for each in run
    ]


def _lists(text: str, places: Sequence[FoundPlace]) -> Iterator[Sequence[FoundPlace]]:
    """Yield the places in runs that commas and `and` alone join; most are alone."""
    cuts = [0]
    cuts += [
        i for i, (one, next_) in enumerate(pairwise(places), 1) if not _LIST_AFTER.fullmatch(text, one.end, next_.start)
    ]
    return (places[start:end] for start, end in pairwise([*cuts, len(places)]))


def _plural_kind(text: str, position: int, *, before: bool = False) -> PlaceClass | None:
    """Return the kind of the plural type word that stands before a list, or at the end of its last name."""
    words = fold_words(text[max(0, position - 40) : position])
    while before and words and words[-1].folded in LINK_WORDS:
        words = words[:-1]
    return TYPE_WORDS.get(words[-1].folded) if words and words[-1].folded.endswith("s") else None
