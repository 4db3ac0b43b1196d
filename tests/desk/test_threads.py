"""Threads: read, split, merged, graded, by what the role's profile sees."""

import pytest
from starlette.testclient import TestClient

from pipeline.logbook import read_decisions
from pipeline.parts import open_parts
from schemas.linkage import Decision
from schemas.settings import Settings
from tests.desk.world import SECRET, event_id, link_id, send


def decisions(settings: Settings) -> list[Decision]:
    with open_parts(settings) as parts:
        return read_decisions(parts.broker)


@pytest.mark.parametrize("asked", [event_id("one"), "patrol-notes:two"])
def test_a_thread_is_found_by_the_id_or_key_of_anything_in_it(analyst: TestClient, asked: str) -> None:
    page = analyst.get(f"/thread/{asked}").text
    assert all(key in page for key in ("patrol-notes:one", "patrol-notes:two", "2 girls", "5 girls"))
    assert f"/links/{link_id('one', 'three')}" in page, "what may belong here too"


def test_threads_of_several_reports_are_listed(analyst: TestClient) -> None:
    page = analyst.get("/threads").text
    assert page.count('href="/thread/') == 1
    assert "contradictions" in page


def test_what_is_ticked_is_split_from_what_the_profile_sees(analyst: TestClient, settings: Settings) -> None:
    sent = send(analyst, "/threads/split", events=event_id("two"), why="another village")
    assert sent.headers["location"] == f"/thread/{event_id('two')}?kept=1"
    (kept,) = decisions(settings)
    assert (kept.kind, kept.left, kept.right, kept.others) == ("split", event_id("two"), event_id("one"), ())
    assert "takes effect with the next run" in analyst.get(sent.headers["location"]).text


def test_an_adviser_splits_from_all_that_they_see(adviser: TestClient, settings: Settings) -> None:
    send(adviser, "/threads/split", events=event_id("two"))
    (kept,) = decisions(settings)
    assert {kept.right, *kept.others} == {event_id("one"), event_id("hidden")}


def test_what_may_belong_is_merged(analyst: TestClient, settings: Settings) -> None:
    send(analyst, "/threads/merge", left=event_id("one"), right=event_id("three"))
    (kept,) = decisions(settings)
    assert (kept.kind, kept.left, kept.right) == ("merge", event_id("one"), event_id("three"))


def test_a_thread_is_graded(analyst: TestClient, settings: Settings) -> None:
    send(analyst, "/threads/grade", event=event_id("one"), grade="2", why="two patrols saw it")
    (kept,) = decisions(settings)
    assert (kept.kind, kept.grade) == ("grade", 2)
    assert send(analyst, "/threads/grade", event=event_id("one"), grade="7").status_code == 422


def test_an_adviser_s_reason_is_not_told_to_who_may_not_see_what_it_is_about(
    adviser: TestClient, settings: Settings
) -> None:
    send(adviser, "/threads/split", events=event_id("one"), why=f"as {SECRET} shows")
    assert SECRET in adviser.get(f"/thread/{event_id('one')}").text
    adviser.cookies.clear()
    adviser.post("/sign-in", data={"name": "analyst", "password": "a password of some length"})
    page = adviser.get(f"/thread/{event_id('one')}").text
    assert "taken out of the thread" in page
    assert SECRET not in page


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/threads/split", {"events": event_id("four")}),
        ("/threads/merge", {"left": event_id("one"), "right": event_id("two")}),
    ],
)
def test_what_makes_no_sense_is_not_kept(
    analyst: TestClient, settings: Settings, path: str, fields: dict[str, str]
) -> None:
    assert send(analyst, path, **fields).status_code == 409
    assert decisions(settings) == []


def test_nothing_ticked_is_asked_again(analyst: TestClient) -> None:
    assert send(analyst, "/threads/split").status_code == 422


def test_a_decision_about_what_is_hidden_does_not_show_that_there_is_something(
    adviser: TestClient, settings: Settings
) -> None:
    send(adviser, f"/links/{link_id('one', 'hidden')}", answer="reject")
    (kept,) = decisions(settings)
    assert kept.id in adviser.get(f"/thread/{event_id('one')}").text
    adviser.cookies.clear()
    adviser.post("/sign-in", data={"name": "analyst", "password": "a password of some length"})
    assert "What people decided" not in adviser.get(f"/thread/{event_id('one')}").text
    assert send(adviser, "/decisions/undo", decision=kept.id).status_code == 404
