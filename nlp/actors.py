"""Actors in a text: the mission's groups by name or alias, and unnamed groups by their description; never a person."""

from collections.abc import Iterable, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nlp.actor_names import SEPARATOR, Name, is_certain, names_by_first_word
from nlp.folded_doc import span_of_words
from nlp.folding import Word
from nlp.unnamed_actors import unnamed_actors
from schemas.mission import Actor


@Language.factory("forewarn_actors", default_config={"actors": []})
def make_actor_finder(nlp: Language, name: str, actors: list[dict[str, Any]]) -> "ActorFinder":
    """Make the component that sets `doc.spans["actors"]`; `actors` are those of the mission as JSON."""
    return ActorFinder(Actor.model_validate(actor) for actor in actors)


class ActorFinder:
    """Sets `doc.spans["actors"]`: the label holds the ids of the groups that bear the name, none for an unnamed one."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._names = names_by_first_word(actors)

    def __call__(self, doc: Doc) -> Doc:
        """Find the actors of one text; a name wins over a description that overlaps it."""
        words, text = doc._.words, doc.text
        named = [span for index in range(len(words)) for span in self._named(doc, text, words, index)]
        described = [span_of_words(doc, words[start:end], label="") for start, end in unnamed_actors(text, words)]
        free = [
            span for span in described if not any(span.start < other.end and other.start < span.end for other in named)
        ]
        doc.spans["actors"] = sorted(filter_spans([*named, *free]), key=lambda span: span.start)
        return doc

    def _named(self, doc: Doc, text: str, words: Sequence[Word], index: int) -> Iterable[Span]:
        for name in self._names.get(words[index].folded, ()):
            if _stands_at(name, words, index) and is_certain(name, text, words, index):
                part = words[index : index + len(name.words)]
                yield span_of_words(doc, part, label=SEPARATOR.join(name.ids))
                break


def _stands_at(name: Name, words: Sequence[Word], index: int) -> bool:
    part = words[index : index + len(name.words)]
    return tuple(word.folded for word in part) == name.words
