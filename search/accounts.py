"""Users and API keys in Elasticsearch, made from a list; each password and key goes into a file for its owner alone."""

import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from elasticsearch import Elasticsearch

from schemas.errors import ConfigurationError
from search.elastic_client import asking, connect
from search.roles import Role

PASSWORD_BYTES = 24


class Applied(NamedTuple):
    """What was done to users: those made anew, those given a role, those shut out."""

    made: tuple[str, ...]
    kept: tuple[str, ...]
    disabled: tuple[str, ...]


def apply_users(
    url: str, wanted: Mapping[str, str], *, prefix: str, folder: Path, ca_file: Path | None = None
) -> Applied:
    """Give every user of `wanted` its one role; a new one gets a password, in a file of its name in `folder`.

    Whom an earlier list named and this one does not is disabled: access ends with the list (rule D32). Users that no
    list of ours ever named are left alone, and a name that one of these has is refused.
    """
    with connect(url, ca_file) as client:
        known: dict[str, Any] = asking(lambda: client.security.get_user().body)
        ours = {name for name, user in known.items() if user["metadata"].get("forewarn") == prefix}
        if foreign := sorted(wanted.keys() & known.keys() - ours):
            raise ConfigurationError(f"these users are there already and not of a list of ours: {', '.join(foreign)}")
        for name, role in sorted(wanted.items()):
            _put_user(client, name, role, prefix, None if name in known else folder)
        gone = sorted(name for name in ours - wanted.keys() if known[name]["enabled"])
        for name in gone:
            asking(lambda name=name: client.security.disable_user(username=name))  # type: ignore[misc]
    return Applied(tuple(sorted(wanted.keys() - ours)), tuple(sorted(wanted.keys() & ours)), tuple(gone))


def apply_keys(
    url: str, services: Mapping[str, Role], *, prefix: str, folder: Path, ca_file: Path | None = None
) -> None:
    """Make an API key with the rights of each of `services`, in the file of that name in `folder`.

    The new key is written down before the older ones of its name end, so that nothing stands without one.
    """
    with connect(url, ca_file) as client:
        for name, role in services.items():
            key = _created(client, f"{prefix}-{name}", role)
            write_secret(folder / name, key["encoded"])
            _end_others(client, f"{prefix}-{name}", key["id"])


def write_secret(path: Path, secret: str) -> None:
    """Write one secret to a file that its owner alone may read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(secret)
    draft.replace(path)


def _put_user(client: Elasticsearch, name: str, role: str, prefix: str, folder: Path | None) -> None:
    """Make or change one user; with `folder` it is a new one, whose password is written down first."""
    told: dict[str, Any] = {"roles": [role], "metadata": {"forewarn": prefix}, "enabled": True}
    if folder is not None:
        told["password"] = secrets.token_urlsafe(PASSWORD_BYTES)
        write_secret(folder / f"{name}.password", told["password"])
    asking(lambda: client.security.put_user(username=name, **told))


def _created(client: Elasticsearch, name: str, role: Role) -> dict[str, Any]:
    made: dict[str, Any] = asking(lambda: client.security.create_api_key(name=name, role_descriptors={name: role}).body)
    return made


def _end_others(client: Elasticsearch, name: str, kept: str) -> None:
    keys: Sequence[dict[str, Any]] = asking(lambda: client.security.get_api_key(name=name).body["api_keys"])
    older = [key["id"] for key in keys if key["id"] != kept and not key["invalidated"]]
    if older:
        asking(lambda: client.security.invalidate_api_key(ids=older))
