"""Signing in and out: who gets in, how long, how often one may try, and what is taken down of it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient

from desk import attempts, users
from pipeline.auditing import folder_of, hashed_name, verify_audit
from schemas.settings import Settings
from tests.desk.world import ADDRESS, PASSWORD, form_token, served, sign_in


@dataclass
class Clock:
    """Seconds that a test moves on."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(settings: Settings, clock: Clock) -> Iterator[TestClient]:
    with served(settings, clock=clock) as client:
        yield client


def audit_lines(settings: Settings) -> list[dict[str, Any]]:
    files = sorted(folder_of(settings).glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_the_right_password_opens_a_session_in_a_cookie_that_no_script_and_no_other_site_gets(
    client: TestClient,
) -> None:
    answer = client.post("/sign-in", data={"name": "analyst", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-forewarn-desk=")
    assert all(each in cookie for each in ("secure", "httponly", "samesite=strict", "path=/"))
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(("name", "password"), [("analyst", "wrong"), ("nobody", PASSWORD), ("", ""), ("analyst", "")])
def test_nobody_else_gets_in_and_all_are_told_the_same(client: TestClient, name: str, password: str) -> None:
    answer = client.post("/sign-in", data={"name": name, "password": password})
    assert answer.status_code == 403
    assert "Name or password is not right" in answer.text
    assert name not in re.findall(r'value="([^"]*)"', answer.text) or not name
    assert client.get("/").status_code == 303


def test_each_sign_in_has_a_new_token_and_ends_the_old_one(client: TestClient) -> None:
    sign_in(client, "analyst")
    first = client.cookies["__Host-forewarn-desk"]
    sign_in(client, "analyst")
    assert client.cookies["__Host-forewarn-desk"] != first
    client.cookies.clear()
    client.cookies.set("__Host-forewarn-desk", first, domain="desk.example")
    assert client.get("/").status_code == 303


def test_a_session_ends_after_a_rest_and_after_a_day_of_work_in_any_case(client: TestClient, clock: Clock) -> None:
    sign_in(client, "analyst")
    clock.now = 29 * 60
    assert client.get("/").status_code == 200
    clock.now += 31 * 60
    assert client.get("/").status_code == 303
    sign_in(client, "analyst")
    started = clock.now
    while clock.now - started < 10 * 3600:
        assert client.get("/").status_code == 200
        clock.now += 20 * 60
    clock.now += 1
    assert client.get("/").status_code == 303


def test_signing_out_ends_the_session_for_good(client: TestClient) -> None:
    sign_in(client, "analyst")
    token = client.cookies["__Host-forewarn-desk"]
    assert client.post("/sign-out", data={"form_token": "of another"}).status_code == 403
    assert client.post("/sign-out", data={"form_token": form_token(client)}).status_code == 303
    client.cookies.set("__Host-forewarn-desk", token, domain="desk.example")
    assert client.get("/").status_code == 303


def test_who_is_removed_or_given_another_role_is_signed_out(client: TestClient, settings: Settings) -> None:
    file = settings.home / "desk-users.json"
    sign_in(client, "analyst")
    users.add_user(file, "analyst", "operator", PASSWORD)
    assert client.get("/").status_code == 303
    sign_in(client, "analyst")
    users.remove_user(file, "analyst")
    assert client.get("/").status_code == 303


def test_after_too_many_tries_even_the_right_password_must_wait(client: TestClient, clock: Clock) -> None:
    for _ in range(attempts.MOST_OF_A_NAME):
        client.post("/sign-in", data={"name": "analyst", "password": "wrong"})
    assert client.post("/sign-in", data={"name": "analyst", "password": PASSWORD}).status_code == 429
    clock.now += attempts.WINDOW_SECONDS + 1
    sign_in(client, "analyst")


def test_an_outsider_does_not_lock_a_user_out_of_where_they_signed_in_before() -> None:
    tried = attempts.Attempts()
    tried.forget("analyst", "10.0.0.1")
    for _ in range(attempts.MOST_OF_A_NAME):
        tried.note("analyst", "192.0.2.9", 0)
    assert not tried.are_too_many("analyst", "10.0.0.1", 1)
    assert tried.are_too_many("analyst", "10.0.0.2", 1)
    for _ in range(attempts.MOST_OF_A_NAME):
        tried.note("analyst", "10.0.0.1", 1)
    assert tried.are_too_many("analyst", "10.0.0.1", 2)


def test_one_address_may_not_try_all_names(client: TestClient) -> None:
    answers = [
        client.post("/sign-in", data={"name": f"name {number}", "password": "wrong"}).status_code
        for number in range(attempts.MOST_OF_AN_ADDRESS + 1)
    ]
    assert answers[-2:] == [403, 429]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_does_not_sign_anyone_in(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/sign-in", data={"name": "analyst", "password": PASSWORD}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/links", "/links"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("https://elsewhere.example", "/"),
        ("/\r\nset-cookie: a=b", "/"),
        ("", "/"),
    ],
)
def test_one_is_led_on_within_the_desk_alone(client: TestClient, asked: str, led: str) -> None:
    answer = client.post("/sign-in", data={"name": "analyst", "password": PASSWORD, "next": asked})
    assert answer.headers["location"] == led


def test_who_is_signed_out_is_led_back_to_the_page_they_asked_for(client: TestClient) -> None:
    answer = client.get("/thread/patrol-notes:one")
    assert answer.headers["location"] == "/sign-in?next=%2Fthread%2Fpatrol-notes%3Aone"


def test_a_link_from_kibana_is_followed_once_more_so_that_the_session_comes_along(client: TestClient) -> None:
    came = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    answer = client.get("/thread/patrol-notes:one", headers=came)
    assert answer.status_code == 200
    assert 'content="0; url=/thread/patrol-notes:one"' in answer.text
    assert "patrol-notes:two" not in answer.text


def test_tries_are_taken_down_without_what_was_typed(client: TestClient, settings: Settings) -> None:
    client.post("/sign-in", data={"name": "my password, by mistake", "password": "x"})
    sign_in(client, "analyst")
    wrong, right = audit_lines(settings)
    assert (wrong["outcome"], wrong["who"], right["outcome"], right["who"]) == ("refused", "", "shown", "analyst")
    assert wrong["searched"] == [hashed_name(settings, "my password, by mistake")]
    assert "by mistake" not in json.dumps([wrong, right])
    assert verify_audit(settings).faults == []


def test_language_is_the_browser_s_until_one_is_chosen(client: TestClient) -> None:
    assert '<html lang="fr">' in client.get("/sign-in", headers={"accept-language": "fr-FR,en;q=0.5"}).text
    client.post("/language", data={"language": "fr", "next": "/sign-in"})
    assert '<html lang="fr">' in client.get("/sign-in", headers={"accept-language": "en"}).text
    assert client.post("/language", data={"language": "fr"}, headers={"origin": f"{ADDRESS}.evil"}).status_code == 403
