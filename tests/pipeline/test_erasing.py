"""Erasure, retention and withdrawal: afterwards nothing of a report is anywhere, and it does not come back.

On the embedded parts and on real Kafka and Elasticsearch, through the same pipeline.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import structlog
from elasticsearch import Elasticsearch
from kafka import KafkaAdminClient

from pipeline.auditing import folder_of, verify_audit
from pipeline.deciding import decide_pair
from pipeline.erase import erase, find
from pipeline.erased import id_of_key, key_of
from pipeline.expire import expire
from pipeline.logbook import append_entries, append_erasures, read_decisions, read_entries
from pipeline.parts import KEPT_TOPICS, Parts, open_parts
from pipeline.quarantine import quarantined
from pipeline.rebuild import rebuild
from pipeline.records import all_landed, write_clock
from pipeline.run import run_all
from pipeline.status import read_status
from pipeline.thread import read_thread
from protection.erasure import erased_name
from schemas.annotation import Event
from schemas.erasure import Erasure
from schemas.errors import ConfigurationError, StopError
from schemas.linkage import Incident, Link
from schemas.messages import OffsetRange, OutgoingMessage
from schemas.protection import ANALYST, PROTECTED, SCOPES, Level
from schemas.report import Count, Report
from schemas.warning import Warning, WarningEntry
from tests.factories import make_evidence, make_warning
from tests.pipeline.runs import exported, replayed_into, settings_in
from tests.pipeline.test_counting import visits
from tests.services.fixtures import elasticsearch_url, kafka_bootstrap

__all__ = ["elasticsearch_url", "kafka_bootstrap"]

STAMP = 1_739_290_000_000
SECRET = "amaranthine"
SECRET_LEVEL = Level.STRICTLY_CONFIDENTIAL
KEY = "community-alerts:INT/2025/0001"
OTHER = "community-alerts:INT/2025/0002"


def alert(number: int, text: str, *, after_ms: int = 0, **fields: Any) -> OutgoingMessage:
    alert = {
        "alert_no": f"INT/2025/{number:04}",
        "received_at": "2025-02-11T19:20:00Z",
        "from_role": "community focal point",
        "place": {"name": "Tokounda", "pcode": "XX010202"},
        "text": text,
        "lang": "en",
    }
    value = json.dumps(alert | fields).encode()
    return OutgoingMessage(topic="community-alerts", value=value, timestamp_ms=STAMP + number * 60_000 + after_ms)


TOLD = "Armed men came to Tokounda on 10 February and the women sleep in the bush at night"
FIRST = alert(1, f"{TOLD}, with an {SECRET} cloth on their truck.")
MESSAGES = [
    FIRST,
    alert(1, f"{TOLD}, {SECRET}.", after_ms=1000, revision=1),
    alert(1, f"An {SECRET} cloth.", after_ms=2000, revision="not a number"),
    alert(2, f"{TOLD}, said two traders."),
    alert(3, "The market of Mbazéré was empty on Tuesday.", place={"name": "Mbazéré"}),
    *visits(7),
]


@pytest.fixture(params=["embedded", pytest.param("real", marks=pytest.mark.services)])
def services(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """Give the settings of one twin or the other; what was made on real services is removed afterwards."""
    if request.param == "embedded":
        yield {}
        return
    name, kafka, search = f"t{uuid4().hex}", *map(request.getfixturevalue, ("kafka_bootstrap", "elasticsearch_url"))
    yield {
        "kafka_bootstrap_servers": kafka,
        "elasticsearch_url": search,
        "index_prefix": name,
        "topic_prefix": f"{name}.",
        "consumer_group": name,
    }
    admin = KafkaAdminClient(bootstrap_servers=kafka)
    admin.delete_topics([topic for topic in admin.list_topics() if topic.startswith(name)])
    admin.close()
    with Elasticsearch(search) as client:
        for index in client.indices.get(index=f"{name}-*"):
            client.indices.delete(index=index)


@contextmanager
def told(home: Path, services: dict[str, str]) -> Iterator[Parts]:
    """Open a home in which all was read, somebody decided about the first alert, and a warning rests on it."""
    with replayed_into(settings_in(home, **services), MESSAGES) as parts:
        run_all(parts)
        mine, theirs = (event_of(parts, key) for key in (KEY, OTHER))
        decide_pair(parts, "confirm", mine.id, theirs.id, by="ana", at=datetime.now(UTC), why=f"the {SECRET} cloth")
        append_entries(parts.broker, [raised(mine)])
        run_all(parts)
        assert in_all(parts), "what is looked for must be there before"
        yield parts


def event_of(parts: Parts, key: str) -> Event:
    return min(parts.index.find(Event, SCOPES, {"key": key}), key=lambda event: event.id)


def raised(event: Event) -> WarningEntry:
    signs = [
        make_evidence("mine").model_copy(update={"event_id": event.id, "key": event.key, "quote": event.quote}),
        make_evidence("other"),
    ]
    warning = make_warning("w1", profile="protected", evidence=tuple(signs), reasons=(f"Heard: {event.quote}.", "Two."))
    return WarningEntry(
        id="raised w1", warning_id=warning.id, at=warning.raised_at, what="raised", reason="signs", warning=warning
    )


def in_all(parts: Parts) -> list[str]:
    """Return where the secret can still be read."""
    texts = {
        "exports": json.dumps(exported(parts), ensure_ascii=False),
        **{path: parts.store.read_bytes(path).decode("utf-8", "replace") for path in parts.store.paths("")},
        **{f"topic {topic}": everything_on(parts, topic) for topic in (*KEPT_TOPICS, "community-alerts")},
        **{
            path.name: path.read_bytes().decode("utf-8", "replace")
            for path in parts.settings.home.rglob("*")
            if path.is_file() and "gazetteer" not in path.name
        },
    }
    return sorted(name for name, text in texts.items() if SECRET in text)


def everything_on(parts: Parts, topic: str) -> str:
    begin, end = parts.broker.begin_offsets([topic]), parts.broker.end_offsets([topic])
    ranges = [OffsetRange(topic=topic, partition=place.partition, start=begin[place], end=end[place]) for place in end]
    return " ".join(str(message.value) for each in ranges for message in parts.broker.read(each))


def erase_all_of(parts: Parts, *names: str) -> None:
    erase(parts, find(parts, names), names, by="officer", reason="person_asked")


def fates(parts: Parts, topic: str = "community-alerts") -> dict[str, int]:
    (source,) = (source for source in read_status(parts).sources if source.topic == topic)
    return {str(fate): rows for fate, rows in source.rows_by_fate.items()}


def test_d16_after_an_erasure_nothing_is_anywhere_and_nothing_comes_back(
    tmp_path: Path, services: dict[str, str]
) -> None:
    with told(tmp_path, services) as parts, structlog.testing.capture_logs() as log:
        assert list(parts.index.find(Link, ("protected",)))
        before = next(each for each in read_entries(parts.broker) if each.id == "raised w1").warning
        copy = tmp_path.parent / f"copy-{tmp_path.name}"
        shutil.copytree(parts.settings.batch_store, copy)
        erase_all_of(parts, KEY)
        assert in_all(parts) == []
        assert SECRET not in str(log)
        assert fates(parts) == {"erased": 3, "indexed": 2}
        assert not list(parts.index.find(Report, SCOPES, {"key": KEY}))
        # What rested on it: no link, no member of an incident, a warning that stands without its words.
        assert not list(parts.index.find(Link, ("protected",)))
        assert all(KEY not in incident.keys for incident in parts.index.find(Incident, ("protected",)))
        (warning,) = parts.index.get(Warning, ("protected",), [before.id]).values()
        assert (warning.statement, warning.area) == (before.statement, before.area)
        assert [sign.quote for sign in warning.evidence] == ["a report was erased", before.evidence[1].quote]
        assert warning.reasons[0] == "Two."
        assert "A report behind this warning was erased" in warning.reasons[1]
        (decision,) = (each for each in read_decisions(parts.broker) if each.kind == "confirm")
        assert (decision.why, sorted(bool(named.quote) for named in decision.events)) == (
            "a report was erased",
            [False, True],
        )
        # Who may have seen it is told that it is gone; who may not is told what of any other id.
        with pytest.raises(ConfigurationError, match="a report was erased on"):
            read_thread(parts, PROTECTED, KEY)
        with pytest.raises(ConfigurationError, match="erased already"):
            find(parts, [KEY])
        # A copy of yesterday opens no more.
        for path in copy.rglob("landed/community-alerts/*"):
            shutil.copy(path, Path(parts.settings.batch_store) / "landed/community-alerts" / path.name)
        with pytest.raises(StopError, match="its key is not there"):
            list(all_landed(parts.store))
        shutil.rmtree(copy)


def test_d16_what_was_erased_is_refused_when_it_is_sent_again(tmp_path: Path, services: dict[str, str]) -> None:
    with told(tmp_path, services) as parts:
        erase_all_of(parts, KEY)
        parts.broker.send([FIRST, alert(1, f"Anew: {SECRET}", after_ms=9000, revision=7)])
        run_all(parts)
        assert fates(parts) == {"erased": 5, "indexed": 2}
        on_its_topic = ("topic community-alerts", "broker.sqlite")
        assert not [name for name in in_all(parts) if not name.startswith(on_its_topic)]
        expire(parts, by="test")
        rebuild(parts)
        assert in_all(parts) == [], "the next day it is off its topic, too"
        assert not list(parts.index.find(Report, SCOPES, {"key": KEY}))


def test_d16_past_its_retention_nothing_is_left_but_the_account(tmp_path: Path, services: dict[str, str]) -> None:
    with told(tmp_path, services) as parts, structlog.testing.capture_logs() as log:
        day = datetime.fromtimestamp(STAMP / 1000, UTC)
        write_clock(parts.store, day + timedelta(days=360))
        assert expire(parts, by="test") == (0, 0, 0), "nothing goes before its day"
        write_clock(parts.store, day + timedelta(days=370))
        done = expire(parts, by="test")
        assert (done.rows, done.reports) == (len(MESSAGES), 3)
        assert in_all(parts) == []
        assert SECRET not in str(log)
        assert fates(parts) == {"erased": 5}
        assert fates(parts, "clinic-fhir") == {"erased": 7}
        assert not list(parts.index.find(Report, SCOPES))
        assert not list(parts.index.find(Event, SCOPES))
        assert not list(parts.index.find(Count, SCOPES))
        assert quarantined(parts.store) == []
        assert expire(parts, by="test") == (0, 0, 0)
        lines = "".join(path.read_text("utf-8") for path in folder_of(parts.settings).glob("*.jsonl"))
        assert "expire (12 rows)" in lines
        assert verify_audit(parts.settings).faults == []


def test_d17_a_withdrawal_is_gone_and_counted_anew_by_the_next_run(tmp_path: Path, services: dict[str, str]) -> None:
    with told(tmp_path, services) as parts:
        cancelled = json.loads(visits(1)[0].value or b"") | {"status": "entered-in-error", "meta": {"versionId": "2"}}
        later = visits(8)[-1].timestamp_ms + 1
        visit = OutgoingMessage(topic="clinic-fhir", value=json.dumps(cancelled).encode(), timestamp_ms=later)
        parts.broker.send([visit, alert(2, "", after_ms=5000, revision=9, withdrawn=True)])
        run_all(parts)
        assert [count.value for count in parts.index.find(Count, (Level.STRICTLY_CONFIDENTIAL,))] == [6]
        assert not list(parts.index.find(Event, SCOPES, {"key": OTHER}))
        assert not list(parts.index.find(Link, ("protected",)))


def test_d17_a_persons_row_is_erased_and_counted_out(tmp_path: Path, services: dict[str, str]) -> None:
    with told(tmp_path, services) as parts:
        identity = json.loads(visits(1)[0].value or b"")["id"]
        erase_all_of(parts, f"clinic-fhir:{identity}")
        assert [count.value for count in parts.index.find(Count, (Level.STRICTLY_CONFIDENTIAL,))] == [6]
        assert fates(parts, "clinic-fhir") == {"counted": 6, "erased": 1}
        parts.broker.send(visits(1))
        run_all(parts)
        assert [count.value for count in parts.index.find(Count, (Level.STRICTLY_CONFIDENTIAL,))] == [6]


def test_d04_who_may_not_see_a_report_is_not_told_that_it_was_erased(tmp_path: Path) -> None:
    with open_parts(settings_in(tmp_path)) as parts:
        append_erasures(parts.broker, [erasure(parts, KEY, Level.CONFIDENTIAL), erasure(parts, OTHER, SECRET_LEVEL)])
        for profile, key, told in (
            (ANALYST, KEY, "a report was erased on"),
            (ANALYST, OTHER, "no report, event"),
            (PROTECTED, OTHER, "a report was erased on"),
        ):
            with pytest.raises(ConfigurationError, match=told):
                read_thread(parts, profile, key)


def erasure(parts: Parts, key: str, level: Level) -> Erasure:
    name = erased_name(id_of_key(key), key_of(parts))
    return Erasure(id=name, at=datetime.now(UTC), by="officer", reason="safety", level=level)
