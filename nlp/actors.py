"""Actors in a text: the mission's groups by name or alias, and unnamed groups by their description."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nlp.folding import Word, fold_words, span_of_words
from schemas.mission import Actor

Span.set_extension("kind", default=None, force=True)

_MEN = "men man gunmen people persons individuals fighters elements soldiers hommes individus personnes elements gens"
_UNKNOWN = "unknown unidentified unfamiliar suspicious strange masked obscure armed"
_INCONNU = "inconnus inconnues suspects suspectes cagoules armes armees identifies identifiees"
_STRANGERS = "strangers gunmen assailants attackers inconnus assaillants"
_UNIFORM = "uniform uniforms fatigues tenue tenues uniforme uniformes treillis"


class _Name(NamedTuple):
    words: tuple[str, ...]
    actor: Actor


def _among(words: str) -> dict[str, Any]:
    return {"NORM": {"IN": words.split()}}


_DESCRIPTIONS: list[list[dict[str, Any]]] = [
    [_among(_UNKNOWN) | {"OP": "+"}, _among(_MEN)],
    [
        _among(_MEN),
        {"NORM": "non", "OP": "?"},
        _among(_INCONNU),
        {"NORM": "non", "OP": "?"},
        _among(_INCONNU) | {"OP": "?"},
    ],
    [_among(_STRANGERS), _among(_INCONNU) | {"OP": "?"}],
    [
        _among(_MEN),
        _among("in en"),
        {"IS_ALPHA": True, "OP": "{0,2}"},
        _among(_UNIFORM),
        _among("mixte mixtes militaire") | {"OP": "?"},
    ],
]


@Language.factory("forewarn_actors", default_config={"actors": []})
def make_actor_finder(nlp: Language, name: str, actors: list[dict[str, Any]]) -> "ActorFinder":
    """Make the component that sets `doc.spans["actors"]`; `actors` are those of the mission as JSON."""
    return ActorFinder(nlp, [Actor.model_validate(actor) for actor in actors])


class ActorFinder:
    """Sets `doc.spans["actors"]`: the label is the actor's id, empty for an unnamed group."""

    def __init__(self, nlp: Language, actors: Iterable[Actor]) -> None:
        self._names = _names_by_first_word(actors)
        self._matcher = Matcher(nlp.vocab)
        self._matcher.add("description", _DESCRIPTIONS, greedy="LONGEST")

    def __call__(self, doc: Doc) -> Doc:
        """Find the actors of one text; a name wins over a description that overlaps it."""
        named = list(self._named(doc))
        described = [Span(doc, start, end) for _, start, end in self._matcher(doc)]
        free = [
            span for span in described if not any(span.start < other.end and other.start < span.end for other in named)
        ]
        doc.spans["actors"] = sorted(filter_spans([*named, *free]), key=lambda span: span.start)
        return doc

    def _named(self, doc: Doc) -> Iterable[Span]:
        words, text = doc._.words, doc.text
        for index, word in enumerate(words):
            for name in self._names.get(word.folded, ()):
                part = words[index : index + len(name.words)]
                if tuple(each.folded for each in part) == name.words and _is_name(text, part):
                    yield _actor_span(doc, part, name.actor)
                    break


def _names_by_first_word(actors: Iterable[Actor]) -> dict[str, list[_Name]]:
    """Return the names longest first by first word; of actors that share a name the first by id has it."""
    names: dict[tuple[str, ...], Actor] = {}
    for actor in sorted(actors, key=lambda actor: actor.id):
        for text in (actor.name, *actor.aliases):
            names.setdefault(tuple(word.folded for word in fold_words(text)), actor)
    by_first: dict[str, list[_Name]] = {}
    for words, actor in sorted(names.items(), key=lambda item: (-len(item[0]), item[0])):
        if words:
            by_first.setdefault(words[0], []).append(_Name(words, actor))
    return by_first


def _is_name(text: str, words: tuple[Word, ...]) -> bool:
    """A name has a capital somewhere: `dossaba` may be an ordinary word."""
    return any(character.isupper() for character in text[words[0].start : words[-1].end])


def _actor_span(doc: Doc, words: tuple[Word, ...], actor: Actor) -> Span:
    span = span_of_words(doc, words, label=actor.id)
    span._.kind = actor.kind
    return span
