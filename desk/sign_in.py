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

    In Elasticsearch a role is named `<index prefix>_<role>`; whoever has several is let in with none, since a role
    sees its own profile alone.
    """
    if not name or not password:
        return None
    file = users_file(settings)
    if file is not None:
        return role_with_password(file, name, password)
    from search.sign_in import native_roles  # a second of import that the embedded way is spared

    prefix = f"{settings.index_prefix}_"
    known = native_roles(settings.elasticsearch_url, name, password) or ()
    ours = [role.removeprefix(prefix) for role in known if role.startswith(prefix)]
    return ours[0] if len(ours) == 1 and ours[0] in ROLES else None


def still_has(settings: Settings, name: str, role: str) -> bool:
    """Tell whether a user who signed in earlier still has their role; Elasticsearch is asked at sign-in alone."""
    file = users_file(settings)
    user = read_users(file).get(name) if file is not None else None
    return file is None or (user is not None and user.role == role)
