"""The page in a real browser: two sheets of A4 in black and white, a phone, and a reader who cannot see it."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize
from pypdf import PdfReader

from briefing.material import Material
from briefing.render import render
from briefing.words import Language, load_words
from schemas.warning import Warning
from tests.briefing.test_render import LANGUAGES, full, material
from tests.desk.browser import browser
from tests.factories import make_area, make_evidence, make_source, make_warning, moment
from tests.products.world import DEGREE_KM

PHONE = ViewportSize(width=360, height=740)
MOST_SHEETS = 2
LONG = "a sentence of the length that detectors and catalogue write, with four signs by name and fifteen other signs; "
Opened = dict[tuple[str, Language], Path]


def long_warning(number: int) -> Warning:
    """Return a warning as long as those of the example mission."""
    area = make_area(name=f"Kanvi-Nord {number}", admin2="Béréképa", longitude=2.9 + 20 * number / DEGREE_KM)
    signs = tuple(make_evidence(f"{number}-{sign}", quote=LONG) for sign in range(30))
    return make_warning(
        str(number),
        area=area,
        evidence=signs,
        statement=3 * LONG,
        reasons=(LONG[:110], "Independent originators of these signs: 4; source types: NGO, patrol.", LONG[:110], LONG),
        not_known=(LONG[:60], LONG[:75], LONG[:75], LONG[:60], LONG[:75]),
        probes=(LONG[:60], LONG[:90], LONG[:60], LONG, LONG, LONG),
        open_question=LONG[:80],
        addressee="Sector North quick reaction force duty officer",
        escalated_to=("duty officer of the joint operations centre",),
        acknowledge_by=moment(2),
        act_by=moment(3),
        referral_note=2 * LONG,
    )


def with_warnings(number: int) -> Material:
    sources = [make_source(f"source-{n}", state="silent", silent_since=moment(n)) for n in range(6)]
    return full().model_copy(
        update={"warnings": tuple(long_warning(n) for n in range(number)), "sources": tuple(sources)}
    )


MATERIALS = {
    "empty": material(),
    "hostile": full("W" * 300),
    **{f"{number} warnings": with_warnings(number) for number in (1, 3, 9)},
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    folder, written = tmp_path_factory.mktemp("pages"), {}
    for name, shown in MATERIALS.items():
        for language in LANGUAGES:
            written[name, language] = folder / f"{name}.{language}.html"
            written[name, language].write_text(render(shown, language=language), encoding="utf-8")
    return written


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page(viewport=PHONE)
    yield opened
    opened.close()


def printed(page: Page) -> list[str]:
    """Return the text of each printed sheet."""
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages]


def test_up_to_nine_warnings_fit_two_sheets_and_each_sheet_bears_level_mark_and_date(page: Page, pages: Opened) -> None:
    for (name, language), path in pages.items():
        page.goto(path.as_uri())
        sheets, said = printed(page), load_words(language)
        assert name == "hostile" or len(sheets) <= MOST_SHEETS, (name, language)
        for sheet in sheets:
            assert sheet.count(f"{said['levels']['confidential']} · TLP:AMBER") == 2, (name, language)
            assert f"{said['head']['as_of']} 16" in sheet


def test_what_stands_behind_is_printed_only_after_its_link_was_followed(page: Page, pages: Opened) -> None:
    page.goto(pages["3 warnings", "en"].as_uri())
    title = load_words("en")["analyst"]["title"]
    assert not any(title in sheet for sheet in printed(page))
    page.click("a[href='#analyst']")
    sheets = printed(page)
    assert any(title in sheet for sheet in sheets)
    assert len(sheets) > MOST_SHEETS
    assert all("CONFIDENTIAL" in sheet for sheet in sheets)


def test_urgency_is_told_without_colour(page: Page, pages: Opened) -> None:
    page.goto(pages["1 warnings", "en"].as_uri())
    assert "◆ MEDIUM" in page.inner_text("#today tbody")
    assert "✗ NOT ACKNOWLEDGED" in page.inner_text("#today tbody")


def test_no_page_scrolls_sideways_on_a_phone(page: Page, pages: Opened) -> None:
    for address, path in pages.items():
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address


def test_a_screen_reader_finds_its_way_on_every_page(page: Page, pages: Opened) -> None:
    for address, path in pages.items():
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        found = [(each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]]
        assert found == [], address
        assert page.locator("h1").count() == 1


def test_the_first_answer_is_seen_without_scrolling(chromium: Browser, pages: Opened) -> None:
    for size in (ViewportSize(width=1280, height=720), PHONE):
        page = chromium.new_page(viewport=size)
        page.goto(pages["3 warnings", "fr"].as_uri())
        box = page.locator("#today tbody tr").first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= size["height"]
        page.close()


def test_a_window_that_is_over_is_said(page: Page, tmp_path: Path) -> None:
    over = make_warning(window_to=moment(14) - timedelta(days=3))
    path = tmp_path / "over.html"
    path.write_text(render(material(warnings=[over]), language="en"), encoding="utf-8")
    page.goto(path.as_uri())
    assert "window over since 13 Mar 2026" in page.inner_text("#today")
