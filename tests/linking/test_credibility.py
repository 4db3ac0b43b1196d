import pytest

from linking.credibility import Graded, credibility_of
from linking.decisions import Verdict, decided_grades, pair_of
from linking.incidents import incidents_of
from schemas.annotation import Assertion, PeopleCount
from schemas.linkage import Decision
from schemas.protection import ANALYST
from tests.factories import make_event, make_link, moment


def incident(*events, grades=None):
    links = [
        make_link().model_copy(
            update={"id": f"l{number}", "left": min(events[0].id, each.id), "right": max(events[0].id, each.id)}
        )
        for number, each in enumerate(events[1:])
    ]
    confirmed = {pair_of(link.left, link.right): Verdict("confirmed", "d") for link in links}
    confirmed_links = [link.model_copy(update={"status": "confirmed"}) for link in links]
    (found,) = incidents_of(events, confirmed_links, profile=ANALYST, decided=confirmed, grades=grades or {})
    return found


def event(name: str, **fields):
    return make_event(name, **{"id": name, "originator": name, "key": f"topic:{name}", "counts": (), **fields})


def five(number: int):
    return {"counts": (PeopleCount(minimum=number, maximum=number, who="girls"),)}


HEDGED = {"status": Assertion.HEDGED}


@pytest.mark.parametrize(
    ("events", "grade"),
    [
        ([event("a")], 6),
        ([event("a"), event("b", originator="A")], 6),
        ([event("a"), event("b")], 2),
        ([event("a"), event("b", **HEDGED)], 3),
        ([event("a", **HEDGED), event("b", **HEDGED)], 3),
        ([event("a", **five(5)), event("b", **five(12))], 3),
        ([event(name) for name in "abcdef"], 2),
    ],
    ids=[
        "one report",
        "one originator twice",
        "two origins",
        "one hedged",
        "all hedged",
        "contradicted",
        "six origins",
    ],
)
def test_what_is_proposed_and_never_one(events, grade):
    found = incident(*events).credibility
    assert found.grade == grade
    assert found.reason
    assert found.decision_id is None


def test_reliability_of_the_sources_changes_nothing():
    grades = {
        incident(event("a", reliability=one), event("b", reliability=other)).credibility.model_dump_json()
        for one, other in ("AA", "FF")
    }
    assert len(grades) == 1


def graded(number: int, name: str, grade: int, **fields) -> Decision:
    return Decision(id=f"d{number}", kind="grade", left=name, grade=grade, by="analyst", at=moment(number), **fields)


def test_a_person_sets_one_and_the_latest_word_stands():
    log = [graded(1, "a", 1), graded(2, "b", 4)]
    found = incident(event("a"), event("b"), grades=decided_grades(log)).credibility
    assert (found.grade, found.reason, found.decision_id) == (4, "set by analyst", "d2")
    taken_back = [*log, Decision(id="d3", kind="undo", undoes="d2", by="analyst", at=moment(3))]
    assert incident(event("a"), event("b"), grades=decided_grades(taken_back)).credibility.grade == 1
    assert incident(event("a"), grades={"x": Graded(1, "analyst", "d")}).credibility.grade == 6


def test_grading_again_counts_as_the_latest():
    log = [graded(1, "a", 1), graded(2, "b", 4), graded(3, "a", 2)]
    assert credibility_of([event("a"), event("b")], (), (), decided_grades(log)).grade == 2
