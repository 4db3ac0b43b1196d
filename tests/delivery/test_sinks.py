"""The ways out, on a real mail server, a real web server and a real folder of this host."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from delivery.sinks import send
from schemas.delivery import Channel, Note
from schemas.errors import ConfigurationError, RetryableError
from schemas.settings import Settings
from tests.delivery.made import channel
from tests.delivery.test_paper import note
from tests.services.process import free_ports

SECRET = "throw-away"


class Inbox:
    """Keeps what a mail server was sent."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    kept = Inbox()
    (port,) = free_ports(1)
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield kept, port
    controller.stop()


class Posted(BaseHTTPRequestHandler):
    """Keeps what was posted, and answers as the test has it."""

    kept: list[tuple[dict[str, str], bytes]] = []
    status = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.kept.append((dict(self.headers), body))
        self.send_response(self.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def web() -> Iterator[HTTPServer]:
    Posted.kept, Posted.status = [], 200
    server = HTTPServer(("127.0.0.1", 0), Posted)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def settings(home: Path, **fields: Any) -> Settings:
    return Settings(**{"home": home, "webhook_secret": SECRET, **fields})


def mail_settings(home: Path, port: int, **fields: Any) -> Settings:
    fields = {"smtp_security": "none", "smtp_from": "forewarn@mission.example", **fields}
    return settings(home, smtp_host="127.0.0.1", smtp_port=port, **fields)


def sent(to: Channel, of: Settings, told: Note | None = None) -> None:
    send(told or note(), to, delivery_id="d1", settings=of)


def test_a_mail_holds_the_note_as_text_and_pdf_and_its_delivery_id(inbox: tuple[Inbox, int], tmp_path: Path) -> None:
    kept, port = inbox
    sent(channel(kind="email", to="post@kanvi.example", language="fr"), mail_settings(tmp_path, port))
    (message,) = kept.messages
    text, pdf = message.iter_parts()
    assert message["Message-ID"] == "<d1@forewarn>"
    assert message["To"] == "post@kanvi.example"
    assert "Des signes pourraient annoncer" in text.get_content()
    assert pdf.get_content().startswith(b"%PDF")


def test_a_line_break_in_a_title_is_no_header(inbox: tuple[Inbox, int], tmp_path: Path) -> None:
    kept, port = inbox
    to = channel(kind="email", to="post@kanvi.example")
    sent(to, mail_settings(tmp_path, port), note(title="Kanvi\r\nBcc: other@example.org"))
    (message,) = kept.messages
    assert message["Bcc"] is None


def test_mail_asks_for_encryption_that_the_server_has_not_and_sends_nothing(
    inbox: tuple[Inbox, int], tmp_path: Path
) -> None:
    kept, port = inbox
    with pytest.raises(ConfigurationError, match="FOREWARN_SMTP_SECURITY"):
        sent(channel(kind="email", to="a@b.example"), mail_settings(tmp_path, port, smtp_security="starttls"))
    assert kept.messages == []


def test_a_mail_server_that_is_away_is_tried_again(tmp_path: Path) -> None:
    with pytest.raises(RetryableError, match="mail server"):
        sent(channel(kind="email", to="a@b.example"), mail_settings(tmp_path, 1))


def test_without_a_mail_server_the_error_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="FOREWARN_SMTP_HOST"):
        sent(channel(kind="email", to="a@b.example"), settings(tmp_path))


def test_a_webhook_gets_the_note_signed_and_with_its_delivery_id(web: HTTPServer, tmp_path: Path) -> None:
    sent(channel(kind="webhook", to=f"http://127.0.0.1:{web.server_port}/hook"), settings(tmp_path))
    ((headers, body),) = Posted.kept
    assert json.loads(body) == note().model_dump(mode="json")
    assert headers["Idempotency-Key"] == "d1"
    mark = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Forewarn-Signature"] == f"sha256={mark}"


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_webhook_that_does_not_take_it_is_tried_again_and_never_followed(
    web: HTTPServer, tmp_path: Path, status: int
) -> None:
    Posted.status = status
    with pytest.raises(RetryableError, match=str(status)):
        sent(channel(kind="webhook", to=f"http://127.0.0.1:{web.server_port}/hook"), settings(tmp_path))
    assert len(Posted.kept) == 1


def test_a_webhook_without_a_secret_is_not_called(web: HTTPServer, tmp_path: Path) -> None:
    to = channel(kind="webhook", to=f"http://127.0.0.1:{web.server_port}/hook")
    with pytest.raises(ConfigurationError, match="FOREWARN_WEBHOOK_SECRET"):
        sent(to, settings(tmp_path, webhook_secret=""))
    assert Posted.kept == []


def test_a_printed_note_lies_in_its_folder_once_for_its_owner_alone(tmp_path: Path) -> None:
    for _ in range(2):
        sent(channel(to="notes"), settings(tmp_path))
    (file,) = (tmp_path / "notes").iterdir()
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("kind", "to"),
    [("webhook", "http://other.example/hook"), ("webhook", "ftp://x"), ("email", "nobody"), ("email", "a@b\nBcc: c@d")],
)
def test_a_channel_that_is_not_safe_is_refused(kind: str, to: str) -> None:
    with pytest.raises(ValueError, match="`to` of"):
        channel(kind=kind, to=to)
