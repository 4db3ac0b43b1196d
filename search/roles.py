"""Roles in Elasticsearch: who may read which indices, and what our own services may do."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schemas.protection import Profile
from schemas.status import SourceStatus
from search.access import all_scopes, scopes
from search.elastic_client import asking, connect
from search.fields import KINDS, kind_of
from search.mappings import alias_of

Role = dict[str, Any]

DATA_ENGINEER = "data_engineer"
OPERATOR = "operator"
SERVICE = "forewarn_service"
KIBANA_LOADER = "forewarn_kibana"
KIBANA = "kibana-.kibana"  # the name under which Kibana checks what a user may do in it


def roles(prefix: str, readers: Mapping[str, Profile]) -> dict[str, Role]:
    """Return the roles: of people by the profile that they read, of those who run the system, and of services.

    Data engineers see how sources are, operators how the cluster is, neither what a report says. A profile's role
    grants the aliases of its own scopes, one by one, so nothing of another profile is in its reach.
    """
    indices = {"names": [f"{prefix}-*"], "privileges": ["all"]}
    sources = [alias_of(prefix, kind_of(SourceStatus), scope) for scope in all_scopes(SourceStatus)]
    return {name: _reader(prefix, profile) for name, profile in readers.items()} | {
        DATA_ENGINEER: {"cluster": ["monitor"], "indices": [{"names": sources, "privileges": ["read"]}]},
        OPERATOR: {"cluster": ["monitor"]},
        SERVICE: {"cluster": ["monitor"], "indices": [indices]},
        KIBANA_LOADER: {"applications": [{"application": KIBANA, "privileges": ["all"], "resources": ["*"]}]},
    }


def _reader(prefix: str, profile: Profile) -> Role:
    names = [alias_of(prefix, kind, scope) for kind in KINDS for scope in scopes(kind.model, profile)]
    read = {"names": names, "privileges": ["read", "view_index_metadata"]}
    return {
        "indices": [read],
        "applications": [{"application": KIBANA, "privileges": ["read"], "resources": ["*"]}],
    }


def put_roles(url: str, made: Mapping[str, Role], *, ca_file: Path | None = None) -> None:
    """Put the roles into the cluster at `url`, whose user must be allowed to; raises as `Index` does."""
    client = connect(url, ca_file)
    with client:
        for name, role in made.items():
            asking(lambda name=name, role=role: client.security.put_role(name=name, **role))  # type: ignore[misc]
