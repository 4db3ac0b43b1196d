"""Places named in a text: by the gazetteer first, then by cues and by the model's own LOC and GPE."""

import re
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.folding import Word, span_of_words
from nlp.gazetteer import open_gazetteer
from nlp.place_words import CUE_WORDS, LINK_WORDS, TYPE_WORDS, PlaceClass

GRID = re.compile(r"\b\d{1,2}[C-HJ-NP-X] ?[A-HJ-NP-Z]{2} ?(?:\d{5} ?\d{5}|\d{4} ?\d{4}|\d{3} ?\d{3}|\d{2} ?\d{2})\b")
_BREAK = re.compile(r"[.,;:!?()\n]")
_PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})
_SHORT_NAME = 3
_SETTLED: frozenset[PlaceClass] = frozenset({"populated", "admin1", "admin2", "admin"})
_LONGEST_UNKNOWN_NAME = 3

Span.set_extension("names", default=(), force=True)
Span.set_extension("place_class", default="any", force=True)


@Language.factory("forewarn_places")
def make_place_finder(nlp: Language, name: str, gazetteer: str) -> "PlaceFinder":
    """Make the component that sets `doc.spans["places"]`; `gazetteer` is the path of the gazetteer's file."""
    return PlaceFinder(Path(gazetteer))


