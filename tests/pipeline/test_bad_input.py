"""Bad input costs its own rows, never the run: each has an account, and its reason says what to mend."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from briefing.render import render
from ingest.replay import replayed
from pipeline.brief import gather_material
from pipeline.exports import export
from pipeline.parts import Parts
from pipeline.run import run_all
from schemas.messages import OutgoingMessage
from schemas.protection import PROTECTED
from schemas.warning import ToldLanguage
from tests.pipeline.runs import MESSAGES, ROOT, replayed_into, settings_in

BAD = tuple(replayed(ROOT / "tests" / "fixtures" / "bad_messages.jsonl"))
AT_MS = 1738397900000
HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)> men with guns took two girls at Tokounda.'
REFUSED = 11
"""Lines 1, 6 and 11 to 17 of the file, and the two messages without a payload."""


def note(number: str, text: str, **fields: Any) -> bytes:
    """Return a patrol note as its unit would send it."""
    told = {
        "report_type": "PATROL",
        "report_no": number,
        "unit": "TS-BAD",
        "dtg_start": "2025-02-01T07:00Z",
        "dtg_end": "2025-02-01T15:00Z",
        "places": [{"name": "Tokounda", "pcode": "XX010202"}],
        "significant_observations": text,
        "lang": "en",
        "classification": "restricted",
    }
    return json.dumps(told | fields).encode()


def message(key: bytes | None, value: bytes | None) -> OutgoingMessage:
    return OutgoingMessage(topic="patrol-notes", key=key, value=value, timestamp_ms=AT_MS)


SENT = (
    *BAD,
    message(b"LARGE", note("BAD/90", "The market of Tokounda is open. " * 65_000)),
    message(b"EMPTY", b""),
    message(b"NOTHING", None),
    message(None, note("BAD/91", "Nothing to report.")),
    message(b"HOSTILE", note("BAD/92", HOSTILE, unit='<b onclick="x()">TS</b>')),
    next(one for one in MESSAGES if one.topic == "patrol-notes"),
)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    with replayed_into(settings_in(tmp_path_factory.mktemp("bad")), SENT) as opened:
        run_all(opened)
        yield opened


def exported(parts: Parts, kind: str) -> list[Any]:
    return list(export(parts, kind, profile=PROTECTED))


def test_every_message_has_an_account(parts: Parts) -> None:
    accounts = exported(parts, "accounts")
    assert len({(row.topic, row.partition, row.offset) for row in accounts}) == len(SENT)
    assert [row for row in accounts if (row.fate == "quarantined") != bool(row.reason)] == []


def test_what_can_be_used_is_used(parts: Parts) -> None:
    fates = {row.key.rpartition(":")[2]: row.fate for row in exported(parts, "accounts") if row.key}
    assert {fates[number] for number in ("BAD/02", "BAD/09", "BAD/90", "BAD/91", "BAD/92", "9900007")} == {"indexed"}


def test_what_cannot_be_used_is_kept_for_whoever_mends_it(parts: Parts) -> None:
    refused = exported(parts, "quarantine")
    assert len({(row.topic, row.partition, row.offset) for row in refused}) == REFUSED
    assert {row.pointer for row in refused if not parts.store.exists(row.pointer)} == set()


def test_a_reason_names_the_field_and_the_mend(parts: Parts) -> None:
    reasons = {row.reason for row in exported(parts, "quarantine")}
    assert [reason for reason in reasons if not re.match(r"the (message|Kafka timestamp)|[\w.]+: ", reason)] == []
    assert [reason for reason in reasons if not re.search(r"; send|; set|must be|should be|required", reason)] == []


def test_a_reason_repeats_no_value(parts: Parts) -> None:
    for row in exported(parts, "quarantine"):
        values = {value for value in values_of(parts.store.read_bytes(row.pointer)) if len(value) > 3}
        assert [value for value in values if value in row.reason] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_briefing_shows_hostile_text_and_runs_nothing(parts: Parts, language: ToldLanguage) -> None:
    page = render(gather_material(parts, PROTECTED, language=language), language=language)
    seen = Seen()
    seen.feed(page)
    seen.close()
    assert not seen.tags & {"script", "img", "iframe", "object", "embed", "form", "base", "link"}
    assert [name for name in seen.attributes if name.startswith("on")] == []
    assert [address for address in seen.addresses if not address.startswith("#")] == []
    assert "<img src=x onerror=alert(1)>" in "".join(seen.texts)


class Seen(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def values_of(raw: bytes) -> set[str]:
    """Return the texts in a JSON value, at any depth; none where it is not JSON."""
    try:
        return set(texts_in(json.loads(raw)))
    except (ValueError, RecursionError):
        return set()


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_in(inner)
