"""Loading, against a local server that answers as Kibana does: with 200 also where it took nothing."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from schemas.errors import ConfigurationError, RetryableError, StopError
from search.kibana.load import load

TEXT = '{"id": "a"}\n{"id": "b"}\n'
REFUSED = [{"id": "b", "type": "search", "error": {"type": "missing_references"}}]
FAILED = {
    "success": False,
    "successCount": 1,
    "errors": REFUSED,
}


class Kibana:
    """Answers what it is told to, and keeps what it was asked."""

    def __init__(self) -> None:
        self.status, self.body = 200, json.dumps({"success": True, "successCount": 2}).encode()
        self.path, self.content = "", b""
        self.headers: dict[str, str] = {}

    def says(self, status: int, body: Any) -> None:
        self.status, self.body = status, body if isinstance(body, bytes) else json.dumps(body).encode()


@pytest.fixture
def kibana() -> Kibana:
    return Kibana()


@pytest.fixture
def url(kibana: Kibana) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            kibana.path, kibana.headers = self.path, dict(self.headers)
            kibana.content = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(kibana.status)
            self.end_headers()
            self.wfile.write(kibana.body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_objects_are_sent_as_kibanas_own_import_takes_them(kibana: Kibana, url: str) -> None:
    assert load(TEXT, url=f"{url}/s/mission/", api_key="key") == 2
    assert kibana.path == "/s/mission/api/saved_objects/_import?overwrite=true"
    assert kibana.headers["kbn-xsrf"] == "true"
    assert kibana.headers["Authorization"] == "ApiKey key"
    assert b'filename="forewarn.ndjson"' in kibana.content
    assert TEXT.encode() in kibana.content


def test_a_user_may_stand_in_the_place_of_a_key(kibana: Kibana, url: str) -> None:
    load(TEXT, url=url, user="loader", password="secret")
    assert kibana.headers["Authorization"].startswith("Basic ")
    load(TEXT, url=url)
    assert "Authorization" not in kibana.headers


def test_what_kibana_did_not_take_is_named(kibana: Kibana, url: str) -> None:
    kibana.says(200, FAILED)
    with pytest.raises(StopError, match=r"search b \(missing_references\)"):
        load(TEXT, url=url)
    kibana.says(200, {**FAILED, "errors": REFUSED * 9})
    with pytest.raises(StopError, match="and 4 more"):
        load(TEXT, url=url)


@pytest.mark.parametrize("status", [401, 403])
def test_a_user_who_may_not_is_told(kibana: Kibana, url: str, status: int) -> None:
    kibana.says(status, {"message": "no"})
    with pytest.raises(ConfigurationError, match="refuses this user"):
        load(TEXT, url=url)


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_kibana_that_starts_can_be_asked_again(kibana: Kibana, url: str, status: int) -> None:
    kibana.says(status, b"Kibana server is not ready yet")
    with pytest.raises(RetryableError):
        load(TEXT, url=url)


@pytest.mark.parametrize(("status", "body"), [(404, {"error": "no"}), (200, b"<html>"), (200, {"other": 1})])
def test_what_is_no_kibana_is_not_taken_for_one(kibana: Kibana, url: str, status: int, body: Any) -> None:
    kibana.says(status, body)
    with pytest.raises(ConfigurationError, match="no Kibana"):
        load(TEXT, url=url)


def test_a_kibana_that_is_away_and_an_address_that_is_none() -> None:
    with pytest.raises(RetryableError, match="does not answer"):
        load(TEXT, url="http://127.0.0.1:9")
    with pytest.raises(ConfigurationError, match="FOREWARN_KIBANA_URL"):
        load(TEXT, url="no address")
