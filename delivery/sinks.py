"""The ways out: a mail server, a web address, a folder for printing. Each takes a note once, by its delivery's id."""

import hashlib
import hmac
import os
import smtplib
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from ssl import create_default_context

import httpx

from delivery.note import note_text
from delivery.paper import note_pdf
from schemas.delivery import Channel, ChannelKind, Note
from schemas.errors import ConfigurationError, RetryableError
from schemas.settings import Settings

TIMEOUT_SECONDS = 20


def send(note: Note, channel: Channel, *, delivery_id: str, settings: Settings) -> None:
    """Hand `note` over; the same `delivery_id` lets a receiver tell a repeat after a crash.

    Raises `RetryableError` where the receiver is away, `ConfigurationError` where it will never take this.
    """
    SINKS[channel.kind](note, channel, delivery_id, settings)


def mail(note: Note, channel: Channel, delivery_id: str, settings: Settings) -> None:
    """Send the note as text with its PDF, over TLS unless the settings say otherwise."""
    if not settings.smtp_host or not settings.smtp_from:
        raise ConfigurationError(
            f"channel {channel.id} sends mail, but no mail server is set; set FOREWARN_SMTP_HOST and FOREWARN_SMTP_FROM"
        )
    message = _message(note, channel, delivery_id, settings)
    try:
        with _connected(settings) as server:
            if settings.smtp_security == "starttls":
                server.starttls(context=create_default_context())
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            server.send_message(message)
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
        raise ConfigurationError(
            f"the mail server refused how we sign in ({type(error).__name__}); see FOREWARN_SMTP_USER, "
            "FOREWARN_SMTP_PASSWORD and FOREWARN_SMTP_SECURITY"
        ) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise RetryableError(
            f"the mail server refused the address of channel {channel.id}; see channels.csv"
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise RetryableError(f"the mail server did not take the note ({type(error).__name__})") from error


def _connected(settings: Settings) -> smtplib.SMTP:
    host, port = settings.smtp_host, settings.smtp_port
    if settings.smtp_security == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=create_default_context())
    return smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)


def _message(note: Note, channel: Channel, delivery_id: str, settings: Settings) -> EmailMessage:
    message = EmailMessage()
    message["From"] = settings.smtp_from
    message["To"] = channel.to
    message["Subject"] = " ".join(note.title.split())
    message["Date"] = format_datetime(note.made_at)
    message["Message-ID"] = f"<{delivery_id}@forewarn>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(note_text(note, channel.language))
    pdf = note_pdf(note, channel.language)
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"{delivery_id}.pdf")
    return message


def post(note: Note, channel: Channel, delivery_id: str, settings: Settings) -> None:
    """Post the note as JSON, signed with the secret of the settings, to the channel's own address and no other."""
    secret = settings.webhook_secret.get_secret_value()
    if not secret:
        raise ConfigurationError(
            f"channel {channel.id} is a webhook, but nothing signs what we send; set FOREWARN_WEBHOOK_SECRET"
        )
    body = note.model_dump_json().encode()
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": delivery_id,
        "X-Forewarn-Signature": "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest(),
    }
    try:
        answer = httpx.post(
            channel.to, content=body, headers=headers, timeout=TIMEOUT_SECONDS, follow_redirects=False, trust_env=False
        )
    except httpx.HTTPError as error:
        raise RetryableError(f"the webhook of channel {channel.id} is away ({type(error).__name__})") from error
    if not answer.is_success:
        raise RetryableError(f"the webhook of channel {channel.id} answered {answer.status_code}")


def lay_out(note: Note, channel: Channel, delivery_id: str, settings: Settings) -> None:
    """Write the note as PDF into the channel's folder, whole or not at all, readable by its owner alone."""
    folder = Path(channel.to)
    folder = folder if folder.is_absolute() else settings.home / folder
    aside = folder / f".{delivery_id}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(note_pdf(note, channel.language))
        aside.replace(folder / f"{note.made_at:%Y-%m-%d-%H%M}-{delivery_id}.pdf")
    except OSError as error:
        raise RetryableError(f"the folder of channel {channel.id} takes no file ({type(error).__name__})") from error


SINKS: Mapping[ChannelKind, Callable[[Note, Channel, str, Settings], None]] = {
    "email": mail,
    "webhook": post,
    "print": lay_out,
}
