"""The desk in a real browser: by keys alone, to a screen reader, on a phone, over a slow line."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, ViewportSize

from desk.doors import DOORS
from pipeline.logbook import read_decisions
from pipeline.parts import open_parts
from schemas.settings import Settings
from tests.desk.browser import browser as opened_browser
from tests.desk.browser import enter, on_an_address, sign_in_by_keys, tab_to
from tests.desk.test_doors import HIDDEN, THERE
from tests.desk.test_doors import address as address_of
from tests.desk.world import event_id
from tests.pipeline.runs import mission_of_all, settings_in

PAGES = [door for door in DOORS if door.method == "GET" and "svg" not in door.path and door.path != "/catalogue/{id}"]
ALWAYS = ["/sign-in", "/nothing", "/warnings?ended=1"]
SEEN = {"analyst": THERE, "protection_adviser": HIDDEN}
MOST_BYTES = 100_000
PHONE = ViewportSize(width=360, height=740)


@pytest.fixture(scope="module")
def settings(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = Path(shutil.copytree(world, tmp_path_factory.mktemp("browser") / "home"))
    return settings_in(home, mission=mission_of_all(home))


@pytest.fixture(scope="module")
def desk(settings: Settings) -> Iterator[str]:
    with on_an_address(settings) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with opened_browser() as found:
        yield found


@pytest.fixture
def page(chromium: Browser, desk: str) -> Iterator[Page]:
    context = chromium.new_context(locale="en-GB")
    yield context.new_page()
    context.close()


def addresses_for(role: str) -> list[str]:
    """Return the address of every page that shows something to `role`."""
    return [*ALWAYS, *(address_of(door, SEEN[role]) for door in PAGES)]


def kinds(settings: Settings) -> list[str]:
    with open_parts(settings) as parts:
        return [each.kind for each in read_decisions(parts.broker)]


def test_a_link_is_judged_by_keys_alone(page: Page, desk: str, settings: Settings) -> None:
    sign_in_by_keys(page, desk, "analyst")
    enter(page, "Links")
    enter(page, "Judge the next pair")
    assert "%" not in page.inner_text("main")
    tab_to(page, "Reason (if you like)")
    page.keyboard.type("same convoy, seen from both sides")
    enter(page, "The same incident")
    assert "You said: the same incident." in page.inner_text("[role=status]")
    assert "% likely" in page.inner_text("main")
    enter(page, "Take back")
    assert "You said" not in page.inner_text("main")
    assert kinds(settings)[-2:] == ["confirm", "undo"]


def test_a_warning_is_read_acted_on_and_closed_by_keys_alone(page: Page, desk: str, settings: Settings) -> None:
    sign_in_by_keys(page, desk, "analyst")
    enter(page, "Read the warnings")
    enter(page, "Kanvi-Est")
    enter(page, "I have read it")
    tab_to(page, "What was sent or done?")
    page.keyboard.type("mixed patrol of two vehicles")
    enter(page, "Keep what was done")
    tab_to(page, "it happened")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Reason (if you like)")
    page.keyboard.type("a wedding")
    enter(page, "Close the warning")
    assert "closed: it did not happen" in page.inner_text("main")
    assert kinds(settings)[-3:] == ["acknowledge", "act", "close"]


def test_a_click_on_the_map_is_a_place(page: Page, desk: str, settings: Settings) -> None:
    sign_in_by_keys(page, desk, "analyst")
    page.goto(f"{desk}{address_of(next(door for door in PAGES if door.path.endswith('{name}')))}")
    map = page.locator("input.wide")
    with page.expect_navigation():
        map.click(position={"x": 500, "y": 100})
    assert "You chose:" in page.inner_text("main")
    with page.expect_navigation():
        page.click("button.main")
    assert "takes effect with the next run" in page.inner_text("[role=status]")
    assert kinds(settings)[-1] == "place"


@pytest.mark.parametrize("role", ["analyst", "protection_adviser"])
def test_a_screen_reader_finds_its_way_on_every_page(page: Page, desk: str, role: str) -> None:
    sign_in_by_keys(page, desk, role)
    found = {}
    for address in addresses_for(role):
        page.goto(f"{desk}{address}")
        assert page.locator("h1").count() == 1, address
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found[address, violation["id"]] = [node["html"] for node in violation["nodes"]][:3]
    assert found == {}


def test_the_rules_of_screen_readers_are_asked(page: Page) -> None:
    page.set_content("<input><img src='x'>")
    assert {each["impact"] for each in Axe().run(page).response["violations"]} & {"serious", "critical"}


def test_every_page_fits_a_phone_and_a_slow_line_and_asks_for_nothing_that_is_forbidden(
    chromium: Browser, desk: str
) -> None:
    context = chromium.new_context(viewport=PHONE, locale="fr-FR")
    page = context.new_page()
    responses: list[Response] = []
    complaints: list[str] = []
    page.on("response", lambda response: responses.append(response))
    page.on("console", lambda message: complaints.append(message.text))
    sign_in_by_keys(page, desk, "protection_adviser")
    for address in addresses_for("protection_adviser"):
        responses.clear()
        complaints.clear()
        page.goto(f"{desk}{address}", wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
        assert sum(int(each.headers["content-length"]) for each in responses if each.status == 200) < MOST_BYTES, (
            address
        )
        assert page.locator("script").count() == 0
        assert [each for each in complaints if "404" not in each] == [], address
    context.close()


def test_every_page_says_what_it_is_and_begins_with_one_heading(page: Page, desk: str) -> None:
    sign_in_by_keys(page, desk, "protection_adviser")
    for address in addresses_for("protection_adviser")[len(ALWAYS) :]:
        page.goto(f"{desk}{address}")
        assert page.locator("h1").count() == 1, address
        assert page.locator("main .main").count() <= 3, address
        assert page.title().endswith("– Forewarn desk"), address


def test_a_link_on_another_site_leads_to_the_thread_of_who_is_signed_in(page: Page, desk: str) -> None:
    sign_in_by_keys(page, desk, "analyst")
    thread = f"{desk}/thread/{event_id('one')}"
    page.goto("about:blank")
    page.set_content(f'<a href="{thread}">thread</a>')
    page.click("a")
    page.wait_for_selector("h1:has-text('One thread')")
    assert page.url == thread
    assert THERE["asked"] == event_id("one")
