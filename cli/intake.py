"""`forewarn intake`: a form for a person without Kafka; who reports is asked for last, and only if they agree."""

import secrets
from datetime import UTC, datetime
from typing import Annotated, Literal

import typer
from rich.prompt import Confirm, Prompt

from cli.common import MissionOption, errors, opened
from cli.show import say
from ingest.sources.community_alerts import ROLES
from pipeline.reporters import keep_reporter
from schemas.base import Item
from schemas.messages import OutgoingMessage

TOPIC = "community-alerts"
Language = Literal["en", "fr"]


class Words(Item):
    """The form in one language."""

    place: str
    seen: str
    role: str
    promise: str
    follow_up: str
    contact: str
    done: str


WORDS: dict[Language, Words] = {
    "en": Words(
        place="Where was it? (village; empty if not known)",
        seen="What was seen or heard, and when?",
        role="Who tells it? (a role, never a name)",
        promise="The report goes on without a name. A name or number is kept apart, only to call back.",
        follow_up="Does the person agree that a name or number is kept?",
        contact="Name or number",
        done="Sent as {number}. Next: forewarn run",
    ),
    "fr": Words(
        place="Où était-ce ? (village ; vide si inconnu)",
        seen="Qu’a-t-on vu ou entendu, et quand ?",
        role="Qui le raconte ? (un rôle, jamais un nom)",
        promise="Le rapport part sans nom. Un nom ou un numéro est gardé à part, pour rappeler seulement.",
        follow_up="La personne accepte-t-elle qu’un nom ou un numéro soit gardé ?",
        contact="Nom ou numéro",
        done="Envoyé sous {number}. Ensuite : forewarn run",
    ),
}
DEFAULT_ROLE: dict[Language, str] = {"en": "community member", "fr": "membre de la communauté"}


class Intake(Item):
    """What is sent: a community alert (formats.md 1), with nothing of who told it but a role."""

    alert_no: str
    received_at: datetime
    channel: str
    from_role: str
    place: dict[str, str] | None
    text: str
    lang: str


def intake(
    language: Annotated[Language, typer.Option(help="Language of the form and of the report.")] = "en",
    text: Annotated[str | None, typer.Option(help="What was seen; without it the form asks.")] = None,
    place: Annotated[str | None, typer.Option(help="Where it was.")] = None,
    role: Annotated[str | None, typer.Option(help="Who tells it: a role, never a name.")] = None,
    mission: MissionOption = None,
) -> None:
    """Take down what somebody tells, and send it as a community alert.

    Example: forewarn intake --language fr
    """
    words, contact = WORDS[language], None
    asks = text is None
    if text is None:
        place = Prompt.ask(words.place, console=errors, default="")
        text = Prompt.ask(words.seen, console=errors)
        role = Prompt.ask(words.role, console=errors, choices=sorted(ROLES), default=DEFAULT_ROLE[language])
    alert = alert_of(text, place=place, role=role or DEFAULT_ROLE[language], language=language)
    if asks:
        contact = _contact(words)
    with opened(mission) as parts:
        stamp = int(alert.received_at.timestamp() * 1000)
        value = alert.model_dump_json(exclude_none=True).encode()
        parts.broker.send([OutgoingMessage(topic=TOPIC, value=value, timestamp_ms=stamp)])
        if contact:
            keep_reporter(parts.settings.home, alert.alert_no, contact)
    say(words.done.format(number=alert.alert_no))


def alert_of(text: str, *, place: str | None, role: str, language: str) -> Intake:
    """Return the alert with a number that says nothing of who told it, or where."""
    now = datetime.now(UTC)
    return Intake(
        alert_no=f"INT/{now:%Y}/{secrets.token_hex(4)}",
        received_at=now,
        channel="form",
        from_role=role,
        place={"name": place} if place else None,
        text=text,
        lang=language,
    )


def _contact(words: Words) -> str | None:
    errors.print(words.promise, highlight=False)
    if not Confirm.ask(words.follow_up, console=errors, default=False):
        return None
    return Prompt.ask(words.contact, console=errors) or None
