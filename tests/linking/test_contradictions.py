import pytest

from linking.contradictions import contradictions_of
from schemas.annotation import EventActor, PeopleCount
from tests.factories import make_event, moment


def said(name: str, low: int, high: int | None = None, **fields):
    count = PeopleCount(minimum=low, maximum=high or low, who="girls", what="taken")
    return make_event(name, key=f"topic:{name}", counts=(count,), **fields)


def test_five_and_twelve_abducted_stand_side_by_side_with_their_sources():
    (found,) = contradictions_of([said("b", 12), said("a", 5), said("c", 5)])
    assert (found.about, found.what) == ("number", "abduction")
    assert [(side.says, side.keys) for side in found.sides] == [
        ("5 girls", ("topic:a", "topic:c")),
        ("12 girls", ("topic:b",)),
    ]


@pytest.mark.parametrize(
    "events",
    [
        [said("a", 5), said("b", 4, 6)],
        [said("a", 5), said("b", 12, kind="displacement")],
        [said("a", 5), make_event("b", key="topic:b", counts=())],
        [
            said("a", 5),
            make_event("b", key="topic:b", counts=(said("x", 12).counts[0].model_copy(update={"role": "actor"}),)),
        ],
        [
            said("a", 5),
            make_event("b", key="topic:b", counts=(said("x", 2).counts[0].model_copy(update={"is_part": True}),)),
        ],
    ],
    ids=["ranges meet", "another kind", "no number", "those who did it", "a part of a number"],
)
def test_what_can_all_be_right_is_no_contradiction(events):
    assert contradictions_of(events) == ()


def test_one_report_that_says_both_contradicts_neither():
    both = said("b", 5).model_copy(update={"counts": (*said("b", 5).counts, *said("b", 12).counts)})
    assert contradictions_of([said("a", 5), both]) == ()


def test_days_and_groups():
    red, blue = (EventActor(actor_id=f"xx-{name}", name=name, kind="militia") for name in ("Red Vests", "Blue Scarves"))
    one = make_event("a", key="topic:a", counts=(), actors=(red,))
    other = make_event("b", key="topic:b", counts=(), actors=(blue,), occurred_from=moment(1), occurred_to=moment(1))
    about = [(each.about, [side.says for side in each.sides]) for each in contradictions_of([one, other])]
    assert about == [("day", ["2026-03-02", "2026-03-03"]), ("group", ["Red Vests", "Blue Scarves"])]
    reported = other.model_copy(update={"date_basis": "reported", "actors": (red, blue)})
    assert contradictions_of([one, reported]) == ()


def test_the_order_of_events_does_not_matter():
    events = [said("a", 5), said("b", 12), said("c", 30)]
    assert contradictions_of(events) == contradictions_of(events[::-1])
