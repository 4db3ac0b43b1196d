"""Putting objects into a Kibana through its own import."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx

from schemas.errors import ConfigurationError, RetryableError, StopError
from schemas.transport import trusting

TIMEOUT_SECONDS = 120.0
MOST_NAMED = 5


def load(
    text: str, *, url: str, api_key: str = "", user: str = "", password: str = "", ca_file: Path | None = None
) -> int:
    """Import the objects of `text` in the place of those of the same ids, and return how many those were.

    Raises `ConfigurationError` for an address, key or user that Kibana refuses, `RetryableError` where it is away, and
    `StopError` with the names of the objects that it did not take.
    """
    auth = (user, password) if user and not api_key else None
    answer = _sent(text, url.rstrip("/"), _headers(api_key), auth, ca_file)
    if answer.status_code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        raise ConfigurationError(
            f"Kibana refuses this user (HTTP {answer.status_code}); mend FOREWARN_KIBANA_API_KEY, or the user's rights"
        )
    if answer.is_server_error or answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        raise RetryableError(f"Kibana is starting or overloaded (HTTP {answer.status_code}); try again")
    return _taken(answer)


def _headers(api_key: str) -> dict[str, str]:
    return {"kbn-xsrf": "true", **({"Authorization": f"ApiKey {api_key}"} if api_key else {})}


def _sent(
    text: str, url: str, headers: dict[str, str], auth: tuple[str, str] | None, ca_file: Path | None
) -> httpx.Response:
    try:
        return httpx.post(
            f"{url}/api/saved_objects/_import",
            params={"overwrite": "true"},
            headers=headers,
            auth=auth,
            files={"file": ("forewarn.ndjson", text.encode(), "application/ndjson")},
            timeout=TIMEOUT_SECONDS,
            verify=trusting(ca_file),
        )
    except (httpx.InvalidURL, httpx.UnsupportedProtocol):
        raise ConfigurationError("FOREWARN_KIBANA_URL is no address like https://host:5601; mend it") from None
    except httpx.TransportError as error:
        raise RetryableError(f"Kibana does not answer ({type(error).__name__}); start it or try again") from None


def _taken(answer: httpx.Response) -> int:
    """Return how many objects were taken; Kibana answers with 200 also where it took none."""
    try:
        told: dict[str, Any] = answer.json()
    except ValueError:
        told = {}
    if not answer.is_success or "success" not in told:
        raise ConfigurationError(
            f"what answers at FOREWARN_KIBANA_URL is no Kibana (HTTP {answer.status_code}); mend the address"
        )
    if not told["success"]:
        raise StopError(f"Kibana did not take all objects: {_refused(told)}; see its version and log")
    return int(told["successCount"])


def _refused(told: dict[str, Any]) -> str:
    errors = told.get("errors", [])
    named = [f"{each.get('type')} {each.get('id')} ({each.get('error', {}).get('type')})" for each in errors]
    return ", ".join(named[:MOST_NAMED]) + (f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else "")
