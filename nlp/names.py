"""Finds persons' names with the language model, for protection to mask before anything is stored."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span

from nlp.folding import Word, fold_words, word_set
from nlp.language import has_model, load_recogniser
from nlp.places.words import LINK_WORDS, TYPE_WORDS
from schemas.catalogue import Catalogue
from schemas.mission import Mission
from schemas.protection import MaskNames

_PERSON_LABELS = frozenset({"PER", "PERSON"})
_CUES = word_set(
    "mr mrs ms miss mme mlle m dr chief chef chefs mama maman papa pastor pasteur abbe imam sister soeur father pere "
    "captain capitaine colonel general commandant commander lieutenant named nomme nommee called appele appelee alias "
    "monsieur madame docteur doctor nurse infirmier infirmiere president maire mayor prefet governor"
)


def names_masker(mission: Mission, catalogue: Catalogue) -> MaskNames:
    """Return a function that finds the names of persons in a text of a language, as (start, end) in code points.

    Found are the model's persons of two or more capitalised words, or of one after a title, but for the places and
    groups of the mission and the words of the catalogue. In a language without a model it finds none: protection's
    rules for titles hold there as everywhere.
    """
    public = _public_words(mission, catalogue)

    def find_names(text: str, language: str) -> list[tuple[int, int]]:
        if not has_model(language) or not any(character.isupper() for character in text):
            return []
        return list(_names(load_recogniser(language)(text), text, public))

    return find_names


def _public_words(mission: Mission, catalogue: Catalogue) -> frozenset[str]:
    """Return the folded words of places, groups and warning signs, which are never a person's."""
    places = (name for place in mission.places for name in (place.name, *place.alternate_names))
    own = (actor for actor in mission.actors if not actor.basis)  # a word of a public name may be a person's: Ansar
    actors = (name for actor in own for name in (actor.name, *actor.aliases))
    signs = (phrase for sign in catalogue.indicators for phrases in sign.patterns.values() for phrase in phrases)
    return _words(places) | _words(actors) | _words(signs) | LINK_WORDS | frozenset(TYPE_WORDS)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word.folded for text in texts for word in fold_words(text))


def _names(doc: Doc, text: str, public: frozenset[str]) -> Iterator[tuple[int, int]]:
    for entity in doc.ents:
        if entity.label_ in _PERSON_LABELS:
            words = _trimmed(text, _words_of(entity), public)
            if len(words) > 1 or (words and _follows_cue(doc, words[0])):
                yield words[0].start, words[-1].end


def _words_of(entity: Span) -> list[Word]:
    return [word for word in entity.doc._.words if entity.start_char <= word.start < entity.end_char]


def _trimmed(text: str, words: list[Word], public: frozenset[str]) -> list[Word]:
    """Cut titles, public words and words without a capital from both ends; all public gives nothing."""
    while words and not _is_personal(text, words[0], public):
        words = words[1:]
    while words and not _is_personal(text, words[-1], public):
        words = words[:-1]
    return words


def _is_personal(text: str, word: Word, public: frozenset[str]) -> bool:
    return text[word.start].isupper() and word.folded not in public and word.folded not in _CUES


def _follows_cue(doc: Doc, word: Word) -> bool:
    before = [each.folded for each in doc._.words if each.end <= word.start and word.start - each.end <= 2]
    return bool(before) and before[-1] in _CUES
