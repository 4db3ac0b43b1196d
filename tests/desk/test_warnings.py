"""Warnings on the desk: each answer is kept, shows at once, and can be taken back."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from pipeline.logbook import read_decisions
from pipeline.parts import open_parts
from pipeline.warning_life import warnings_as_of
from schemas.linkage import Decision
from schemas.protection import ANALYST, PROFILES
from schemas.settings import Settings
from schemas.warning import Warning
from tests.desk.world import SECRET, send, sign_in, warning_id

WARNING = f"/warnings/{warning_id('analyst')}"


def decisions(settings: Settings) -> list[Decision]:
    with open_parts(settings) as parts:
        return read_decisions(parts.broker)


def warning_now(settings: Settings, profile: str = "analyst") -> Warning:
    with open_parts(settings) as parts:
        found: list[Warning] = list(parts.index.find(Warning, (profile,)))
    return next(each for each in found if each.id == warning_id(profile))


def test_a_warning_goes_from_read_to_acted_on_to_closed_with_one_main_button_each(
    analyst: TestClient, settings: Settings
) -> None:
    for step, fields, status in (
        ("acknowledge", {}, "acknowledged"),
        ("act", {"text": "mixed patrol of two vehicles"}, "acted"),
        ("close", {"outcome": "false", "why": "a wedding"}, "closed"),
    ):
        page = analyst.get(WARNING).text
        assert page.count('class="main"') == 1
        assert (
            page.split('class="main"')[0].rpartition("<form")[2].startswith(f' method="post" action="{WARNING}/{step}"')
        )
        assert send(analyst, f"{WARNING}/{step}", **fields).headers["location"] == f"{WARNING}?kept=1"
        assert warning_now(settings).status == status
    page = analyst.get(WARNING).text
    assert 'class="main"' not in page
    assert all(told in page for told in ("mixed patrol of two vehicles", "a wedding", "it did not happen"))
    assert WARNING not in analyst.get("/warnings").text
    assert WARNING in analyst.get("/warnings?ended=1").text


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        ("acknowledge", {}),
        ("act", {"text": "a patrol"}),
        ("close", {"outcome": "unknown"}),
        ("answer", {"text": "they are at the river market"}),
        ("explain", {"text": "the yearly move of the herds"}),
    ],
)
def test_every_answer_is_kept_under_the_user_s_name_and_can_be_taken_back(
    analyst: TestClient, settings: Settings, step: str, fields: dict[str, str]
) -> None:
    before = warning_now(settings)
    send(analyst, f"{WARNING}/{step}", **fields)
    (kept,) = decisions(settings)
    assert (kept.kind, kept.by) == (step, "analyst")
    assert kept.id in analyst.get(WARNING).text
    send(analyst, "/decisions/undo", decision=kept.id, next=WARNING)
    assert warning_now(settings) == before
    assert kept.id not in analyst.get(WARNING).text


def test_a_form_that_is_sent_twice_is_one_answer(analyst: TestClient, settings: Settings) -> None:
    for _ in range(2):
        answer = send(analyst, f"{WARNING}/act", text="a patrol", once="of one page")
        assert answer.headers["location"] == f"{WARNING}?kept=1"
    assert len(decisions(settings)) == 1


def test_an_open_question_stays_until_it_is_answered(analyst: TestClient, settings: Settings) -> None:
    assert "Are there other reasons" in analyst.get("/questions").text
    assert "1 open question" in analyst.get("/").text
    send(analyst, f"{WARNING}/answer", text="they are at the river market", next="/questions?kept=1")
    assert "No question is open" in analyst.get("/questions").text
    assert "they are at the river market" in analyst.get(WARNING).text


@pytest.mark.parametrize(
    ("step", "fields"),
    [("act", {}), ("act", {"text": "  "}), ("close", {}), ("close", {"outcome": "maybe"}), ("answer", {})],
)
def test_what_is_left_empty_is_not_kept(
    analyst: TestClient, settings: Settings, step: str, fields: dict[str, str]
) -> None:
    assert send(analyst, f"{WARNING}/{step}", **fields).status_code == 422
    assert decisions(settings) == []


def test_what_is_ended_takes_no_more_steps(analyst: TestClient, settings: Settings) -> None:
    send(analyst, f"{WARNING}/close", outcome="true")
    assert send(analyst, f"{WARNING}/act", text="late").status_code == 409
    assert [each.kind for each in decisions(settings)] == ["close"]


def test_an_adviser_tells_analysts_district_days_and_level_and_nothing_else(
    adviser: TestClient, settings: Settings
) -> None:
    own = f"/warnings/{warning_id('protected')}"
    assert SECRET in adviser.get(own).text
    send(adviser, f"{own}/release", to="analyst")
    with open_parts(settings) as parts:
        told = [each for each in warnings_as_of(parts, ANALYST) if each.tear_line]
    assert len(told) == 1
    adviser.cookies.clear()
    sign_in(adviser, "analyst")
    page = adviser.get(f"/warnings/{told[0].id}").text
    assert "Mbazéré" in page
    assert not any(hidden in page for hidden in (SECRET, warning_id("protected"), "independent origin"))
    assert adviser.get(own).status_code == 404


def test_a_warning_is_released_to_a_profile_that_sees_less_alone(adviser: TestClient, settings: Settings) -> None:
    own = f"/warnings/{warning_id('protected')}"
    for to in ("protected", "nothing", ""):
        assert send(adviser, f"{own}/release", to=to).status_code == 422
    assert decisions(settings) == []


def test_a_role_sees_the_warnings_of_its_own_profile_alone(client: TestClient) -> None:
    shown: dict[str, Any] = {}
    for role in ("analyst", "protection_adviser", "military_reader", "humanitarian_partner"):
        sign_in(client, role)
        page = client.get("/warnings").text
        shown[role] = {profile for profile in PROFILES if warning_id(profile) in page}
    assert shown == {
        "analyst": {"analyst"},
        "protection_adviser": {"protected"},
        "military_reader": {"military"} & set(PROFILES),
        "humanitarian_partner": {"partner"} & set(PROFILES),
    }


def test_the_french_page_tells_the_warning_in_french(analyst: TestClient) -> None:
    page = analyst.get(WARNING, headers={"accept-language": "fr"}).text
    assert "Je l’ai lue" in page
    assert "Clore l’alerte" in page
