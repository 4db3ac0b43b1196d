"""Which scopes a profile may read."""

from schemas.index import Document
from schemas.protection import PROFILES, SCOPES, Profile
from search.fields import kind_of


def scopes(kind: type[Document], profile: Profile) -> tuple[str, ...]:
    """Return the scopes of items of class `kind` that `profile` may see.

    What sources said lies by level and audience; what is derived was computed for one profile alone.
    """
    if kind_of(kind).scope_field == "profile":
        return (profile.name,)
    return profile.scopes


def all_scopes(kind: type[Document]) -> tuple[str, ...]:
    """Return every scope that items of class `kind` may be in."""
    return tuple(PROFILES) if kind_of(kind).scope_field == "profile" else SCOPES
