"""Relinking against the oracle: whatever came when, the index holds what all pairs, computed at once, would give."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking.blocking import keys
from linking.credibility import Graded
from linking.decisions import Verdict, decided_pairs
from linking.prepare import prepare_events
from schemas.annotation import Event, EventActor, PeopleCount
from schemas.linkage import Decision
from schemas.protection import ANALYST, PROTECTED, Level
from search.embedded_index import EmbeddedIndex
from tests.factories import make_event, make_place, moment
from tests.linking.memory_index import MemoryIndex
from tests.linking.world import World, assert_as_from_scratch, same


class Spot(NamedTuple):
    """What varies between the events of the worlds below; small ranges, so that events meet."""

    kind: str
    km: int
    day: int
    text: int
    group: str | None
    report: int
    level: Level


def event_at(name: str, spot: Spot) -> Event:
    place = make_place(latitude=1 + spot.km / 111.2, place_id=f"XX-{spot.km}", radius_km=1.0)
    actors = (EventActor(actor_id=spot.group, name=str(spot.group)),) if spot.group else ()
    event = make_event(
        name,
        id=name,
        report_id=f"report-{spot.report}",
        key=f"topic:{spot.report}",
        kind=spot.kind,
        place=place,
        occurred_from=moment(spot.day),
        occurred_to=moment(spot.day),
        signature=tuple(range(spot.text, spot.text + 60)),
        actors=actors,
        level=spot.level,
    )
    return event.model_copy(update={"keys": keys(event)})


spots = st.builds(
    Spot,
    kind=st.sampled_from(["abduction", "night_flight"]),
    km=st.sampled_from([0, 0, 3, 20]),
    day=st.sampled_from([0, 0, 1, 5]),
    text=st.sampled_from([0, 60, 120]),
    group=st.sampled_from([None, "red", "blue"]),
    report=st.integers(0, 9),
    level=st.sampled_from(list(Level)),
)
names = st.sampled_from("abcdefghijkl")
changes = st.tuples(st.dictionaries(names, spots, max_size=8), st.sets(names, max_size=4))
verdicts = st.dictionaries(
    st.tuples(names, names).filter(lambda pair: pair[0] < pair[1]),
    st.builds(Verdict, st.sampled_from(["confirmed", "rejected"]), st.sampled_from(["d1", "d2"])),
    max_size=4,
)


@pytest.mark.parametrize("profile", [ANALYST, PROTECTED], ids=lambda profile: profile.name)
@settings(max_examples=60, deadline=None)
@given(steps=st.lists(changes | verdicts, min_size=1, max_size=7))
def test_any_history_gives_what_all_pairs_at_once_give(profile, steps):
    world = World(profile=profile)
    for step in steps:
        if isinstance(step, dict):
            world.decide(step)
        else:
            world.change([event_at(name, spot) for name, spot in step[0].items()], step[1])
        assert_as_from_scratch(world)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(names, spots, min_size=2),
    verdicts,
    st.lists(st.integers(1, 4), min_size=12, max_size=12),
    st.randoms(),
)
def test_order_and_batches_change_nothing(world_spots, decided, cuts, chance):
    waiting = [event_at(name, spot) for name, spot in world_spots.items()]
    at_once, in_batches = World(), World()
    at_once.decide(decided)
    at_once.change(waiting)
    chance.shuffle(waiting)
    while waiting:
        size = cuts.pop()
        in_batches.change(waiting[:size])
        waiting = waiting[size:]
    in_batches.decide(decided)
    assert in_batches.links() == at_once.links()
    assert in_batches.incidents() == at_once.incidents()


@settings(max_examples=15, deadline=None)
@given(st.lists(changes, min_size=1, max_size=4))
def test_the_embedded_index_holds_the_same(tmp_path_factory, steps):
    memory, embedded = World(), World(EmbeddedIndex(tmp_path_factory.mktemp("index") / "index.sqlite"))
    for added, removed in steps:
        for world in (memory, embedded):
            world.change([event_at(name, spot) for name, spot in added.items()], removed)
    assert embedded.links() == memory.links()
    assert embedded.incidents() == memory.incidents()
    embedded.index.close()


@settings(max_examples=40, deadline=None)
@given(st.lists(changes | st.integers(0, 400) | st.dictionaries(names, st.integers(1, 6), max_size=3), max_size=7))
def test_any_history_of_keys_and_grades_gives_what_all_pairs_at_once_give(steps):
    world = World()
    for step in steps:
        if isinstance(step, int):
            keys_there = sorted({key for event in world.events.values() for key in event.keys})
            beginnings = sorted({f"{':'.join(key.split(':')[:2])}:*" for key in keys_there if key.count(":") > 1})
            world.exclude([*keys_there[step % 7 :: 7], *beginnings[step % 5 :: 5]])
        elif isinstance(step, dict):
            world.grade({name: Graded(grade, "analyst", "d1") for name, grade in step.items()})
        else:
            world.change([event_at(name, spot) for name, spot in step[0].items()], step[1])
        assert_as_from_scratch(world)


def test_an_excluded_key_withdraws_the_pairs_that_rest_on_it_alone_until_it_is_taken_back():
    world = World(key_cap=10)
    world.change([same("a"), same("b")])
    world.exclude({key for event in world.events.values() for key in event.keys})
    assert world.together() == ["a", "b"]
    world.change([same("c")])
    assert world.together() == ["a", "b", "c"]
    world.exclude(())
    assert world.together() == ["abc"]


def test_all_keys_that_begin_alike_go_out_of_use_with_those_that_come_later():
    world = World(key_cap=10)
    world.change([same("a"), same("b")])
    world.exclude({f"{':'.join(key.split(':')[:2])}:*" for event in world.events.values() for key in event.keys})
    assert world.together() == ["a", "b"]
    world.change([same(name, occurred_from=moment(40), occurred_to=moment(40)) for name in "cd"])
    assert world.together() == ["a", "b", "c", "d"]
    world.exclude(())
    assert world.together() == ["ab", "cd"]


def test_doing_it_twice_changes_nothing():
    world = World()
    world.change([same("a"), same("b")])
    before = world.links(), world.incidents()
    world.change([same("a"), same("b")])
    assert (world.links(), world.incidents()) == before
    assert world.together() == ["ab"]


def test_an_over_common_key_withdraws_the_pairs_that_rest_on_it_alone():
    world = World()
    world.change([same("a"), same("b"), same("c")])
    assert world.together() == ["abc"]
    world.change([same("d")])
    assert world.links() == []
    assert world.together() == ["a", "b", "c", "d"]
    world.change(removed=["a"])
    assert world.together() == ["bcd"]


def test_a_pair_that_shares_another_key_outlives_the_over_common_one():
    copied = {"signature": tuple(range(60))}
    world = World()
    world.change([same("a", **copied), same("b", **copied), same("c")])
    world.change([same("d")])
    assert [(link.left, link.right) for link in world.links()] == [("a", "b")]


def test_a_batch_that_takes_a_key_far_over_the_cap_withdraws_its_older_pairs():
    world = World()
    world.change([same("y"), same("z")])
    world.change([same(name) for name in "abcdefgh"])
    assert world.links() == []
    assert_as_from_scratch(world)


def test_events_of_one_report_are_joined_through_another_report_only():
    world = World(key_cap=10)
    world.change([same("a", report_id="r"), same("b", report_id="r")])
    assert world.together() == ["a", "b"]
    world.change([same("c")])
    assert world.together() == ["abc"]
    world.change(removed=["c"])
    assert world.together() == ["a", "b"]


def test_no_link_tells_the_analyst_of_a_protected_report():
    world = World(key_cap=10)
    world.change([same("a"), same("b", level=Level.STRICTLY_CONFIDENTIAL)])
    assert world.together() == ["a"]
    assert world.links() == []


def decision(number: int, kind: str, left: str | None = None, right: str | None = None, **fields) -> Decision:
    return Decision(id=f"d{number}", kind=kind, left=left, right=right, by="analyst", at=moment(number), **fields)


def joined(world: World, one: str, other: str) -> bool:
    return any({one, other} <= set(incident.events) for incident in world.incidents())


@pytest.mark.parametrize(
    ("log", "stay_joined"),
    [
        ([], True),
        ([decision(1, "reject", "a", "b")], False),
        ([decision(1, "split", "a", "b", others=("c",))], False),
        ([decision(1, "split", "a", "b", others=("c",)), decision(2, "undo", undoes="d1")], True),
        ([decision(1, "reject", "a", "b"), decision(2, "confirm", "a", "b")], True),
    ],
)
def test_decisions_outlive_processing_again_correction_and_rebuilding(log, stay_joined):
    world = World(key_cap=10)
    world.change([same(name) for name in "abc"])
    world.decide(decided_pairs(log))
    assert joined(world, "a", "b") == stay_joined
    seven = (PeopleCount(minimum=7, maximum=7, who="girls"),)
    for step in ([same("a"), same("b")], [same("a", counts=seven)], [same("d")]):
        world.change(step)
        assert joined(world, "a", "b") == stay_joined
    world.change(removed="abcd")
    world.change([same(name) for name in "dcba"])
    assert joined(world, "a", "b") == stay_joined


def test_a_split_takes_one_event_out_and_leaves_the_others_together():
    world = World(key_cap=10)
    world.change([same(name) for name in "abc"])
    world.decide(decided_pairs([decision(1, "split", "a", "b", others=("c",))]))
    assert world.together() == ["a", "bc"]
    assert {link.status for link in world.links() if link.left == "a"} == {"rejected"}


def test_a_confirmed_pair_joins_what_shares_no_key_and_waits_for_its_events():
    far = same("b", place=make_place(latitude=4.0), occurred_from=moment(40), occurred_to=moment(40))
    world = World()
    world.decide(decided_pairs([decision(1, "confirm", "b", "a")]))
    world.change([same("a")])
    assert world.together() == ["a"]
    world.change([far])
    assert world.together() == ["ab"]
    assert [(link.status, link.decision_id) for link in world.links()] == [("confirmed", "d1")]
    world.decide({})
    assert (world.links(), world.together()) == ([], ["a", "b"])


def test_a_reprint_adds_a_report_and_no_origin():
    text = "In the night armed men came to Kanvi-Est and took five persons towards the river with looted food"
    original = prepare_events([make_event("a", id="a", originator="Ibis")], text)
    reprint = prepare_events([make_event("b", id="b", originator="Heron")], text + " (from Ibis)")
    world = World(key_cap=10)
    world.change([*original, *reprint])
    (incident,) = world.incidents()
    assert (incident.events, incident.independent_origins) == (("a", "b"), 1)


class CountingIndex(MemoryIndex):
    """Counts the events and links that relinking reads and writes."""

    documents = 0

    def get(self, kind, scopes, ids):
        found = super().get(kind, scopes, ids)
        self.documents += len(found)
        return found

    def find(self, kind, scopes, where=None):
        for document in super().find(kind, scopes, where):
            self.documents += where is not None
            yield document

    def put(self, documents):
        documents = list(documents)
        self.documents += len(documents)
        super().put(documents)


def work_for_one_more(stored: int) -> int:
    """Return how many documents pass when a second report of one thing comes, `stored` other pairs being there."""
    index = CountingIndex()
    world = World(index, key_cap=10)
    elsewhere = [
        same(f"{number:03}{half}", occurred_from=moment(20 * number), occurred_to=moment(20 * number))
        for number in range(1, stored + 1)
        for half in "ab"
    ]
    world.change([same("x"), *elsewhere])
    index.documents = 0
    world.change([same("y")])
    return index.documents


def test_the_work_for_a_new_report_does_not_grow_with_what_is_stored():
    assert work_for_one_more(stored=100) == work_for_one_more(stored=5) > 0
