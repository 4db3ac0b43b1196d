"""Every door: who may come in, what no form may do, and what stands on every page."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from desk.doors import DOORS, Door
from desk.pages.places import name_id
from desk.roles import NOTHING, RIGHTS, ROLES, may, profile_of
from pipeline.auditing import verify_audit
from pipeline.logbook import read_decisions
from pipeline.parts import open_parts
from schemas.errors import RetryableError
from schemas.protection import PROFILES
from schemas.settings import Settings
from tests.desk.test_entrance import audit_lines
from tests.desk.world import SECRET, event_id, form_token, link_id, send, sign_in, warning_id
from tests.factories import make_event, make_report, report_id_of

REPORT, HIDDEN_REPORT = report_id_of("four"), report_id_of("hidden")
THERE = {
    "id": link_id("one", "three"),
    "asked": event_id("one"),
    "warning": warning_id("analyst"),
    "report": REPORT,
    "name": name_id(REPORT, "Kanvi-Est"),
    "shape": "wide",
}
HIDDEN = {
    "id": link_id("one", "hidden"),
    "asked": event_id("hidden"),
    "warning": warning_id("protected"),
    "report": HIDDEN_REPORT,
    "name": name_id(HIDDEN_REPORT, SECRET),
    "shape": "wide",
}
ABSENT = dict.fromkeys(THERE, "f" * 24)


def address(door: Door, values: dict[str, str] = THERE) -> str:
    """Return the address of `door`, filled in."""
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: values.get(found[1], "nothing"), door.path)


def named(door: Door) -> str:
    return f"{door.method} {door.path}"


def ask(client: TestClient, door: Door, values: dict[str, str] = THERE) -> Any:
    if door.method == "GET":
        return client.get(address(door, values))
    return send(client, address(door, values))


READ = [door for door in DOORS if door.method == "GET"]
ANSWERED = [door for door in DOORS if door.method == "POST"]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_comes_through_its_own_doors_alone(client: TestClient, role: str) -> None:
    sign_in(client, role)
    for door in DOORS:
        status = ask(client, door).status_code
        assert (status == 403) == (not may(role, door.right)), (named(door), status)
        assert status < 500, named(door)


@pytest.mark.parametrize("door", DOORS, ids=named)
def test_who_is_signed_out_comes_through_none(client: TestClient, door: Door) -> None:
    answer = client.request(door.method, address(door))
    assert answer.status_code == (303 if door.method == "GET" else 403)
    assert "Kanvi" not in answer.text


@pytest.mark.parametrize("role", ROLES)
def test_nobody_finds_what_their_profile_may_not_see(client: TestClient, role: str) -> None:
    sign_in(client, role)
    texts = [ask(client, door, values).text for door in DOORS for values in (THERE, HIDDEN)]
    told = any(SECRET in text or event_id("hidden") in text for text in texts)
    assert told == (role == "protection_adviser")


def test_d04_what_is_hidden_answers_like_what_is_not_there(analyst: TestClient) -> None:
    for door in READ:
        if "{" in door.path:
            hidden, absent = ask(analyst, door, HIDDEN), ask(analyst, door, ABSENT)
            assert (hidden.status_code, hidden.text) == (absent.status_code, absent.text)


@pytest.mark.parametrize("door", ANSWERED, ids=named)
def test_a_form_without_its_token_or_from_elsewhere_changes_nothing(
    adviser: TestClient, settings: Settings, door: Door
) -> None:
    token = form_token(adviser)
    fields = {"answer": "confirm", "events": event_id("two"), "left": event_id("one"), "right": event_id("three")}
    fields |= {
        "event": event_id("one"),
        "grade": "2",
        "decision": "x",
        "text": "seen",
        "outcome": "true",
        "to": "analyst",
    }
    for data, headers in (
        (fields, {}),
        (fields | {"form_token": "of another"}, {}),
        (fields | {"form_token": token}, {"origin": "https://elsewhere.example"}),
        (fields | {"form_token": token}, {"sec-fetch-site": "cross-site"}),
        (fields | {"form_token": token, "why": "x" * 70_000}, {}),
    ):
        assert adviser.post(address(door), data=data, headers=headers).status_code == 403
    with open_parts(settings) as parts:
        assert read_decisions(parts.broker) == []


@pytest.mark.parametrize("path", ["/", "/sign-in", "/links", "/nothing", "/thread/nothing"])
def test_headers_of_safety_are_on_every_page(adviser: TestClient, path: str) -> None:
    headers = adviser.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'; img-src 'self';")
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("door", READ, ids=named)
def test_every_page_has_its_marking_twice_and_no_script_style_or_outside_address(
    adviser: TestClient, door: Door
) -> None:
    answer = ask(adviser, door, HIDDEN)
    assert answer.status_code == (404 if door.path == "/catalogue/{id}" else 200)
    if answer.status_code == 200 and answer.headers["content-type"].startswith("text/html"):
        page = answer.text
        assert page.count("· TLP:") == 2
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:|https?://", page)
        assert len(answer.content) < 60_000


def test_each_page_is_marked_with_the_highest_that_it_shows(analyst: TestClient) -> None:
    page = analyst.get(f"/thread/{event_id('one')}").text
    assert page.count("CONFIDENTIAL · TLP:AMBER<") == 2
    analyst.cookies.clear()
    sign_in(analyst, "protection_adviser")
    page = analyst.get(f"/thread/{event_id('one')}").text
    assert page.count("STRICTLY CONFIDENTIAL · TLP:RED<") == 2


def test_d18_every_read_and_answer_is_taken_down(analyst: TestClient, settings: Settings) -> None:
    analyst.get(f"/thread/{event_id('one')}")
    send(analyst, f"/links/{THERE['id']}", answer="confirm", why="same convoy")
    analyst.get(f"/thread/{SECRET}")
    lines = audit_lines(settings)
    told = [
        (line["who"], line["role"], line["what"], line["outcome"]) for line in lines if line["what"] != "what waits"
    ]
    assert told == [
        ("analyst", "analyst", "sign in", "shown"),
        ("analyst", "analyst", "thread", "shown"),
        ("analyst", "analyst", "judge link", "asked"),
        ("analyst", "analyst", "thread", "refused"),
    ]
    assert {event_id("one"), event_id("two")} <= set(lines[1]["ids"])
    assert all(line["purpose"] == "early warning" for line in lines)
    assert SECRET not in str(lines), "what was asked for in vain may be a name"
    assert verify_audit(settings).faults == []


def test_nothing_is_shown_that_cannot_be_taken_down(
    analyst: TestClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desk.hall.keep_audited", full)
    answer = analyst.get(f"/thread/{event_id('one')}")
    assert answer.status_code == 500
    assert "Kanvi" not in answer.text
    assert "No space" not in answer.text


@pytest.mark.parametrize(
    ("error", "status"),
    [(RetryableError(f"about {SECRET}"), 503), (RuntimeError(f"about {SECRET}"), 500)],
    ids=["away", "broken"],
)
def test_a_page_that_fails_repeats_no_value(
    analyst: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    status: int,
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("desk.pages.threads.read_thread", fail)
    answer = analyst.get(f"/thread/{event_id('one')}")
    assert answer.status_code == status
    assert SECRET not in answer.text
    assert SECRET not in str(capsys.readouterr())


def test_what_a_report_says_is_text_and_nothing_else(analyst: TestClient, settings: Settings) -> None:
    nasty = "<script>alert(1)</script>\"'><img src=x>\u202e{{ 7 * 7 }}"
    with open_parts(settings) as parts:
        parts.index.put([make_report("five", text=nasty, title=nasty)])
        parts.index.put([make_event("five", quote=nasty, originator=nasty, spans=((0, 10),))])
        parts.index.refresh()
    page = analyst.get(f"/thread/{event_id('five')}").text
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "{{ 7 * 7 }}" in page


def test_each_right_is_in_the_table_and_each_role_sees_one_profile() -> None:
    rights = {line.split()[0] for line in RIGHTS.strip().splitlines()[1:]}
    assert {door.right for door in DOORS} - {""} <= rights
    assert {role: profile_of(role) for role in ROLES} == {
        "analyst": PROFILES["analyst"],
        "protection_adviser": PROFILES["protected"],
        "military_reader": PROFILES.get("military", NOTHING),
        "humanitarian_partner": PROFILES.get("partner", NOTHING),
        "data_engineer": NOTHING,
        "operator": NOTHING,
    }
