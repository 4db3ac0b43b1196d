"""The ReliefWeb collector against a local server that answers as the API does."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from ingest.batch_store import BatchStore
from ingest.collecting import Given
from ingest.collectors.reliefweb import ITEMS_A_PAGE, collect
from schemas.errors import ConfigurationError, RetryableError
from schemas.messages import OutgoingMessage
from schemas.settings import Settings

START = datetime(2025, 2, 1, tzinfo=UTC)


class Api:
    """Recorded reports, and the faults to answer with before them."""

    def __init__(self, reports: int) -> None:
        self.items = [item(number) for number in range(reports)]
        self.faults: list[tuple[int, dict[str, str]]] = []
        self.asked: list[dict[str, list[str]]] = []
        self.conditions: list[str | None] = []

    def answer(self, query: dict[str, list[str]], condition: str | None) -> tuple[int, dict[str, str], bytes]:
        self.asked.append(query)
        self.conditions.append(condition)
        if self.faults:
            status, headers = self.faults.pop(0)
            return status, headers, b"{}"
        since = next((value[0] for name, value in query.items() if name.endswith("[value][from]")), "")
        found = [each for each in self.items if changed(each) >= (datetime.fromisoformat(since) if since else START)]
        first = int(query["offset"][0])
        body = json.dumps({"totalCount": len(found), "data": found[first : first + ITEMS_A_PAGE]}).encode()
        etag = f'"{hash(body)}"'
        return (304, {}, b"") if condition == etag else (200, {"ETag": etag}, body)


def item(number: int) -> dict[str, Any]:
    moment = (START + timedelta(hours=number)).isoformat()
    return {"id": number, "fields": {"title": f"Report {number}", "date": {"changed": moment}}}


def changed(found: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(found["fields"]["date"]["changed"])


@pytest.fixture
def api() -> Api:
    return Api(reports=2 * ITEMS_A_PAGE + 7)


@pytest.fixture
def address(api: Api) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = api.answer(parse_qs(urlsplit(self.path).query), self.headers.get("If-None-Match"))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v2/reports"
    server.shutdown()
    thread.join()
    server.server_close()


class Topic:
    """What was sent; `cut_after` messages it fails, as a broker does that goes away."""

    def __init__(self, cut_after: int | None = None) -> None:
        self.messages: list[OutgoingMessage] = []
        self.cut_after = cut_after

    def send(self, messages: Any) -> int:
        if self.cut_after is not None and len(self.messages) >= self.cut_after:
            raise RetryableError("the broker is away")
        sent = list(messages)
        self.messages += sent
        return len(sent)

    def ids(self) -> list[int]:
        return [found["id"] for message in self.messages for found in json.loads(message.value or b"")["data"]]


def given(topic: Topic, address: str, folder: Path, **settings: Any) -> Given:
    fields = {"reliefweb_url": address, "reliefweb_appname": "example", "home": folder, **settings}
    return Given(Settings(**fields), BatchStore(str(folder)), topic.send, frozenset({"ngo-reliefweb"}), START)


def test_every_report_is_fetched_page_by_page(api: Api, address: str, tmp_path: Path) -> None:
    topic = Topic()
    assert collect(given(topic, address, tmp_path, reliefweb_countries="XXX")) == 3
    assert topic.ids() == list(range(2 * ITEMS_A_PAGE + 7))
    assert {message.topic for message in topic.messages} == {"ngo-reliefweb"}
    assert api.asked[0]["appname"] == ["example"]
    assert api.asked[0]["filter[conditions][0][value]"] == ["XXX"]
    assert api.asked[0]["sort[]"] == ["date.changed:asc"]


def test_nothing_new_is_not_sent_again(api: Api, address: str, tmp_path: Path) -> None:
    topic = Topic()
    collect(given(topic, address, tmp_path))
    collect(given(topic, address, tmp_path))
    before = len(topic.messages)
    assert collect(given(topic, address, tmp_path)) == 0
    assert len(topic.messages) == before
    assert api.conditions[-1] is not None, "the last question is a conditional one"
    api.items.append(item(500))
    assert collect(given(topic, address, tmp_path)) == 1
    assert topic.ids()[-1] == 500


def test_a_run_that_was_cut_off_goes_on_where_it_was(api: Api, address: str, tmp_path: Path) -> None:
    topic = Topic(cut_after=2)
    with pytest.raises(RetryableError):
        collect(given(topic, address, tmp_path))
    topic.cut_after = None
    assert collect(given(topic, address, tmp_path)) == 1
    assert topic.ids() == list(range(2 * ITEMS_A_PAGE + 7))


def test_it_waits_as_long_as_it_is_asked_to(api: Api, address: str, tmp_path: Path) -> None:
    api.faults = [(429, {"Retry-After": "0"}), (503, {"Retry-After": "0"})]
    topic = Topic()
    collect(given(topic, address, tmp_path))
    assert topic.ids() == list(range(2 * ITEMS_A_PAGE + 7))


def test_a_service_that_stays_away_is_tried_again_later(api: Api, address: str, tmp_path: Path) -> None:
    api.faults = [(500, {"Retry-After": "0"})] * 10
    with pytest.raises(RetryableError, match="goes on from here"):
        collect(given(Topic(), address, tmp_path))
    assert len(api.asked) == 5


@pytest.mark.parametrize(("status", "mend"), [(403, "APPNAME"), (410, "RELIEFWEB_URL"), (404, "RELIEFWEB_URL")])
def test_what_a_person_must_mend_is_said_at_once(
    api: Api, address: str, tmp_path: Path, status: int, mend: str
) -> None:
    api.faults = [(status, {})]
    with pytest.raises(ConfigurationError, match=mend):
        collect(given(Topic(), address, tmp_path))
    assert len(api.asked) == 1
