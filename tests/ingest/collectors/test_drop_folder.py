"""The drop folder: whole files go to their topic once, nothing is deleted, no sender of an e-mail is taken over."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.batch_store import BatchStore
from ingest.collecting import Given
from ingest.collectors.drop_folder import collect
from schemas.errors import ConfigurationError, RetryableError
from schemas.messages import MAX_MESSAGE_BYTES, OutgoingMessage
from schemas.settings import Settings

NOW = datetime(2025, 2, 11, 12, 0, tzinfo=UTC)


def put(folder: Path, name: str, content: bytes, *, age_seconds: int = 60) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (NOW.timestamp() - age_seconds,) * 2)
    return path


def sent_from(folder: Path) -> list[OutgoingMessage]:
    sent: list[OutgoingMessage] = []

    def send(messages: Iterable[OutgoingMessage]) -> int:
        new = list(messages)
        sent.extend(new)
        return len(new)

    topics = frozenset({"ngo-hxl", "patrol-notes"})
    collect(Given(Settings(drop_folder=folder), BatchStore(str(folder / "store")), send, topics, NOW))
    return sent


def mail(*, attached: bytes | None = None, html: bool = False) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Orsin Delambre <orsin@example.org>", "ops@example.org"
    message.set_content("<p>From: TS-ALPHA<br>1b. Calm.</p>" if html else "From: TS-ALPHA\n\n1b. Calm.\n")
    if html:
        message.replace_header("Content-Type", "text/html; charset=utf-8")
    if attached is not None:
        message.add_attachment(attached, maintype="text", subtype="csv", filename="table.csv")
        message.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg", filename="photo.jpg")
    return message.as_bytes()


def test_a_whole_file_is_sent_once_and_kept(tmp_path: Path) -> None:
    put(tmp_path, "ngo-hxl/table.csv", b"a,b\n")
    put(tmp_path, "patrol-notes/note.txt", b"From: TS-ALPHA")
    put(tmp_path, "elsewhere/other.txt", b"of no topic")
    assert [(message.topic, message.value, message.key) for message in sent_from(tmp_path)] == [
        ("ngo-hxl", b"a,b\n", None),
        ("patrol-notes", b"From: TS-ALPHA", None),
    ]
    assert (tmp_path / "ngo-hxl/taken/2025-02-11/table.csv").read_bytes() == b"a,b\n"
    assert sent_from(tmp_path) == []


@pytest.mark.parametrize("name", ["table.csv.part", ".table.csv", "table.TMP"])
def test_what_is_still_being_written_waits(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"ngo-hxl/{name}", b"half")
    put(tmp_path, "ngo-hxl/young.csv", b"half", age_seconds=3)
    assert sent_from(tmp_path) == []


def test_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        put(tmp_path, "ngo-hxl/table.csv", content)
        assert [message.value for message in sent_from(tmp_path)] == [content]
    kept = sorted(path.read_bytes() for path in (tmp_path / "ngo-hxl/taken/2025-02-11").iterdir())
    assert kept == [b"first", b"second"]


def test_an_e_mail_gives_its_attachments_or_else_its_text_and_never_its_sender(tmp_path: Path) -> None:
    put(tmp_path, "ngo-hxl/a.eml", mail(attached=b"a,b\n"))
    put(tmp_path, "patrol-notes/b.eml", mail())
    put(tmp_path, "patrol-notes/c.eml", mail(html=True))
    values = [message.value or b"" for message in sent_from(tmp_path)]
    assert values[0] == b"a,b\n"
    assert all(b"TS-ALPHA" in value and b"<p>" not in value for value in values[1:])
    assert not any(b"Orsin" in value or b"orsin@" in value for value in values)


def test_a_file_that_is_too_large_is_put_aside_with_the_reason(tmp_path: Path) -> None:
    put(tmp_path, "ngo-hxl/huge.csv", b"x" * (MAX_MESSAGE_BYTES + 1))
    assert sent_from(tmp_path) == []
    refused = tmp_path / "ngo-hxl/refused/2025-02-11"
    assert (refused / "huge.csv").stat().st_size == MAX_MESSAGE_BYTES + 1
    assert "8 MiB" in (refused / "huge.csv.reason.txt").read_text()


def test_a_crash_before_the_move_sends_again(tmp_path: Path) -> None:
    path = put(tmp_path, "ngo-hxl/table.csv", b"a,b\n")

    def away(messages: Iterable[OutgoingMessage]) -> int:
        raise RetryableError("the broker is away")

    given = Given(Settings(drop_folder=tmp_path), BatchStore(str(tmp_path)), away, frozenset({"ngo-hxl"}), NOW)
    with pytest.raises(RetryableError):
        collect(given)
    assert path.exists()
    assert len(sent_from(tmp_path)) == 1


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="FOREWARN_DROP_FOLDER"):
        sent_from(tmp_path / "nowhere")


def test_an_email_that_cannot_be_read_is_set_aside_and_the_next_file_is_sent(tmp_path: Path) -> None:
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (each, each) for each in range(3_000))
    put(tmp_path, "patrol-notes/a.eml", deep)
    put(tmp_path, "patrol-notes/b.eml", b"Content-Type: text/plain; charset=nonsense\n\nFrom: TS\n")
    put(tmp_path, "patrol-notes/c.txt", b"From: TS-ALPHA")
    assert b"From: TS-ALPHA" in [message.value for message in sent_from(tmp_path)]
    refused = list((tmp_path / "patrol-notes" / "refused").rglob("*.reason.txt"))
    assert [path.read_text() for path in refused if "e-mail" in path.read_text()]
    assert sent_from(tmp_path) == []


def test_a_file_that_is_too_large_only_as_a_message_is_set_aside(tmp_path: Path) -> None:
    put(tmp_path, "patrol-notes/a.txt", b"x" * MAX_MESSAGE_BYTES)
    put(tmp_path, "patrol-notes/b.txt", b"From: TS-ALPHA")
    assert [message.value for message in sent_from(tmp_path)] == [b"From: TS-ALPHA"]


def test_a_name_as_long_as_names_may_be_is_moved(tmp_path: Path) -> None:
    put(tmp_path, "patrol-notes/" + "n" * 251 + ".txt", b"")
    put(tmp_path, "patrol-notes/" + "m" * 251 + ".eml", b"")
    sent_from(tmp_path)
    assert sent_from(tmp_path) == []
