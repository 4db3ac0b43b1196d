"""Who is told of warnings by which way, and what became of it."""

from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import model_validator

from schemas.annotation import ToldLanguage
from schemas.base import Item, Moment
from schemas.protection import PROFILES, Tlp
from schemas.transport import is_in_clear
from schemas.warning import AlertLevel, WhatIssued

ChannelKind = Literal["email", "webhook", "print"]


class Channel(Item):
    """One row of `channels.csv`: a way to tell those who can act; without the file nothing leaves.

    `to` is a mail address, an https address, or a folder for printed notes. With `unit`, an id of `units.csv`, it takes
    what is addressed or escalated to that unit; with `areas`, names of districts or provinces, what is warned of there.
    What is marked narrower than `tlp` is only announced, without a word of what it says (rule D19).
    """

    id: str
    kind: ChannelKind
    to: str
    profile: str = "analyst"
    unit: str | None = None
    areas: tuple[str, ...] = ()
    least_level: AlertLevel = AlertLevel.LOW
    tlp: Tlp = Tlp.AMBER
    language: ToldLanguage = "en"

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.profile not in PROFILES:
            raise ValueError(f"there is no profile {self.profile!r}; there are: {', '.join(PROFILES)}")
        if self.kind == "email" and (self.to.count("@") != 1 or any(each.isspace() for each in self.to)):
            raise ValueError("`to` of an email channel is one mail address")
        if self.kind == "webhook" and not _is_safe(self.to):
            raise ValueError("`to` of a webhook channel begins with https://, or is on this host")
        return self


def _is_safe(address: str) -> bool:
    """Return whether what is sent to a web address stays readable by its receiver alone (rule D38)."""
    parts = urlsplit(address)
    return bool(parts.hostname) and parts.scheme in ("http", "https") and not is_in_clear(address)


class Section(Item):
    """A part of a note: its heading and its lines."""

    heading: str
    lines: tuple[str, ...]


class Note(Item):
    """A warning as it is sent or printed, in one language, with its marking and for whom it is (rule D39)."""

    warning_id: str
    marking: str
    title: str
    recipient: str
    made_at: Moment
    statement: str
    sections: tuple[Section, ...]


class Delivery(Item):
    """One line of the record of deliveries, kept on the `deliveries` topic.

    `sending` is written before a sink is tried, so that of two senders at once only the first sends;
    `sender` is a token of each. `attempt` counts from 1.
    """

    id: str
    channel: str
    entry_id: str
    warning_id: str
    profile: str
    what: WhatIssued
    attempt: int
    sender: str
    state: Literal["sending", "delivered", "failed"]
    at: Moment
    reason: str = ""
