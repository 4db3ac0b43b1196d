"""The whole, on real services: a message in, a warning on the desk, acknowledged in a browser, so in the index."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from elasticsearch import Elasticsearch

from tests.desk.browser import browser, sign_in_by_keys
from tests.services.fixtures import leave_out
from tests.services.machine import missing_account, missing_java, require
from tests.services.postgres import missing_postgres
from tests.services.process import ServiceUnavailableError
from tests.stack.kept import belongs, kept, wait_until
from tests.stack.state import BIN, INDEX_PREFIX, ROOT, kept_environment, read_passwords
from tests.stack.up import PARTS

pytestmark = pytest.mark.services
WARNED_SECONDS = 600.0
SHOWN_SECONDS = 60.0
PLACE = "Site de déplacés de Likoumé"
PATROL = {
    "report_type": "PATROL",
    "report_no": "PTRL/0022",
    "unit": "TS-DALOUMBI",
    "dtg_start": "2025-03-16T07:00Z",
    "dtg_end": "2025-03-16T15:05Z",
    "places": [{"name": PLACE, "toa": "09:40"}],
    "significant_observations": f"{PLACE}: armed men raped two women on the path to the well on the night of 15 March. "
    "They took three girls with them into the bush.",
    "gender_observations": "Women sleep in the bush because the armed men come at night.",
    "action_taken": "Nil",
    "assessment": "Tense.",
    "lang": "en",
    "classification": "restricted",
}
MESSAGE = {
    "topic": "patrol-notes",
    "key": "PTRL/0022",
    "ts": 1742146200000,
    "headers": ["content-type", "application/json"],
    "payload": json.dumps(PATROL),
}


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the folder of a stack that runs with the example mission."""
    try:
        require(missing_java, missing_account, missing_postgres)
    except ServiceUnavailableError as missing:
        leave_out(f"left out, as the stack cannot run here: {missing}")
    state = tmp_path_factory.mktemp("stack") / "state"
    try:
        assert act("up", state).returncode == 0
        yield state
    finally:
        act("down", state)


def test_a_message_becomes_a_warning_that_is_acknowledged_in_a_browser(stack: Path, tmp_path: Path) -> None:
    assert warnings_around(stack) == []
    send(stack, tmp_path)
    sent = time.monotonic()
    (warning,) = wait_for(lambda: warnings_around(stack), WARNED_SECONDS)
    sys.stderr.write(f"stack: from message to indexed warning {time.monotonic() - sent:.0f} s\n")
    assert warning["status"] == "open"
    acknowledge_in_a_browser(stack)
    wait_for(lambda: [each["status"] for each in warnings_around(stack)] == ["acknowledged"], SHOWN_SECONDS)
    assert warnings_around(stack)[0]["acknowledged_at"] is not None


def test_a_second_start_finds_what_runs(stack: Path) -> None:
    before = [file.read_text() for file in kept(stack)]
    assert act("up", stack).returncode == 0
    assert [file.read_text() for file in kept(stack)] == before


def test_nobody_looks_without_a_password(stack: Path) -> None:
    addresses = json.loads((stack / "addresses.json").read_text())
    assert httpx.get(addresses["elasticsearch"]).status_code == httpx.codes.UNAUTHORIZED
    assert httpx.get(f"{addresses['airflow']}/api/v2/dags").status_code == httpx.codes.UNAUTHORIZED


def test_down_ends_all_of_it(stack: Path) -> None:
    """Comes last: nothing is up afterwards."""
    sessions = [json.loads(file.read_text())["pid"] for file in kept(stack)]
    assert len(sessions) == len(PARTS)
    assert act("down", stack).returncode == 0
    assert not [each for each in psutil.process_iter() for session in sessions if belongs(each, session)]
    assert not stack.exists()


def act(action: str, state: Path) -> subprocess.CompletedProcess[str]:
    """Start or end the stack as `make` does."""
    command = [sys.executable, "-m", "tests.stack", action, "--state", str(state)]
    return subprocess.run(command, cwd=ROOT, check=False, text=True)


def send(state: Path, folder: Path) -> None:
    """Send the message to Kafka as a sender of the mission's would."""
    file = folder / "message.jsonl"
    file.write_text(json.dumps(MESSAGE))
    subprocess.run([str(BIN / "forewarn"), "replay", str(file)], env=kept_environment(state), cwd=state, check=True)


def warnings_around(state: Path) -> list[dict[str, Any]]:
    """Return the analyst's warnings of the place, as the index has them."""
    with Elasticsearch(kept_environment(state)["FOREWARN_ELASTICSEARCH_URL"]) as client:
        found = client.search(index=f"{INDEX_PREFIX}-warning-analyst", size=100)
    bodies = [json.loads(hit["_source"]["body"]) for hit in found["hits"]["hits"]]
    return [body for body in bodies if body["area"]["name"] == PLACE]


def acknowledge_in_a_browser(state: Path) -> None:
    """Sign in as an analyst, find the warning, and say that it was read."""
    desk = json.loads((state / "addresses.json").read_text())["desk"]
    with browser() as chromium:
        page = chromium.new_context(locale="en-GB").new_page()
        sign_in_by_keys(page, desk, "analyst", read_passwords(state)["analyst"])
        page.goto(f"{desk}/warnings")
        for name in (PLACE, "I have read it"):
            with page.expect_navigation():
                page.locator("main").get_by_text(name).first.click()
        assert "I have read it" not in page.inner_text("main")


def wait_for(look: Callable[[], Any], seconds: float) -> Any:
    """Return what `look` finds, once it finds something."""
    assert wait_until(lambda: bool(look()), seconds), "waited in vain"
    return look()
