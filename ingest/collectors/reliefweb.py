"""Reports from the ReliefWeb API v2, oldest change first, a page a message to `ngo-reliefweb` (apidoc.reliefweb.int).

Since November 2025 every call needs an `appname` that ReliefWeb has approved; version 1 answers 410.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus
from typing import Any

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from ingest.collecting import Cursor, Given, milliseconds, read_cursor, write_cursor
from schemas.errors import ConfigurationError, RetryableError
from schemas.messages import OutgoingMessage
from schemas.settings import Settings

NAME, TOPIC = "reliefweb", "ngo-reliefweb"
SCHEDULE = "17 * * * *"
ITEMS_A_PAGE = 50
ATTEMPTS, LONGEST_WAIT_SECONDS, TIMEOUT_SECONDS = 5, 60, 30
WAIT = wait_exponential(multiplier=1, max=LONGEST_WAIT_SECONDS)


class _AwayError(Exception):
    """ReliefWeb does not answer now; `wait_seconds` is what it asks for."""

    def __init__(self, wait_seconds: float | None = None) -> None:
        super().__init__()
        self.wait_seconds = wait_seconds


def is_configured(settings: Settings) -> bool:
    """Say whether the name that ReliefWeb has approved is set."""
    return bool(settings.reliefweb_appname)


def collect(given: Given) -> int:
    """Send every page of what changed since the last time and return how many; go on where a run was cut off.

    Raises `ConfigurationError` for a name that is not approved, `RetryableError` where ReliefWeb does not answer.
    """
    sent = 0
    with httpx.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False) as client:
        cursor: Cursor | None = read_cursor(given.store, NAME)
        while cursor is not None:
            answer = _asked(client, given.settings, cursor)
            if answer.status_code == HTTPStatus.NOT_MODIFIED:
                break
            items = _items(answer)
            if items:
                message = OutgoingMessage(topic=TOPIC, value=answer.content, timestamp_ms=milliseconds(given.now))
                sent += given.send([message])
            cursor = _moved_on(given, cursor, items, answer.headers.get("etag"))
    return sent


def _moved_on(given: Given, cursor: Cursor, items: list[Any], etag: str | None) -> Cursor | None:
    """Keep how far the page at `cursor` took us; return where the next page begins, None after the last one."""
    if len(items) == ITEMS_A_PAGE:
        following = cursor.model_copy(update={"offset": cursor.offset + len(items), "etag": None})
        write_cursor(given.store, NAME, following)
        return following
    newest = max(_changes(items), default=cursor.changed_from)
    unmoved = newest == cursor.changed_from and cursor.offset == 0
    write_cursor(given.store, NAME, Cursor(changed_from=newest, etag=etag if unmoved else None))
    return None


def _changes(items: list[Any]) -> Iterator[datetime]:
    for item in items:
        stated = item.get("fields", {}).get("date", {}).get("changed") if isinstance(item, dict) else None
        with suppress(ValueError):  # an item without a date that can be read does not move the cursor
            yield datetime.fromisoformat(str(stated))


def _items(answer: httpx.Response) -> list[Any]:
    try:
        items = answer.json()["data"]
    except (ValueError, KeyError, TypeError):
        raise RetryableError("ReliefWeb: the answer is no page of reports; try again later") from None
    return list(items)


def _asked(client: httpx.Client, settings: Settings, cursor: Cursor) -> httpx.Response:
    """Return the page at `cursor`, waiting as long as ReliefWeb asks for."""
    waiting = Retrying(
        retry=retry_if_exception_type((_AwayError, httpx.TransportError)),
        wait=_wait_seconds,
        stop=stop_after_attempt(ATTEMPTS),
        reraise=True,
    )
    try:
        return waiting(_asked_once, client, settings, cursor)
    except (_AwayError, httpx.TransportError):
        raise RetryableError("ReliefWeb does not answer; nothing is lost, the next run goes on from here") from None


def _wait_seconds(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait_seconds if isinstance(error, _AwayError) else None
    return WAIT(state) if asked is None else min(asked, LONGEST_WAIT_SECONDS)


def _asked_once(client: httpx.Client, settings: Settings, cursor: Cursor) -> httpx.Response:
    headers = {"If-None-Match": cursor.etag} if cursor.etag else {}
    answer = client.get(settings.reliefweb_url, params=_parameters(settings, cursor), headers=headers)
    if answer.status_code == HTTPStatus.FORBIDDEN:
        raise ConfigurationError("ReliefWeb refuses the appname; ask ReliefWeb for one, set FOREWARN_RELIEFWEB_APPNAME")
    if answer.status_code == HTTPStatus.GONE:
        raise ConfigurationError(
            "ReliefWeb has ended this version of its API; set FOREWARN_RELIEFWEB_URL to a newer one"
        )
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS or answer.is_server_error:
        stated = answer.headers.get("retry-after", "")
        raise _AwayError(float(stated) if stated.isdigit() else None)
    if answer.status_code not in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
        raise ConfigurationError(
            f"ReliefWeb answers {answer.status_code}; see FOREWARN_RELIEFWEB_URL and the countries"
        )
    return answer


def _parameters(settings: Settings, cursor: Cursor) -> dict[str, str | int]:
    conditions: list[tuple[str, str, str]] = []
    if settings.reliefweb_countries:
        conditions.append(("primary_country.iso3", "", settings.reliefweb_countries))
    if cursor.changed_from is not None:
        conditions.append(("date.changed", "[from]", cursor.changed_from.isoformat()))
    filters: dict[str, str | int] = {}
    for number, (field, part, value) in enumerate(conditions):
        filters[f"filter[conditions][{number}][field]"] = field
        filters[f"filter[conditions][{number}][value]{part}"] = value
    return {
        "appname": settings.reliefweb_appname,
        "profile": "full",
        "sort[]": "date.changed:asc",
        "limit": ITEMS_A_PAGE,
        "offset": cursor.offset,
        **filters,
    }
