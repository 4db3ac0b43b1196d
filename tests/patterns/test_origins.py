import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from patterns.origins import without_copies
from schemas.annotation import Event
from schemas.likeness import similarity
from tests.factories import make_event, moment

SIGNATURES = st.lists(st.integers(0, 3), min_size=6, max_size=6).map(tuple) | st.just(())
ROWS = st.lists(st.tuples(SIGNATURES, st.sampled_from("ab"), st.integers(0, 4), st.integers(0, 3)), max_size=12)


def event_of(number: int, signature: tuple[int, ...], kind: str, report: int, day: int) -> Event:
    fields = {"kind": kind, "report_id": f"r{report}", "ingested_at": moment(day)}
    return make_event(str(number), signature=signature, **fields)


def compared_one_by_one(events: list[Event], least: float) -> list[str]:
    """Return the ids that are kept where every event is compared with every one before it."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda event: (event.ingested_at, event.id)):
        others = [other for other in kept if other.kind == event.kind and other.report_id != event.report_id]
        if not any(similarity(event.signature, other.signature) >= least for other in others):
            kept.append(event)
    return sorted(event.id for event in kept)


@given(ROWS, st.sampled_from([0.1, 0.5, 0.9, 1.0]), st.randoms())
def test_the_same_are_kept_as_if_every_pair_were_compared(rows, least: float, chance: random.Random) -> None:
    events = [event_of(number, *row) for number, row in enumerate(rows)]
    shuffled = chance.sample(events, len(events))
    assert [event.id for event in without_copies(shuffled, copy_similarity=least)] == compared_one_by_one(events, least)


def test_the_earliest_of_near_copies_is_kept() -> None:
    signature = tuple(range(60))
    first, reprint = event_of(1, signature, "a", 1, 0), event_of(2, (*signature[:40], *range(100, 120)), "a", 2, 1)
    assert without_copies([reprint, first], copy_similarity=0.5) == [first]
    own, other_kind = event_of(3, signature, "a", 1, 2), event_of(4, signature, "b", 2, 2)
    assert len(without_copies([first, own, other_kind], copy_similarity=0.5)) == 3


def test_many_unlike_texts_are_not_compared_pair_by_pair() -> None:
    chance = random.Random(1)
    events = [event_of(n, tuple(chance.getrandbits(32) for _ in range(60)), "a", n, 0) for n in range(3000)]
    assert len(without_copies(events, copy_similarity=0.5)) == 3000
    assert all(one.id < other.id for one, other in combinations(without_copies(events[:50], copy_similarity=0.5), 2))
