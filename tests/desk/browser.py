"""The desk served to a real browser: Debian's Chromium, driven by keys and clicks."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from desk.app import create_app
from schemas.settings import Settings
from tests.desk.world import PASSWORD

MOST_TABS = 80
READY_SECONDS = 60


@contextmanager
def on_an_address(settings: Settings) -> Iterator[str]:
    """Serve the desk on a free port of this machine and give its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            _wait_until(lambda: server.started or not thread.is_alive())
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(READY_SECONDS)


@contextmanager
def browser() -> Iterator[Browser]:
    """Give a browser; without Chromium the test is left out, or fails with CI=true."""
    path = shutil.which("chromium")
    if path is None:
        missing = "needs Debian's Chromium: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


def sign_in_by_keys(page: Page, address: str, role: str, password: str = PASSWORD) -> None:
    """Sign in without a mouse: the first field has the cursor."""
    page.goto(f"{address}/sign-in")
    page.wait_for_function("document.activeElement.tagName === 'INPUT'")
    page.keyboard.type(role)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what is called `name`, to the eye or to a screen reader, has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED):
            return
    pytest.fail(f"{name!r} cannot be reached by Tab on {page.url}")


def enter(page: Page, name: str) -> None:
    """Reach something by Tab, press Enter, and wait for the page that it leads to."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


FOCUSED = """() => {
    const at = document.activeElement, label = at.labels && at.labels[0];
    return [at.getAttribute("aria-label"), at.textContent, label && label.textContent].join(" ");
}"""


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)
