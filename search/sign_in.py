"""Whom Elasticsearch knows: a user's own name and password, checked by its native realm."""

from urllib.parse import urlsplit, urlunsplit

from elasticsearch import AuthenticationException

from schemas.errors import ConfigurationError
from search.elastic_client import connect, translating


def native_roles(url: str, name: str, password: str) -> tuple[str, ...] | None:
    """Return the roles that the cluster at `url` gives the user, None where it does not know name and password.

    Raises `RetryableError` where it does not answer, `ConfigurationError` where its security is off.
    """
    client = connect(_without_user(url)).options(basic_auth=(name, password))
    with client, translating():
        try:
            known = client.security.authenticate()
        except AuthenticationException:
            return None
    if known["authentication_realm"]["type"] == "__anonymous":
        return None
    if "roles" not in known:
        raise ConfigurationError("Elasticsearch's security is off; give the desk users of its own: FOREWARN_DESK_USERS")
    return tuple(known["roles"])


def _without_user(url: str) -> str:
    """Return `url` without the user and password of our own service in it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
