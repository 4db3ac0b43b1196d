"""Every change of a warning reaches every channel that it is for, once, whatever fails on the way."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline import delivering
from pipeline.delivering import STALE_CLAIM, deliver, deliveries_due
from pipeline.exports import export
from pipeline.logbook import append_entries, read_deliveries
from pipeline.parts import Parts, open_parts
from schemas.delivery import Channel, Delivery, Note
from schemas.errors import RetryableError
from schemas.protection import ANALYST, PROTECTED
from tests.delivery.made import AREA, MISSION, channel, entry
from tests.factories import make_warning, moment
from tests.pipeline.runs import settings_in

NOW = moment(14.5)
Sent = list[tuple[str, str]]


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    with open_parts(settings_in(tmp_path)) as opened:
        mission = MISSION.model_copy(update={"channels": (channel("north"), channel("east"))})
        append_entries(opened.broker, [entry(), entry(make_warning("secret", profile="protected", area=AREA))])
        yield Parts(opened.settings, mission, opened.sources, opened.store, opened.broker, opened.index)


def sink(kept: Sent, fails: Callable[[Channel], bool] = lambda _: False) -> Callable[..., None]:
    """Return a way out that keeps what it is sent, or fails."""

    def send(note: Note, to: Channel, **_: object) -> None:
        if fails(to):
            raise RetryableError("the way out is away")
        kept.append((to.id, note.warning_id))

    return send


def undelivered(parts: Parts) -> list[Delivery]:
    """Return the last line of every delivery that has not arrived."""
    last = {each.id: each for each in sorted(read_deliveries(parts.broker), key=lambda each: each.attempt)}
    return [each for each in last.values() if each.state != "delivered"]


def test_each_channel_is_told_once(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: Sent = []
    monkeypatch.setattr(delivering, "send", sink(kept))
    for _ in range(3):
        deliver(parts, now=NOW)
    assert sorted(kept) == [("east", entry().warning_id), ("north", entry().warning_id)]
    assert list(undelivered(parts)) == []


def test_a_way_out_that_fails_stops_no_other_and_is_tried_again(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: Sent = []
    monkeypatch.setattr(delivering, "send", sink(kept, fails=lambda to: to.id == "east"))
    done = deliver(parts, now=NOW)
    assert {(each.channel, each.state) for each in done} == {("north", "delivered"), ("east", "failed")}
    assert [(each.channel, each.reason) for each in undelivered(parts)] == [("east", "the way out is away")]
    monkeypatch.setattr(delivering, "send", sink(kept))
    assert [(each.channel, each.attempt) for each in deliver(parts, now=NOW)] == [("east", 2)]
    assert sorted(channel for channel, _ in kept) == ["east", "north"]


def test_a_sender_that_dies_is_followed_by_another_after_a_while(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: Sent = []

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(delivering, "send", die)
    with pytest.raises(KeyboardInterrupt):
        deliver(parts, now=NOW)
    monkeypatch.setattr(delivering, "send", sink(kept))
    assert [each.channel for each in deliver(parts, now=NOW)] != ["north", "east"]
    deliver(parts, now=NOW + STALE_CLAIM)
    assert sorted(channel for channel, _ in kept) == ["east", "north"]


def test_of_two_senders_at_once_only_the_first_sends(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: Sent = []
    first, second = deliveries_due(parts, now=NOW), deliveries_due(parts, now=NOW)
    monkeypatch.setattr(delivering, "send", sink(kept))
    for due in (*first, *second):
        delivering._deliver_one(parts, due, NOW)
    assert sorted(channel for channel, _ in kept) == ["east", "north"]


@pytest.mark.parametrize(("hours_later", "due"), [(0, 2), (48, 2), (49, 0)])
def test_what_is_old_is_no_news(parts: Parts, hours_later: int, due: int) -> None:
    now: datetime = entry().at + timedelta(hours=hours_later)
    assert len(deliveries_due(parts, now=now)) == due


def test_the_record_shows_a_profile_only_what_was_sent_of_its_own_warnings(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "send", sink([]))
    told = Parts(
        parts.settings,
        parts.mission.model_copy(update={"channels": (channel("adviser", profile="protected"),)}),
        parts.sources, parts.store, parts.broker, parts.index,
    )  # fmt: skip
    deliver(told, now=NOW)
    assert {each.channel for each in read_deliveries(parts.broker)} == {"adviser"}
    assert list(export(told, "deliveries", profile=ANALYST)) == []
    assert len(list(export(told, "deliveries", profile=PROTECTED))) == 2
