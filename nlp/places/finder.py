"""Places named in a text: by the gazetteer first, then by cues and by the model's own LOC and GPE."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.folding import Word
from nlp.gazetteer.store import open_gazetteer
from nlp.ordinary_words import never_places, ordinary_words
from nlp.places.exact import exact_places, kilometre_posts
from nlp.places.found import FoundPlace
from nlp.places.page import Page, share_kinds
from nlp.places.words import TYPE_WORDS, PlaceClass

_PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})
_OTHER_LABELS = frozenset({"ORG", "PERSON", "PER"})
_SHORT_NAME = 3
_SETTLED: frozenset[PlaceClass] = frozenset({"populated", "admin1", "admin2", "admin"})

Doc.set_extension("places", default=(), force=True)


@Language.factory("forewarn_places")
def make_place_finder(nlp: Language, name: str, gazetteer: str) -> "PlaceFinder":
    """Make the component that sets `doc._.places`; `gazetteer` is the path of the gazetteer's file."""
    return PlaceFinder(Path(gazetteer))


class PlaceFinder:
    """Sets `doc._.places`, a tuple of `FoundPlace`, offsets in characters: French joins `X-Y` into one token.

    The label is GAZETTEER (named so), SIMILAR (misspelt), UNKNOWN (a place that no name fits), or one of those of
    `exact_places`.
    """

    def __init__(self, gazetteer: Path) -> None:
        self._gazetteer = open_gazetteer(gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        """Find the places of one text; earlier ways of finding win over later ones that overlap."""
        taken = [(span.start_char, span.end_char) for span in doc.spans.get("actors", ())]
        found: list[FoundPlace] = []
        page = Page(doc, doc.text, doc._.words)
        for way in (self._exact, self._named, kilometre_posts, self._after_cues, self._by_model):
            _keep(way(page), found, taken)
        _keep(list(self._in_lists(page, found)), found, taken)
        doc._.places = tuple(share_kinds(page, sorted(found, key=lambda place: place.start)))
        return doc

    def _exact(self, page: Page) -> Iterator[FoundPlace]:
        return exact_places(page, self._gazetteer)

    def _named(self, page: Page) -> Iterator[FoundPlace]:
        index = 0
        while index < len(page.words):
            length = self._name_length(page, index)
            if length and self._is_believable(page, index, length):
                yield page.place(index, length, "GAZETTEER", (page.joined(index, length),))
                index += length
            else:
                index += 1

    def _name_length(self, page: Page, index: int) -> int:
        """Return the number of words of the longest name that begins here, 0 for none."""
        known = self._gazetteer.names_from(page.words[index].folded)
        if known is None:
            return 0
        longest = min(known.longest_words, len(page.words) - index)
        return next((size for size in range(longest, 0, -1) if page.joined(index, size) in known.names), 0)

    def _is_believable(self, page: Page, index: int, length: int) -> bool:
        """An ordinary or very short word needs a capital and a cue, any other name a capital or a cue."""
        name = page.joined(index, length)
        if not page.is_acronym(index) and all(word in never_places() or word in TYPE_WORDS for word in name.split()):
            return False
        if self._gazetteer.is_country(name):
            return page.is_capital(index) and (len(name) > _SHORT_NAME or page.is_upper(index))
        if length == 1 and (len(name) <= _SHORT_NAME or page.is_acronym(index) or self._gazetteer.is_ordinary(name)):
            return self._is_sure(page, index, name)
        cue = page.has_cue(index) or page.class_at(index + length) is not None
        capital = any(page.is_capital(each) for each in range(index, index + length))
        return cue or (capital and not self._is_part_of_other(page, index, length))

    def _is_sure(self, page: Page, index: int, name: str) -> bool:
        """Tell whether more than its spelling says that an ordinary word, short name or acronym is a place here."""
        if not page.is_capital(index) or self._is_part_of_other(page, index, 1):
            return False
        if self._gazetteer.is_prominent(name) and (page.is_acronym(index) or not page.is_start(index)):
            return True
        if page.is_acronym(index):
            return False
        return page.leads_to_place(index) or page.class_at(index + 1) is not None or _is_place_by_model(page, index)

    def _is_part_of_other(self, page: Page, index: int, length: int) -> bool:
        """Tell whether the model sees a longer name of a person or body around these words: `Boko` in `Boko Haram`."""
        for entity in page.doc.ents:
            if entity.label_ in _OTHER_LABELS and not _has_actor(entity):
                inside = [each for each, word in enumerate(page.words) if _is_in(word, entity)]
                rest = [each for each in inside if not index <= each < index + length]
                if rest and len(rest) < len(inside) and not any(self._is_named(page, each) for each in rest):
                    return True
        return False

    def _is_named(self, page: Page, index: int) -> bool:
        return not page.is_capital(index) or bool(self._name_length(page, index))

    def _after_cues(self, page: Page) -> Iterator[FoundPlace]:
        """Yield the capitalised names beside a cue that are misspelt, or unknown but called a village or district."""
        for index in range(len(page.words)):
            if page.is_capital(index) and not _is_no_name(page, index):
                length = page.capitalised_length(index)
                if page.has_cue(index):
                    yield from self._similar(page, index, length)
                elif _is_told(page, index + length) and _is_name(page, index, length):
                    yield page.place(index, length, "UNKNOWN")

    def _similar(self, page: Page, index: int, length: int) -> Iterator[FoundPlace]:
        for size in range(length, 0, -1):
            if names := self._gazetteer.similar_names(page.joined(index, size)):
                yield page.place(index, size, "SIMILAR", names)
                return
        told = page.class_before(index) in _SETTLED or _is_told(page, index + length)
        if told and _is_name(page, index, length):
            yield page.place(index, length, "UNKNOWN")

    def _in_lists(self, page: Page, found: Sequence[FoundPlace]) -> Iterator[FoundPlace]:
        """Yield the unknown names that stand in one list with places: `Alpha, Bravo and Charlie`."""
        ends, starts = {place.end for place in found}, {place.start for place in found}
        for index, word in enumerate(page.words):
            if (
                page.is_capital(index)
                and not _is_no_name(page, index)
                and not any(place.overlaps(word.start, word.end) for place in found)
            ):
                length = page.capitalised_length(index)
                if page.is_listed(index, length, ends, starts) and _is_name(page, index, length):
                    yield page.place(index, length, "UNKNOWN")

    def _by_model(self, page: Page) -> Iterator[FoundPlace]:
        entities = [entity for entity in page.doc.ents if entity.label_ in _PLACE_LABELS]
        starts = {word.start: index for index, word in enumerate(page.words)} if entities else {}
        for entity in entities:
            index = starts.get(entity.start_char)
            if index is not None and page.is_capital(index) and not _is_no_name(page, index):
                length = sum(entity.start_char <= word.start < entity.end_char for word in page.words[index:])
                names = self._gazetteer.similar_names(page.joined(index, length))
                if names or _is_likely_unknown(entity, page, index, length):
                    yield page.place(index, length, "SIMILAR" if names else "UNKNOWN", names)


def _keep(places: Iterable[FoundPlace], found: list[FoundPlace], taken: list[tuple[int, int]]) -> None:
    """Add to `found` the places that share no character with what is taken; each takes its own."""
    for place in places:
        if not any(place.overlaps(*span) for span in taken):
            taken.append((place.start, place.end))
            found.append(place)


def _is_likely_unknown(entity: Span, page: Page, index: int, length: int) -> bool:
    """The model often takes abbreviations and the first word of a sentence for places: those are left out."""
    text = entity.text
    if text.isupper() or any(character.isdigit() for character in text):
        return False
    return _is_name(page, index, length) and (length > 1 or page.has_cue(index) or not entity[0].is_sent_start)


def _is_told(page: Page, end: int) -> bool:
    """Tell whether what stands behind a name tells that it is a place: `X district`, `X, 5 km north of Y`."""
    return page.class_at(end) in _SETTLED or page.is_located(end)


def _is_name(page: Page, index: int, length: int) -> bool:
    """Tell whether capitalised words may be an unknown name: no acronym, and not all of them ordinary words."""
    words = [word.folded for word in page.words[index : index + length]]
    return not page.is_acronym(index) and not all(word in ordinary_words() for word in words)


def _is_no_name(page: Page, index: int) -> bool:
    word = page.words[index].folded
    return word in never_places() or word in TYPE_WORDS


def _has_actor(entity: Span) -> bool:
    return any(actor.start < entity.end and entity.start < actor.end for actor in entity.doc.spans.get("actors", ()))


def _is_in(word: Word, entity: Span) -> bool:
    return bool(entity.start_char <= word.start and word.end <= entity.end_char)


def _is_place_by_model(page: Page, index: int) -> bool:
    start = page.words[index].start
    return any(
        entity.label_ in _PLACE_LABELS and entity.start_char <= start < entity.end_char for entity in page.doc.ents
    )