class PlaceFinder:
    """Sets `doc.spans["places"]`.

    The label is GAZETTEER (named so), SIMILAR (misspelt), UNKNOWN (a place that no name fits) or GRID. `span._.names`
    are the folded names of the gazetteer it may be, `span._.place_class` what a type word beside it says.
    """

    def __init__(self, gazetteer: Path) -> None:
        self._gazetteer = open_gazetteer(gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        """Find the places of one text; earlier ways of finding win over later ones that overlap."""
        taken = [(span.start_char, span.end_char) for span in doc.spans.get("actors", ())]
        found: list[Span] = []
        for way in (self._grids, self._named, self._after_cues, self._by_model):
            for span in way(doc):
                if not any(start < span.end_char and span.start_char < end for start, end in taken):
                    taken.append((span.start_char, span.end_char))
                    found.append(span)
        doc.spans["places"] = sorted(found, key=lambda span: span.start)
        return doc

    def _grids(self, doc: Doc) -> Iterator[Span]:
        for match in GRID.finditer(doc.text):
            span = doc.char_span(*match.span(), label="GRID", alignment_mode="expand")
            if span is not None:
                yield span

    def _named(self, doc: Doc) -> Iterator[Span]:
        words: tuple[Word, ...] = doc._.words
        index = 0
        while index < len(words):
            length = self._name_length(words, index)
            if length and self._is_believable(doc, words, index, length):
                name = _joined(words, index, length)
                yield _place_span(doc, words, index, length, label="GAZETTEER", names=(name,))
                index += length
            else:
                index += 1

    def _name_length(self, words: tuple[Word, ...], index: int) -> int:
        """Return the number of words of the longest name that begins here, 0 for none."""
        known = self._gazetteer.names_from(words[index].folded)
        if known is None:
            return 0
        longest = min(known.longest_words, len(words) - index)
        return next((size for size in range(longest, 0, -1) if _joined(words, index, size) in known.names), 0)

    def _is_believable(self, doc: Doc, words: tuple[Word, ...], index: int, length: int) -> bool:
        """An ordinary or very short word needs a capital and a cue, any other name a capital or a cue."""
        name = _joined(words, index, length)
        capital = any(doc.text[word.start].isupper() for word in words[index : index + length])
        cue = _has_cue(doc.text, words, index)
        if length == 1 and (len(name) <= _SHORT_NAME or self._gazetteer.is_ordinary(name)):
            return capital and (cue or _is_place_by_model(doc, words[index]))
        return capital or cue

    def _after_cues(self, doc: Doc) -> Iterator[Span]:
        """Yield the capitalised names after a cue that are misspelt, or unknown but called a village or district."""
        words: tuple[Word, ...] = doc._.words
        for index, word in enumerate(words):
            if doc.text[word.start].isupper() and _has_cue(doc.text, words, index):
                yield from self._similar(doc, words, index, _capitalised_length(doc.text, words, index))

    def _similar(self, doc: Doc, words: tuple[Word, ...], index: int, length: int) -> Iterator[Span]:
        for size in range(length, 0, -1):
            if names := self._gazetteer.similar_names(_joined(words, index, size)):
                yield _place_span(doc, words, index, size, label="SIMILAR", names=names)
                return
        if _class_before(doc.text, words, index) in _SETTLED:
            yield _place_span(doc, words, index, length, label="UNKNOWN", names=())

    def _by_model(self, doc: Doc) -> Iterator[Span]:
        words: tuple[Word, ...] = doc._.words
        starts = {word.start: index for index, word in enumerate(words)}
        for entity in doc.ents:
            index = starts.get(entity.start_char)
            if entity.label_ not in _PLACE_LABELS or index is None or not entity.text[0].isupper():
                continue
            length = sum(entity.start_char <= word.start < entity.end_char for word in words)
            name = _joined(words, index, length)
            names = self._gazetteer.similar_names(name)
            if names or _is_likely_unknown(entity, words, index, length):
                yield _place_span(doc, words, index, length, label="SIMILAR" if names else "UNKNOWN", names=names)


def _joined(words: tuple[Word, ...], index: int, length: int) -> str:
    return " ".join(word.folded for word in words[index : index + length])


def _place_span(
    doc: Doc, words: tuple[Word, ...], index: int, length: int, *, label: str, names: tuple[str, ...]
) -> Span:
    span = span_of_words(doc, words[index : index + length], label=label)
    span._.names = names
    span._.place_class = _class_before(doc.text, words, index) or _class_after(doc.text, words, index + length) or "any"
    return span


def _word_before(text: str, words: tuple[Word, ...], index: int) -> str:
    """Return the word before in the same clause, passing over articles and `of`; empty for none."""
    while index > 0 and not _BREAK.search(text, words[index - 1].end, words[index].start):
        index -= 1
        if words[index].folded not in LINK_WORDS:
            return words[index].folded
    return ""


def _has_cue(text: str, words: tuple[Word, ...], index: int) -> bool:
    before = _word_before(text, words, index)
    return before in CUE_WORDS or before in TYPE_WORDS


def _class_before(text: str, words: tuple[Word, ...], index: int) -> PlaceClass | None:
    return TYPE_WORDS.get(_word_before(text, words, index))


def _class_after(text: str, words: tuple[Word, ...], index: int) -> PlaceClass | None:
    if index >= len(words) or _BREAK.search(text, words[index - 1].end, words[index].start):
        return None
    return TYPE_WORDS.get(words[index].folded)


def _capitalised_length(text: str, words: tuple[Word, ...], index: int) -> int:
    """Return how many words from here on have a capital and follow each other directly."""
    length = 1
    while length < _LONGEST_UNKNOWN_NAME and index + length < len(words):
        previous, following = words[index + length - 1 : index + length + 1]
        if following.start - previous.end != 1 or not text[following.start].isupper():
            break
        length += 1
    return length


def _is_likely_unknown(entity: Span, words: tuple[Word, ...], index: int, length: int) -> bool:
    """The model often takes abbreviations and the first word of a sentence for places: those are left out."""
    if entity.text.isupper() or any(character.isdigit() for character in entity.text):
        return False
    return length > 1 or _has_cue(entity.doc.text, words, index) or not entity[0].is_sent_start


def _is_place_by_model(doc: Doc, word: Word) -> bool:
    return any(
        entity.label_ in _PLACE_LABELS and entity.start_char <= word.start < entity.end_char for entity in doc.ents
    )
