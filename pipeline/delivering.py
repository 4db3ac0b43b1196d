"""Tells those who can act: every change of a warning once to every channel that it is for.

What is still to be sent is computed from the record, so nothing depends on which run sends it.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

import structlog

from delivery.note import announce, write_note
from delivery.routing import is_for, is_only_announced
from delivery.sinks import send
from patterns.signs import name_of
from patterns.tear_lines import with_tear_lines
from patterns.wording import told_in
from pipeline.logbook import append_delivery, read_decisions, read_deliveries, read_entries
from pipeline.parts import Parts
from schemas.base import stable_id
from schemas.delivery import Channel, Delivery, Note
from schemas.errors import ForewarnError
from schemas.warning import WarningEntry

log = structlog.get_logger(__name__)
STALE_CLAIM = timedelta(minutes=15)  # a sender that has said nothing for so long has died


class Due(NamedTuple):
    """A change of a warning that a channel is to be told of, and how often that was tried before."""

    channel: Channel
    entry: WarningEntry
    attempts: int

    @property
    def id(self) -> str:
        """The id of the delivery, the same at every attempt."""
        return stable_id("delivery", self.channel.id, self.entry.id)


def deliveries_due(parts: Parts, *, now: datetime) -> list[Due]:
    """Return what is to be sent at `now`, oldest first; a change older than the settings allow is no news."""
    fresh = now - timedelta(hours=parts.settings.delivery_hours)
    told = with_tear_lines(read_entries(parts.broker), read_decisions(parts.broker), mission=parts.mission)
    recent = sorted((entry for entry in told if entry.at >= fresh), key=lambda entry: (entry.at, entry.id))
    record = _by_delivery(read_deliveries(parts.broker))
    wanted = [
        Due(channel, entry, 0)
        for entry in recent
        for channel in parts.mission.channels
        if is_for(entry, channel, parts.mission)
    ]
    return [
        due._replace(attempts=max((each.attempt for each in before), default=0))
        for due in wanted
        if is_open(before := record.get(due.id, []), now=now)
    ]


def deliver(parts: Parts, *, now: datetime) -> list[Delivery]:
    """Send what is due and return what became of it; a way out that fails stops no other, and is tried again."""
    if not parts.mission.channels:
        return []
    return [done for due in deliveries_due(parts, now=now) if (done := _deliver_one(parts, due, now)) is not None]


def is_open(attempts: Iterable[Delivery], *, now: datetime) -> bool:
    """Return whether something is still to be sent: nothing was, the last attempt failed, or its sender died."""
    last = max(attempts, key=lambda each: (each.attempt, each.state != "sending"), default=None)
    return last is None or last.state == "failed" or (last.state == "sending" and now - last.at >= STALE_CLAIM)


def _deliver_one(parts: Parts, due: Due, now: datetime) -> Delivery | None:
    """Claim the delivery, send it, and record the end; None where another sender has claimed it."""
    claim = _claim(due, now)
    if not _claimed(parts, claim):
        return None
    try:
        send(note_of(parts, due, now=now), due.channel, delivery_id=due.id, settings=parts.settings)
        done = claim.model_copy(update={"state": "delivered"})
    except ForewarnError as error:
        done = claim.model_copy(update={"state": "failed", "reason": str(error)})
        log.warning("a warning was not delivered", channel=due.channel.id, warning=due.entry.warning_id, why=str(error))
    append_delivery(parts.broker, done)
    return done


def note_of(parts: Parts, due: Due, *, now: datetime) -> Note:
    """Return the note that a channel gets, in its language and within its marking."""
    language, mission, catalogue = due.channel.language, parts.mission, parts.catalogue
    if is_only_announced(due.entry.warning, due.channel):
        return announce(due.entry, due.channel, mission=mission, now=now)
    told = told_in(due.entry.warning, catalogue=catalogue, mission=mission, language=language)
    names = {each: name_of(each, catalogue, language) for sign in told.evidence for each in sign.indicators}
    entry = due.entry.model_copy(update={"warning": told})
    return write_note(entry, due.channel, mission=mission, sign_names=names, now=now)


def _claimed(parts: Parts, claim: Delivery) -> bool:
    """Write `claim` down and return whether it was the first of its attempt: the topic's own order decides."""
    append_delivery(parts.broker, claim)
    rivals = [each for each in read_deliveries(parts.broker) if each.id == claim.id and each.attempt == claim.attempt]
    return rivals[0] == claim


def _claim(due: Due, now: datetime) -> Delivery:
    return Delivery(
        id=due.id,
        channel=due.channel.id,
        entry_id=due.entry.id,
        warning_id=due.entry.warning_id,
        profile=due.entry.warning.profile,
        what=due.entry.what,
        attempt=due.attempts + 1,
        sender=secrets.token_hex(8),
        state="sending",
        at=now,
    )


def _by_delivery(record: Iterable[Delivery]) -> dict[str, list[Delivery]]:
    found: dict[str, list[Delivery]] = {}
    for each in record:
        found.setdefault(each.id, []).append(each)
    return found
