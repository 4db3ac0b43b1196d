"""The desk's own users: a file of names, roles and password hashes (Argon2id)."""

import json
import os
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import ValidationError

from desk.roles import ROLES
from schemas.base import Item
from schemas.errors import ConfigurationError

LEAST_LETTERS = 12
HASHER = PasswordHasher()
NOBODY = HASHER.hash("nobody has this password")  # so that an unknown name takes as long as a wrong password


class User(Item):
    """One user; `secret` is the hash of the password."""

    name: str
    role: str
    secret: str


def read_users(path: Path) -> dict[str, User]:
    """Return the users in the file at `path`, by name; none where there is no file."""
    if not path.exists():
        return {}
    try:
        users = [User.model_validate(each) for each in json.loads(path.read_text(encoding="utf-8"))]
    except (ValueError, ValidationError) as error:
        raise ConfigurationError(f"{path} is no file of users; make one with: forewarn desk user add") from error
    return {user.name: user for user in users}


def add_user(path: Path, name: str, role: str, password: str) -> None:
    """Add or replace one user."""
    if role not in ROLES:
        raise ConfigurationError(f"there is no role {role!r}; there are: {', '.join(ROLES)}")
    if not name.strip() or name != name.strip():
        raise ConfigurationError("a user's name may not be empty, nor begin or end with a blank")
    if len(password) < LEAST_LETTERS:
        raise ConfigurationError(f"the password is too short; use {LEAST_LETTERS} characters or more")
    _write(path, read_users(path) | {name: User(name=name, role=role, secret=HASHER.hash(password))})


def remove_user(path: Path, name: str) -> None:
    """Remove one user; an open session of theirs ends with the next page."""
    users = read_users(path)
    if users.pop(name, None) is None:
        raise ConfigurationError(f"there is no user {name!r} in {path}; see: forewarn desk user list")
    _write(path, users)


def role_with_password(path: Path, name: str, password: str) -> str | None:
    """Return the role of the user who has this name and password, None for anyone else."""
    user = read_users(path).get(name)
    try:
        HASHER.verify(user.secret if user else NOBODY, password)
    except (VerificationError, InvalidHashError):
        return None
    return user.role if user and user.role in ROLES else None


def _write(path: Path, users: dict[str, User]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump([users[name].model_dump() for name in sorted(users)], file, indent=1, ensure_ascii=False)
    draft.replace(path)
