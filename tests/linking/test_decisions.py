from hypothesis import given
from hypothesis import strategies as st

from linking.decisions import decided_pairs, excluded_keys, is_excluded, pair_of
from schemas.linkage import Decision
from tests.factories import moment


def decision(number: int, kind: str, left: str | None = None, right: str | None = None, **fields) -> Decision:
    return Decision(id=f"d{number}", kind=kind, left=left, right=right, by="analyst", at=moment(number), **fields)


def undo(number: int, undoes: str) -> Decision:
    return decision(number, "undo", undoes=undoes)


def statuses(*log: Decision) -> dict[tuple[str, str], tuple[str, str]]:
    return {pair: (verdict.status, verdict.decision_id) for pair, verdict in decided_pairs(log).items()}


def test_pairs_have_the_smaller_id_first():
    assert pair_of("b", "a") == pair_of("a", "b") == ("a", "b")
    assert statuses(decision(1, "confirm", "b", "a")) == {("a", "b"): ("confirmed", "d1")}


def test_the_last_decision_about_a_pair_wins():
    log = decision(1, "confirm", "a", "b"), decision(2, "reject", "b", "a")
    assert statuses(*log) == {("a", "b"): ("rejected", "d2")}


def test_an_undo_brings_back_what_stood_before():
    log = decision(1, "confirm", "a", "b"), decision(2, "reject", "a", "b"), undo(3, "d2")
    assert statuses(*log) == {("a", "b"): ("confirmed", "d1")}
    assert statuses(*log, undo(4, "d1")) == {}


def test_an_undo_can_be_undone():
    log = decision(1, "reject", "a", "b"), undo(2, "d1"), undo(3, "d2")
    assert statuses(*log) == {("a", "b"): ("rejected", "d1")}


def test_a_split_parts_one_event_from_all_members():
    log = (decision(1, "split", "b", "c", others=("a", "b", "c", "d")),)
    assert statuses(*log) == dict.fromkeys([("a", "b"), ("b", "c"), ("b", "d")], ("rejected", "d1"))
    assert statuses(*log, undo(2, "d1")) == {}


def test_a_later_confirmation_of_one_pair_leaves_the_rest_of_a_split():
    log = decision(1, "split", "b", "c", others=("d",)), decision(2, "confirm", "b", "d")
    assert statuses(*log) == {("b", "c"): ("rejected", "d1"), ("b", "d"): ("confirmed", "d2")}


def test_decisions_that_name_nothing_decide_nothing():
    assert statuses(decision(1, "confirm", "a"), decision(2, "reject", "a", "a"), undo(3, "unknown")) == {}


decisions = st.builds(
    decision,
    st.integers(1, 9),
    st.sampled_from(["confirm", "reject", "split"]),
    st.sampled_from("abc"),
    st.sampled_from("abc"),
) | st.builds(lambda number, target: undo(number, f"d{target}"), st.integers(1, 9), st.integers(1, 9))
logs = st.lists(decisions, unique_by=lambda each: each.id)


@given(logs, st.randoms())
def test_order_and_redelivery_of_the_log_change_nothing(log, chance):
    shuffled = [*log, *log]
    chance.shuffle(shuffled)
    assert decided_pairs(shuffled) == decided_pairs(log)


@given(logs)
def test_undoing_the_last_decision_is_as_if_it_had_never_been(log):
    log = sorted(log, key=lambda each: each.at)
    if log:
        assert decided_pairs([*log, undo(10, log[-1].id)]) == decided_pairs(log[:-1])


def test_a_merge_joins_every_event_of_one_side_with_every_one_of_the_other():
    merge = Decision(
        id="d1", kind="merge", left="a", beside=("b",), right="c", others=("d",), by="analyst", at=moment(1)
    )
    pairs = decided_pairs([merge])
    assert set(pairs) == {("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")}
    assert {verdict.status for verdict in pairs.values()} == {"confirmed"}


def test_a_split_of_several_parts_them_from_the_rest_and_not_from_each_other():
    split = Decision(
        id="d1", kind="split", left="a", beside=("b",), right="c", others=("d",), by="analyst", at=moment(1)
    )
    assert set(decided_pairs([split])) == {("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")}


def test_keys_are_out_of_use_until_it_is_taken_back():
    out = Decision(id="d1", kind="exclude", key="name:lapor:2026W10", by="analyst", at=moment(1))
    back = Decision(id="d2", kind="undo", undoes="d1", by="analyst", at=moment(2))
    assert excluded_keys([out]) == {"name:lapor:2026W10"}
    assert excluded_keys([out, back]) == frozenset()


def test_a_key_goes_out_of_use_itself_or_with_all_that_begin_as_it_does():
    assert is_excluded("name:lapor:2026W10", {"name:lapor:2026W10"})
    assert is_excluded("actor:xx-red:2026W10:XX01", {"actor:xx-red:*"})
    assert is_excluded("actor:xx-red:2026W10:XX01", {"actor:xx-red:2026W10:*"})
    assert not is_excluded("name:laporte:2026W10", {"name:lapor:*", "name:*"})
