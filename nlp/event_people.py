"""Who takes part in an event: the groups named or described, and how many people it befell."""

import re
from collections.abc import Iterable, Sequence

from nlp.event_scope import Scope
from nlp.folding import fold
from nlp.numbers import FoundCount, find_counts, people_counts
from nlp.pieces import Piece
from schemas.annotation import ActorMention, EventActor, IndicatorHit, PeopleCount

_LIST = re.compile(r"(?:\s*\([^()]*\))?\s*(?:,|and|et|&|,\s*(?:and|et))\s*", re.IGNORECASE)
_TOUCH = 2  # characters between a number's words and the sign's


def actors_in(actors: Sequence[ActorMention], scope: Scope, sentence: int, piece: Piece) -> list[ActorMention]:
    """Return the groups of the sign's piece, else those of the pieces of its sentence that hold no sign."""
    here = [each for each in actors if piece.start <= each.start < piece.end]
    if here:
        return here
    silent = [other for other in scope.pieces_of(sentence) if not scope.has_hits(other)]
    return [each for each in actors for other in silent if other.start <= each.start < other.end]


def event_actors(mentions: Iterable[ActorMention]) -> tuple[EventActor, ...]:
    """Return each group once, an unnamed one by its description."""
    unique = {(each.actor_id or each.text.casefold()): each for each in reversed(list(mentions))}
    return tuple(
        EventActor(actor_id=actor.actor_id, name=actor.text, kind=actor.kind) for _, actor in sorted(unique.items())
    )


def counts_in(
    scope: Scope,
    hit: IndicatorHit,
    rivals: Sequence[IndicatorHit],
    piece: Piece,
    actors: Sequence[ActorMention],
    shared: int,
) -> list[PeopleCount]:
    """Return the numbers of people in a piece that belong to `hit`, nearest of the signs there.

    Where `shared` places share a number, no more is known than that each has at least one of them.
    """
    text = scope.text[piece.start : piece.end]
    near = [each for each in find_counts(text) if _belongs(piece.start + each.position, each, hit, rivals, piece)]
    own = _beside(text, near, hit.start - piece.start, hit.end - piece.start)
    counts = people_counts(own, what=scope.text[hit.start : hit.end])
    told = [
        count.model_copy(update={"role": "actor"}) if _is_actor(piece, found, actors) else count
        for found, count in zip(own, counts, strict=True)
    ]
    return [count.model_copy(update={"minimum": 1}) for count in told] if shared > 1 else told


def _beside(text: str, counts: Sequence[FoundCount], start: int, end: int) -> Sequence[FoundCount]:
    """Return the numbers that stand right at the sign with those listed with them, else all.

    In `five were beaten and one raped` only one belongs to the rape.
    """
    kept = [index for index, each in enumerate(counts) if each.position < end and start <= each.end + _TOUCH]
    if not kept:
        return counts
    while kept[0] > 0 and _LIST.fullmatch(text, counts[kept[0] - 1].end, counts[kept[0]].position):
        kept.insert(0, kept[0] - 1)
    return [each for index, each in enumerate(counts) if index in kept or each.is_part]


def _belongs(position: int, count: FoundCount, hit: IndicatorHit, rivals: Sequence[IndicatorHit], piece: Piece) -> bool:
    """Tell whether no other sign of the piece stands nearer to a number."""
    end = position + count.end - count.position

    def gap(each: IndicatorHit) -> int:
        return max(each.start - end, position - each.end, 0)

    here = [each for each in rivals if piece.start <= each.start < piece.end]
    return all(gap(hit) <= gap(other) for other in here)


def _is_actor(piece: Piece, count: FoundCount, actors: Sequence[ActorMention]) -> bool:
    """Tell whether those counted are a group that takes part: its words themselves, or its noun said again."""
    end, noun = piece.start + count.end, fold(count.who).rpartition(" ")[2]
    return any(actor.start < end <= actor.end or noun in fold(actor.text).split() for actor in actors)
