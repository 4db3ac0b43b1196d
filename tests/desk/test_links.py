"""Judging links: blind until judged, kept as a decision, shown as answered at once."""

import pytest
from starlette.testclient import TestClient

from pipeline.logbook import read_decisions
from pipeline.parts import open_parts
from schemas.linkage import Decision
from schemas.settings import Settings
from tests.desk.world import REASON, event_id, link_id, send, sign_in

DOUBTFUL = f"/links/{link_id('one', 'three')}"
SCORE, BITS, OPINION = "52 %", "2.5 bits", "It was in doubt"


def decisions(settings: Settings) -> list[Decision]:
    with open_parts(settings) as parts:
        return read_decisions(parts.broker)


def test_the_doubtful_pairs_wait_and_nothing_tells_the_score(analyst: TestClient) -> None:
    page = analyst.get("/links").text
    assert DOUBTFUL in page
    assert f"/links/{link_id('two', 'four')}" in page
    assert f"/links/{link_id('one', 'two')}" not in page
    assert "%" not in page


def test_a_pair_is_shown_blind_until_it_is_judged(analyst: TestClient) -> None:
    before = analyst.get(DOUBTFUL).text
    assert "Patrol one" in before
    assert "Patrol three" in before
    assert REASON in before
    assert not any(told in before for told in (SCORE, BITS, OPINION, "Nobody else"))
    assert send(analyst, DOUBTFUL, answer="confirm", why="same convoy").headers["location"] == DOUBTFUL
    after = analyst.get(DOUBTFUL).text
    assert all(told in after for told in (SCORE, BITS, OPINION, "Nobody else has judged"))


@pytest.mark.parametrize(("answer", "kind"), [("confirm", "confirm"), ("reject", "reject")])
def test_an_answer_is_a_decision_and_shows_as_answered(
    analyst: TestClient, settings: Settings, answer: str, kind: str
) -> None:
    send(analyst, DOUBTFUL, answer=answer, why="same convoy")
    (kept,) = decisions(settings)
    assert (kept.kind, kept.by, kept.why) == (kind, "analyst", "same convoy")
    assert {kept.left, kept.right} == {event_id("one"), event_id("three")}
    assert "takes effect with the next run" in analyst.get(DOUBTFUL).text
    assert DOUBTFUL not in analyst.get("/links").text


def test_the_same_form_sent_twice_is_one_answer(analyst: TestClient, settings: Settings) -> None:
    send(analyst, DOUBTFUL, answer="confirm")
    send(analyst, DOUBTFUL, answer="confirm")
    assert len(decisions(settings)) == 1


def test_who_cannot_tell_goes_on_and_decides_nothing(analyst: TestClient, settings: Settings) -> None:
    gone_on = send(analyst, DOUBTFUL, answer="pass").headers["location"]
    assert gone_on == f"/links/{link_id('two', 'four')}"
    assert DOUBTFUL not in analyst.get("/links").text
    assert decisions(settings) == []


def test_another_sees_what_was_said_only_after_judging(analyst: TestClient, settings: Settings) -> None:
    send(analyst, DOUBTFUL, answer="confirm", why="same convoy")
    analyst.cookies.clear()
    sign_in(analyst, "protection_adviser")
    assert "same convoy" not in analyst.get(DOUBTFUL).text
    send(analyst, DOUBTFUL, answer="reject")
    shown = analyst.get(DOUBTFUL).text
    assert "same convoy" in shown
    assert "analyst" in shown


def test_an_answer_can_be_taken_back_and_the_pair_waits_again(analyst: TestClient, settings: Settings) -> None:
    send(analyst, DOUBTFUL, answer="confirm")
    (kept,) = decisions(settings)
    assert send(analyst, "/decisions/undo", decision=kept.id, next=DOUBTFUL).headers["location"] == DOUBTFUL
    assert [each.undoes for each in decisions(settings)] == [None, kept.id]
    assert DOUBTFUL in analyst.get("/links").text


def test_an_answer_that_is_none_is_not_kept(analyst: TestClient, settings: Settings) -> None:
    assert send(analyst, DOUBTFUL, answer="delete").status_code == 422
    assert send(analyst, DOUBTFUL).status_code == 422
    assert decisions(settings) == []


def test_where_nothing_is_doubtful_what_the_machine_linked_is_asked_about(analyst: TestClient) -> None:
    for left, right in (("one", "three"), ("two", "four")):
        send(analyst, f"/links/{link_id(left, right)}", answer="reject")
    assert f"/links/{link_id('one', 'two')}" in analyst.get("/links").text
