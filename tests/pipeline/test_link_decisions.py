"""What people decide about links outlives corrections, and a thread says who decided what, when, and what changed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import advance
from pipeline.deciding import decide_exclude, decide_grade, decide_merge, decide_pair, decide_split, undo
from pipeline.parts import Parts, open_parts
from pipeline.relinking import relink_rulings
from pipeline.run import run_all
from pipeline.thread import read_thread
from schemas.annotation import Event
from schemas.errors import ConfigurationError
from schemas.linkage import Decision, Incident
from schemas.messages import OutgoingMessage
from schemas.protection import PROTECTED
from tests.factories import moment
from tests.pipeline.runs import settings_in

WHO: dict[str, Any] = {"by": "analyst", "at": moment(), "why": "the chief called"}
TEXTS = {
    "A1": "Armed men abducted five girls in Tokounda this morning.",
    "A2": "Five girls were kidnapped by armed men in Tokounda today.",
    "A3": "Armed men abducted two boys in Zandopo this evening.",
}


def alert(number: str, text: str = "", *, revision: int = 0, withdrawn: bool = False) -> OutgoingMessage:
    stamp = f"2025-02-10T1{revision}:00:00Z"
    body = {
        "alert_no": f"XX/2025/{number}", "text": text or TEXTS[number], "received_at": "2025-02-10T09:00:00Z",
        "from_role": {"A1": "teacher", "A2": "driver", "A3": "teacher"}[number], "lang": "en", "revision": revision,
        "withdrawn": withdrawn,
    }  # fmt: skip
    milliseconds = int(1739178000_000 + revision * 3_600_000) + len(stamp)
    return OutgoingMessage(
        topic="community-alerts", key=number.encode(), value=json.dumps(body).encode(), timestamp_ms=milliseconds
    )


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    with open_parts(settings_in(tmp_path)) as parts:
        send(parts, *(alert(number) for number in TEXTS))
        yield parts


def send(parts: Parts, *messages: OutgoingMessage) -> None:
    parts.broker.send(messages)
    run_all(parts)


def event_of(parts: Parts, number: str) -> Event:
    (event,) = parts.index.find(Event, PROTECTED.scopes, {"key": f"community-alerts:XX/2025/{number}"})
    return event


def together(parts: Parts) -> list[str]:
    """Return the numbers of the alerts of each incident: `A1 A2`, `A3`."""
    incidents = parts.index.find(Incident, (PROTECTED.name,))
    return sorted(" ".join(key.rsplit("/", 1)[1] for key in incident.keys) for incident in incidents)


def test_names_that_somebody_typed_as_the_reason_are_masked(parts: Parts) -> None:
    left, right = event_of(parts, "A1").id, event_of(parts, "A2").id
    kept = decide_pair(parts, "confirm", left, right, **(WHO | {"why": "Amadou Sani called, 699 12 34 56"}))
    assert "Sani" not in kept.why
    assert "699" not in kept.why
    assert "called" in kept.why


def test_a_split_outlives_a_correction_and_ends_when_it_is_taken_back(parts: Parts) -> None:
    assert together(parts) == ["A1 A2", "A3"]
    decision = decide_split(parts, [event_of(parts, "A1").id], **WHO)
    run_all(parts)
    assert together(parts) == ["A1", "A2", "A3"]
    send(parts, alert("A1", "Armed men abducted twelve girls in Tokounda this morning.", revision=1))
    assert together(parts) == ["A1", "A2", "A3"]
    undo(parts, decision.id, **WHO)
    run_all(parts)
    assert together(parts) == ["A1 A2", "A3"]


def test_a_merge_follows_an_event_that_a_correction_moved(parts: Parts) -> None:
    before = event_of(parts, "A3").id
    decide_merge(parts, event_of(parts, "A1").id, before, **WHO)
    run_all(parts)
    assert together(parts) == ["A1 A2 A3"]
    send(parts, alert("A3", "Armed men abducted two boys in Ndokovi this evening.", revision=1))
    assert event_of(parts, "A3").id != before
    assert together(parts) == ["A1 A2 A3"]


def test_a_rejection_holds_when_the_report_is_read_anew_and_a_grade_is_shown(parts: Parts) -> None:
    one, other = event_of(parts, "A1"), event_of(parts, "A2")
    decide_pair(parts, "reject", one.id, other.id, **WHO)
    decide_grade(parts, one.id, 1, **WHO)
    run_all(parts)
    thread = read_thread(parts, PROTECTED, one.key)
    assert thread.incidents[0].credibility.grade == 1
    assert [(decision.kind, decision.by) for decision in thread.decisions] == [
        ("reject", "analyst"),
        ("grade", "analyst"),
    ]
    assert {link.status for link in thread.links} == {"rejected"}


def test_a_correction_and_a_withdrawal_are_told_in_the_thread(parts: Parts) -> None:
    send(parts, alert("A1", "Armed men abducted twelve girls in Tokounda this morning.", revision=1))
    (incident,) = read_thread(parts, PROTECTED, event_of(parts, "A2").id).incidents
    assert {side.says for side in incident.contradictions[0].sides} == {"5 girls", "12 girls"}
    changed = read_thread(parts, PROTECTED, event_of(parts, "A1").key).changes
    assert [change.what for change in changed] == [("abduction: number of people was 5 girls, is now 12 girls",)]
    send(parts, alert("A1", revision=2, withdrawn=True))
    assert together(parts) == ["A2", "A3"]
    changed = read_thread(parts, PROTECTED, "community-alerts:XX/2025/A1").changes
    assert changed[-1].what == ("withdrawn by its source; nothing rests on it any more",)


def test_keys_out_of_use_part_what_rests_on_them_alone(parts: Parts) -> None:
    shared = set(event_of(parts, "A1").keys) & set(event_of(parts, "A2").keys)
    beginnings = {f"{':'.join(key.split(':')[:2])}:*" if key.count(":") > 1 else key for key in shared}
    taken = [decide_exclude(parts, key, **WHO) for key in sorted(beginnings)]
    run_all(parts)
    assert together(parts) == ["A1", "A2", "A3"]
    for decision in taken:
        undo(parts, decision.id, **{**WHO, "at": moment(1)})
    run_all(parts)
    assert together(parts) == ["A1 A2", "A3"]


def test_what_cannot_be_decided_is_said(parts: Parts) -> None:
    one, alone = event_of(parts, "A1").id, event_of(parts, "A3").id
    with pytest.raises(ConfigurationError, match="nothing to split"):
        decide_split(parts, [alone], **WHO)
    with pytest.raises(ConfigurationError, match="in one incident already"):
        decide_merge(parts, one, event_of(parts, "A2").id, **WHO)
    with pytest.raises(ConfigurationError, match="no event nothing"):
        decide_pair(parts, "confirm", one, "nothing", **WHO)
    with pytest.raises(ConfigurationError, match="the same event"):
        decide_pair(parts, "confirm", one, one, **WHO)
    with pytest.raises(ConfigurationError, match="no event has the key"):
        decide_exclude(parts, "nothing", **WHO)
    with pytest.raises(ConfigurationError, match="no event has the key"):
        decide_exclude(parts, "name:nothing:*", **WHO)
    with pytest.raises(ConfigurationError, match="too much"):
        decide_exclude(parts, "name:*", **WHO)


def test_a_decision_while_a_run_applies_others_waits_for_the_next(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart, relink = event_of(parts, "A1").id, relink_rulings
    merged = decide_merge(parts, apart, event_of(parts, "A3").id, **WHO)
    undone: list[Decision] = []

    def slow(*arguments: Any) -> None:
        relink(*arguments)
        undone.append(undo(parts, merged.id, **WHO))

    monkeypatch.setattr(advance, "relink_rulings", slow)
    run_all(parts)
    assert together(parts) == ["A1 A2 A3"]
    monkeypatch.setattr(advance, "relink_rulings", relink)
    run_all(parts)
    assert undone
    assert together(parts) == ["A1 A2", "A3"]
