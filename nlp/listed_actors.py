"""Turns the naming of a group with a record of sexual violence into a warning sign (ARM-07)."""

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.actor_names import SEPARATOR
from schemas.mission import Actor

SIGN = "ARM-07"


@Language.factory("forewarn_listed_actors", default_config={"actors": []})
def make_listed_actor_finder(nlp: Language, name: str, actors: list[dict[str, Any]]) -> "ListedActorFinder":
    """Make the component that adds to `doc.spans["indicators"]`; `actors` are those of the mission as JSON."""
    return ListedActorFinder(Actor.model_validate(actor) for actor in actors)


class ListedActorFinder:
    """Adds one sign per sentence that names a group which the Secretary-General lists for sexual violence."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._listed = {actor.id: actor.name for actor in actors if actor.crsv_listed}

    def __call__(self, doc: Doc) -> Doc:
        """Find the listed groups among the actors of one text."""
        if self._listed:
            doc.spans["indicators"] = sorted([*doc.spans["indicators"], *self._signs(doc)], key=_place)
        return doc

    def _signs(self, doc: Doc) -> Iterator[Span]:
        sentences = set()
        for actor in doc.spans["actors"]:
            listed = [self._listed[each] for each in actor.label_.split(SEPARATOR) if each in self._listed]
            if listed and actor.sent.start not in sentences:
                sentences.add(actor.sent.start)
                sign = Span(doc, actor.start, actor.end, label=SIGN)
                sign._.reason = f"names {listed[0]}, listed for conflict-related sexual violence"
                sign._.own_words = frozenset({sign.start_char})
                yield sign


def _place(span: Span) -> tuple[int, str]:
    return span.start, span.label_
