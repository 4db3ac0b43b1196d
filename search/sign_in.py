"""Whom Elasticsearch knows: a user's own name and password, checked by its native realm."""

from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from elasticsearch import ApiError, AuthenticationException

from schemas.errors import ConfigurationError
from search.elastic_client import connect, translating

SECURITY_IS_OFF = 405  # the path is then one of no action, and takes no GET


def native_roles(url: str, name: str, password: str, *, ca_file: Path | None = None) -> tuple[str, ...] | None:
    """Return the roles that the cluster at `url` gives the user, None where it does not know name and password.

    Raises `RetryableError` where it does not answer, `ConfigurationError` where its security is off.
    """
    with connect(_without_user(url), ca_file).options(basic_auth=(name, password)) as client, translating():
        try:
            return tuple(client.security.authenticate()["roles"])
        except AuthenticationException:
            return None
        except ApiError as error:
            if error.status_code != SECURITY_IS_OFF:
                raise
    raise ConfigurationError("Elasticsearch's security is off; give the desk users of its own: FOREWARN_DESK_USERS")


def _without_user(url: str) -> str:
    """Return `url` without the user and password of our own service in it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
