"""The names of the mission's groups: which words can be one, and who bore it on a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from nlp.folding import Word, fold_words, word_set
from schemas.mission import Actor

_GROUP_WORDS = word_set(
    "fighters fighter militia militias militiamen rebels rebel group groups armed elements element combatants soldiers "
    "forces force troops faction factions men gunmen gang members militants jihadists insurgents suspected presumed "
    "commanders camp by "
    "combattants combattant milice milices miliciens rebelles rebelle groupe groupes soldats militaires forces troupes "
    "faction bande membres militants djihadistes jihadistes hommes presumes presume aile camp par"
)
_BESIDE = 3
_SHORT = 3  # letters; `Ami` or `Rsf` may be a word or a name of another kind
SEPARATOR = "|"


class Name(NamedTuple):
    """One name as the mission writes it, with the groups that bear it or bore it."""

    words: tuple[str, ...]
    written: str
    ids: tuple[str, ...]
    is_ordinary: bool


def names_by_first_word(actors: Iterable[Actor]) -> dict[str, list[Name]]:
    """Return the names of groups by their first word, longest first."""
    bearers: dict[tuple[str, ...], Name] = {}
    for actor in sorted(actors, key=lambda actor: actor.id):
        for written, is_ordinary in _written(actor):
            words = tuple(word.folded for word in fold_words(written))
            known = bearers.get(words, Name(words, written, (), is_ordinary))
            ids = tuple(dict.fromkeys((*known.ids, actor.id)))
            bearers[words] = known._replace(ids=ids, is_ordinary=known.is_ordinary or is_ordinary)
    by_first: dict[str, list[Name]] = {}
    for words, name in sorted(bearers.items(), key=lambda item: (-len(item[0]), item[0])):
        if words:
            by_first.setdefault(words[0], []).append(name)
    return by_first


def _written(actor: Actor) -> Iterator[tuple[str, bool]]:
    yield from ((written, False) for written in (actor.name, *actor.aliases))
    yield from ((written, True) for written in actor.ordinary_names)


def is_certain(name: Name, text: str, words: Sequence[Word], index: int) -> bool:
    """Tell whether the words at `index` are the name of a group.

    A name has a capital somewhere, and a short one is all capitals as the mission writes it; else a word for armed
    groups must stand beside it. A name that is an ordinary word needs both, and counts for nothing in a text that is
    all capitals.
    """
    end = index + len(name.words)
    said = text[words[index].start : words[end - 1].end]
    has_evidence = _has_evidence(words, index, end)
    if name.is_ordinary:
        return said == name.written and has_evidence and not text.isupper()
    is_short = len(said) <= _SHORT and name.written.isupper()
    looks_so = said.isupper() if is_short else any(character.isupper() for character in said)
    return looks_so or has_evidence


def _has_evidence(words: Sequence[Word], start: int, end: int) -> bool:
    beside = (*words[max(0, start - _BESIDE) : start], *words[end : end + _BESIDE - 1])
    return any(word.folded in _GROUP_WORDS for word in beside)


def bearer_on(day: date, label: str, actors: Mapping[str, Actor]) -> Actor | None:
    """Return the group that bore a name on `day`; `label` holds the ids of all that ever bore it.

    Of several the one that exists on that day; before a group split off, the one it came from; after its end still the
    one that bore the name last. None where no such group existed yet.
    """
    bearers = [actors[each] for each in label.split(SEPARATOR) if each in actors]
    for actor in bearers:
        if _is_begun(actor, day) and (actor.valid_to is None or day <= actor.valid_to):
            return actor
    ended = [actor for actor in bearers if _is_begun(actor, day)]
    if ended:
        return max(ended, key=lambda actor: (actor.valid_to or date.max, actor.id))
    return next((parent for actor in bearers if (parent := _parent_on(day, actor, actors))), None)


def _is_begun(actor: Actor, day: date) -> bool:
    return actor.valid_from is None or actor.valid_from <= day


def _parent_on(day: date, actor: Actor, actors: Mapping[str, Actor]) -> Actor | None:
    """Return the nearest group among those that `actor` came from which had begun on `day`."""
    seen = {actor.id}
    parent = actors.get(actor.split_from or "")
    while parent is not None and parent.id not in seen:
        if _is_begun(parent, day):
            return parent
        seen.add(parent.id)
        parent = actors.get(parent.split_from or "")
    return None
