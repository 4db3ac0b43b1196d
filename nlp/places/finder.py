"""Places named in a text: by the gazetteer first, then by cues and by the model's own LOC and GPE."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.gazetteer.store import open_gazetteer
from nlp.ordinary_words import never_places, ordinary_words
from nlp.places.exact import exact_places, kilometre_posts
from nlp.places.found import FoundPlace
from nlp.places.page import Page, share_kinds, with_areas_behind
from nlp.places.words import TYPE_WORDS, PlaceClass

_PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})
_OTHER_LABELS = frozenset({"ORG", "PERSON", "PER"})
_PERSONS = frozenset({"PERSON", "PER"})
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
        found: list[FoundPlace] = []
        text = doc.text  # spaCy joins it anew each time
        taken = bytearray(len(text))
        for span in doc.spans.get("actors", ()):
            _take(taken, span.start_char, span.end_char)
        page = _page(doc, text, taken)
        for way in (self._exact, self._named, kilometre_posts, self._after_cues, self._by_model):
            _keep(way(page), found, taken)
        _keep(list(self._in_lists(page, found, taken)), found, taken)
        ordered = sorted(found, key=lambda place: place.start)
        doc._.places = tuple(share_kinds(page, with_areas_behind(page, ordered)))
        return doc

    def _exact(self, page: Page) -> Iterator[FoundPlace]:
        return exact_places(page, self._gazetteer)

    def _named(self, page: Page) -> Iterator[FoundPlace]:
        index = 0
        while index < len(page.words):
            length = self._name_length(page, index)
            if length and self._is_believable(page, index, length):
                whole = self._whole_name(page, index, length)
                yield page.place(whole.start, len(whole), "GAZETTEER", (page.joined(index, length),))
                index = whole.stop
            else:
                index += 1

    def _whole_name(self, page: Page, index: int, length: int) -> range:
        """Return the words of a name with those that the model counts in, if they are no places: `Old Alfa`."""
        name = range(index, index + length)
        whole = page.by_model.get(index, name)
        rest = [each for each in whole if each not in name]
        if not set(name) <= set(whole) or not page.is_in_one(whole):
            return name
        return name if any(self._is_named(page, each) or not page.is_capital(each) for each in rest) else whole

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
        if not page.is_whole(index, length) or self._is_surname(page, index, name):
            return False
        heading = page.is_capital(index) and page.is_heading(index, length)
        cue = heading or page.has_cue(index) or page.class_at(index + length) is not None
        capital = any(page.is_capital(each) for each in range(index, index + length))
        return cue or (capital and not self._is_part_of_other(page, index, length))

    def _is_surname(self, page: Page, index: int, name: str) -> bool:
        """Tell whether a person of the text bears the name behind another that is no place: `Qwer Alfa` ... `Alfa`."""
        person = page.surnames.get(name, range(0))
        return (
            bool(person) and not page.leads_to_place(index) and not any(map(partial(self._is_named, page), person[:-1]))
        )

    def _is_sure(self, page: Page, index: int, name: str) -> bool:
        """Tell whether more than its spelling says that an ordinary word, short name or acronym is a place here."""
        if not page.is_capital(index) or self._is_part_of_other(page, index, 1):
            return False
        if page.is_acronym(index):
            return self._gazetteer.is_prominent(name) and (index in page.by_model or page.leads_to_place(index))
        if self._gazetteer.is_prominent(name) and not page.is_start(index) and page.stands_alone(index, 1):
            return True
        return page.leads_to_place(index) or page.class_at(index + 1) is not None or index in page.by_model

    def _is_part_of_other(self, page: Page, index: int, length: int) -> bool:
        """Tell whether the model sees a longer name of a person or body around these words: `Boko` in `Boko Haram`."""
        name = range(index, index + length)
        for body in {page.bodies[each] for each in name if each in page.bodies}:
            rest = [each for each in body if each not in name]
            if any(map(page.is_capital, rest)) and not any(self._is_named(page, each) for each in rest):
                return True
        return False

    def _is_named(self, page: Page, index: int) -> bool:
        """Tell whether a word of a longer name may be a place of its own, in `Alpha Bravo`: no ordinary word is."""
        length = self._name_length(page, index) if page.is_capital(index) else 0
        return length > 1 or (length == 1 and page.words[index].folded not in ordinary_words())

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

    def _in_lists(self, page: Page, found: Sequence[FoundPlace], taken: bytearray) -> Iterator[FoundPlace]:
        """Yield the unknown names that stand in one list with places: `Alpha, Bravo and Charlie`."""
        ends, starts = {place.end for place in found}, {place.start for place in found}
        for index, word in enumerate(page.words):
            if page.is_capital(index) and not _is_no_name(page, index) and not taken[word.start]:
                length = page.capitalised_length(index)
                if page.is_listed(index, length, ends, starts) and _is_name(page, index, length):
                    yield page.place(index, length, "UNKNOWN")

    def _by_model(self, page: Page) -> Iterator[FoundPlace]:
        for label, words in page.entities:
            index, length = words.start, len(words)
            if label in _PLACE_LABELS and page.is_capital(index) and not _is_no_name(page, index):
                names = self._gazetteer.similar_names(page.joined(index, length))
                if names or _is_likely_unknown(page, index, length):
                    yield page.place(index, length, "SIMILAR" if names else "UNKNOWN", names)


def _keep(places: Iterable[FoundPlace], found: list[FoundPlace], taken: bytearray) -> None:
    """Add to `found` the places that share no character with what is taken; each takes its own characters."""
    for place in places:
        if not any(taken[place.start : place.end]):
            _take(taken, place.start, place.end)
            found.append(place)


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)


def _is_likely_unknown(page: Page, index: int, length: int) -> bool:
    """The model often takes abbreviations and the first word of a sentence for places: those are left out."""
    text = page.text[page.words[index].start : page.words[index + length - 1].end]
    if text.isupper() or any(character.isdigit() for character in text):
        return False
    return _is_name(page, index, length) and (length > 1 or page.has_cue(index) or not page.is_start(index))


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


def _page(doc: Doc, text: str, actors: bytearray) -> Page:
    """Return the page of a doc; persons and bodies that are `actors` (a mark for each character) are left out."""
    words = doc._.words
    starts = [word.start for word in words]
    entities: list[tuple[str, range]] = []
    for entity in doc.ents:
        inside = range(bisect_left(starts, entity.start_char), bisect_left(starts, entity.end_char))
        known = entity.label_ in _OTHER_LABELS and any(actors[entity.start_char : entity.end_char])
        if inside and not known:
            entities.append((entity.label_, inside))
    return Page(
        doc, text, words, tuple(entities),
        bodies={index: inside for label, inside in entities if label in _OTHER_LABELS for index in inside},
        surnames={
            words[inside[-1]].folded: inside for label, inside in entities if label in _PERSONS and len(inside) > 1
        },
        by_model={index: inside for label, inside in entities if label in _PLACE_LABELS for index in inside},
    )  # fmt: skip
