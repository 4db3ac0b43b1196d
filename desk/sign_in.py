"""Signing in with the mission's own users: Elasticsearch's, or those in a file of the desk's own."""

from pathlib import Path

from desk.roles import ROLES
from desk.users import read_users, role_with_password
from schemas.settings import Settings


def users_file(settings: Settings) -> Path | None:
    """Return the file of the desk's own users, None where Elasticsearch knows them."""
    if settings.desk_users is not None:
        return settings.desk_users
    return None if settings.elasticsearch_url else settings.home / "desk-users.json"


def role_of(settings: Settings, name: str, password: str) -> str | None:
    """Return the role of the user who has this name and password, None for anyone else.

    Of the roles in Elasticsearch those of the table count (`forewarn access apply` makes them); whoever has several is
    not let in, since a role sees its own profile alone.
    """
    if not name or not password:
        return None
    file = users_file(settings)
    if file is not None:
        return role_with_password(file, name, password)
    from search.sign_in import native_roles  # a second of import that the embedded way is spared

    found = native_roles(settings.elasticsearch_url, name, password, ca_file=settings.ca_file)
    ours = ROLES.keys() & (found or ())
    return min(ours) if len(ours) == 1 else None


def still_has(settings: Settings, name: str, role: str) -> bool:
    """Tell whether a user who signed in earlier still has their role; Elasticsearch is asked at sign-in alone."""
    file = users_file(settings)
    user = read_users(file).get(name) if file is not None else None
    return file is None or (user is not None and user.role == role)
