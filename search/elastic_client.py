"""The Elasticsearch client, and its failures as Forewarn's errors: no message repeats what a document says."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    Elasticsearch,
    SSLError,
    TransportError,
)
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from schemas.errors import ConfigurationError, RetryableError, StopError
from schemas.transport import trusting

ATTEMPTS = 4
LONGEST_WAIT_SECONDS = 5.0
REQUEST_SECONDS = 60.0
AWAY = (429, 502, 503, 504)  # overloaded, or a proxy without a node behind it

R = TypeVar("R")


def connect(url: str, ca_file: Path | None = None, *, api_key: str = "") -> Elasticsearch:
    """Return a client of the cluster at `url`, whose certificate `ca_file` vouches for; nothing is sent yet.

    It signs in with `api_key` where there is one.

    Raises `ConfigurationError` for what is no URL, and for a file that holds no authority.
    """
    encrypted: dict[str, Any] = {"ssl_context": trusting(ca_file)} if urlsplit(url).scheme == "https" else {}
    try:
        return Elasticsearch(url, api_key=api_key or None, request_timeout=REQUEST_SECONDS, max_retries=0, **encrypted)
    except ValueError as error:
        raise ConfigurationError("FOREWARN_ELASTICSEARCH_URL is no address like https://host:9200; mend it") from error


def asking(call: Callable[[], R]) -> R:
    """Return the answer to `call`, asked again with growing pauses while the cluster is away.

    Raises `RetryableError` where it stays away, `ConfigurationError` where it refuses us, else `StopError`.
    """
    again = Retrying(
        retry=retry_if_exception_type(RetryableError),
        stop=stop_after_attempt(ATTEMPTS),
        wait=wait_exponential(multiplier=0.2, max=LONGEST_WAIT_SECONDS),
        reraise=True,
    )
    answer: R = again(_translated, call)
    return answer


def _translated(call: Callable[[], R]) -> R:
    with translating():
        return call()


@contextmanager
def translating() -> Iterator[None]:
    """Raise the failures of the client as Forewarn's errors."""
    try:
        yield
    except (AuthenticationException, AuthorizationException) as error:
        raise ConfigurationError(
            f"Elasticsearch refuses this user (HTTP {error.status_code}); mend its roles or FOREWARN_ELASTICSEARCH_URL"
        ) from None
    except ApiError as error:
        raise _error_of(error.status_code, str(error.error)) from None
    except SSLError:
        raise ConfigurationError(
            "Elasticsearch's certificate is not accepted, or it does not speak TLS; name the authority that signed it, "
            "FOREWARN_CA_FILE, and see the host in FOREWARN_ELASTICSEARCH_URL"
        ) from None
    except TransportError as error:
        raise RetryableError(
            f"Elasticsearch does not answer ({type(error).__name__}); start it or try again, and see that "
            "FOREWARN_ELASTICSEARCH_URL begins with https:// where it wants TLS"
        ) from None


def _error_of(status: int, reason: str) -> RetryableError | StopError:
    if status in AWAY:
        return RetryableError(f"Elasticsearch is overloaded or starting (HTTP {status}); try again")
    return StopError(f"Elasticsearch answered {reason} (HTTP {status}); see its log")


def check_answers(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the answers to several searches of one request.

    Raises for the first that failed, wholly or in a part of its indices: `RetryableError` or `StopError`.
    """
    answers: list[dict[str, Any]] = answer["responses"]
    for part in answers:
        if "error" in part:
            raise _error_of(part["status"], part["error"]["type"])
        if part["_shards"]["failed"]:
            raise RetryableError("Elasticsearch could not search a part of an index; try again")
    return answers


def check_written(failures: list[dict[str, Any]]) -> None:
    """Raise for the first document that a bulk request could not write, naming its id and the type of the reason.

    Raises `RetryableError` where the cluster was overloaded, else `StopError`.
    """
    for failure in failures:
        ((action, answer),) = failure.items()
        status, error = answer.get("status", 0), answer.get("error", {})
        reason = error.get("type", "unknown") if isinstance(error, dict) else "unknown"
        if status in AWAY:
            raise RetryableError(f"Elasticsearch is overloaded (HTTP {status}, {reason}); try again")
        if not (action == "delete" and answer.get("result") == "not_found"):
            raise StopError(
                f"Elasticsearch did not {action} document {answer.get('_id')}: {reason} (HTTP {status}); "
                "rebuild the index if its mapping is an old one"
            )
