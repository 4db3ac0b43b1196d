"""Rows of single persons through the whole pipeline: only counts come out, the same in any order and any cut."""

import json
import random
from pathlib import Path

import pytest

from ingest.replay import replayed
from pipeline.run import run_all
from schemas.messages import OutgoingMessage
from schemas.protection import ANALYST, Level, published_scopes
from schemas.report import Count
from tests.pipeline.runs import (
    ROOT,
    current_only,
    exported,
    replayed_into,
    run_example,
    settings_in,
    whatever_the_order,
)

SAMPLES = ROOT / "ingest" / "sources" / "samples"
TOPICS = ("clinic-gbvims", "clinic-fhir", "clinic-tracker")
RECORDED = [message for topic in TOPICS for message in replayed(SAMPLES / topic / "messages.jsonl")]
SECRETS = sorted({value.decode() for message in RECORDED for name, value in message.headers if name == "secret"})


def visits(number: int) -> list[OutgoingMessage]:
    """Return as many visits to one clinic in one week, each a message."""
    encounter = {
        "resourceType": "Encounter",
        "status": "finished",
        "period": {"start": "2025-02-14T09:00:00Z"},
        "serviceProvider": {"reference": "Organization/ouTOKOUND01"},
    }
    stamp = RECORDED[0].timestamp_ms
    return [
        OutgoingMessage(
            topic="clinic-fhir", value=json.dumps({**encounter, "id": f"enc-{n}"}).encode(), timestamp_ms=stamp + n
        )
        for n in range(number)
    ]


def test_d05_d06_no_person_leaves_the_door(tmp_path: Path) -> None:
    assert len(SECRETS) > 10
    with replayed_into(settings_in(tmp_path), RECORDED) as parts:
        run_all(parts)
        shown = json.dumps(exported(parts), ensure_ascii=False)
        batches = [path for path in parts.store.paths("") if not path.startswith("protected/")]
        readable = {path: parts.store.read_bytes(path) for path in batches}  # these files are sealed
    assert not [secret for secret in SECRETS if secret in shown]
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and "protected" not in path.parts]
    # The broker holds what was sent, the protected folder what was refused, the gazetteer the names of the world's
    # countries and areas, none of which is a secret though one may be spelt like one; nothing else may hold a secret.
    open_to_all = ("broker.sqlite", "gazetteer-")
    readable |= {path.name: path.read_bytes() for path in kept if not path.name.startswith(open_to_all)}
    assert not [(name, secret) for name, raw in readable.items() for secret in SECRETS if secret.encode() in raw]


@pytest.mark.parametrize("batch_messages", [1, 500])
def test_shuffled_and_cut_the_counts_are_the_same(tmp_path: Path, batch_messages: int) -> None:
    messages = [*RECORDED, *visits(7)]
    shuffled = random.Random(batch_messages).sample(messages, len(messages))
    straight = run_example(settings_in(tmp_path / "straight"), messages)
    other = run_example(settings_in(tmp_path / "other", batch_messages=batch_messages), shuffled)
    assert whatever_the_order(current_only(other)) == whatever_the_order(current_only(straight))


def test_a_visit_entered_in_error_is_counted_out_in_a_later_run(tmp_path: Path) -> None:
    with replayed_into(settings_in(tmp_path), visits(7)) as parts:
        run_all(parts)
        assert values(list(parts.index.find(Count, (Level.STRICTLY_CONFIDENTIAL,)))) == [7]
        assert values(list(parts.index.find(Count, published_scopes(ANALYST)))) == [7]
        wrong = json.loads(visits(1)[0].value or b"") | {"status": "entered-in-error", "meta": {"versionId": "2"}}
        later = visits(8)[-1].timestamp_ms + 1
        parts.broker.send([OutgoingMessage(topic="clinic-fhir", value=json.dumps(wrong).encode(), timestamp_ms=later)])
        run_all(parts)
        assert values(list(parts.index.find(Count, (Level.STRICTLY_CONFIDENTIAL,)))) == [6]


def test_d08_fewer_than_five_are_not_shown_to_analysts(tmp_path: Path) -> None:
    with replayed_into(settings_in(tmp_path), visits(4)) as parts:
        run_all(parts)
        assert values(list(parts.index.find(Count, (Level.STRICTLY_CONFIDENTIAL,)))) == [4]
        assert values(list(parts.index.find(Count, published_scopes(ANALYST)))) == [None]


def values(counts: list[Count]) -> list[int | None]:
    return [count.value for count in counts]
