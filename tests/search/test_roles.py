"""Roles on a real Elasticsearch with its security on: a profile reads its own indices, and no others."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from elasticsearch import AuthorizationException, Elasticsearch

from schemas.protection import ANALYST, PROFILES, PROTECTED, Level, Profile
from search.access import all_scopes, scopes
from search.fields import KINDS
from search.kibana.edition import index_title
from search.mappings import alias_of
from search.open_index import open_index
from search.roles import KIBANA, KIBANA_LOADER, SERVICE, put_roles, roles
from tests.factories import make_event, make_incident, make_warning
from tests.pipeline.runs import ROOT
from tests.search.kibana.sets import EDITIONS
from tests.services.fixtures import secured_elasticsearch_url

__all__ = ["secured_elasticsearch_url"]

READERS = {
    "analyst": ANALYST,
    "protection_adviser": PROTECTED,
    "military_reader": PROFILES["military"],
    "humanitarian_partner": PROFILES["partner"],
}


def test_a_profile_is_granted_its_own_aliases_one_by_one() -> None:
    granted = {name: set(role["indices"][0]["names"]) for name, role in roles("p", READERS).items() if name in READERS}
    assert not [name for names in granted.values() for name in names if "*" in name]
    assert not [name for name in granted["analyst"] if name.endswith(("strictly_confidential", "protected"))]
    assert {"p-event-strictly_confidential", "p-warning-protected"} <= granted["protection_adviser"]
    assert "p-warning-analyst" not in granted["protection_adviser"]


def test_kibana_shows_a_profile_nothing_that_its_role_may_not_read() -> None:
    for edition in EDITIONS:
        (role,) = [role for name, role in roles("test", READERS).items() if READERS.get(name) == edition.profile]
        for pattern in ("event", "report", "member", "incident", "link", "warning", "count", "source"):
            assert set(index_title(edition, pattern).split(",")) <= set(role["indices"][0]["names"])


@pytest.fixture(scope="module")
def prefix(secured_elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the prefix of indices that the service's own user has filled."""
    made = f"test-{uuid4().hex}"
    put_roles(secured_elasticsearch_url, roles(made, READERS))
    with Elasticsearch(secured_elasticsearch_url) as admin:
        for name, role in {"service": SERVICE, "analyst": "analyst", "adviser": "protection_adviser"}.items():
            admin.security.put_user(username=name, password="secret-enough", roles=[role])
        index = open_index(
            url=as_user(secured_elasticsearch_url, "service"), path=tmp_path_factory.mktemp("unused"), prefix=made
        )
        index.make()
        index.put([make_event(), make_event("two", level=Level.STRICTLY_CONFIDENTIAL), make_incident()])
        index.put([make_warning(), make_warning("two", profile="protected")])
        index.refresh()
        index.close()
        yield made


def as_user(url: str, name: str) -> str:
    host = urlsplit(url).netloc.rpartition("@")[2]
    return f"http://{name}:secret-enough@{host}"


@pytest.mark.services
@pytest.mark.parametrize(("user", "profile"), [("analyst", ANALYST), ("adviser", PROTECTED)])
def test_d04_a_reader_reads_the_indices_of_its_profile_and_no_others(
    secured_elasticsearch_url: str, prefix: str, user: str, profile: Profile
) -> None:
    every = {alias_of(prefix, kind, scope) for kind in KINDS for scope in all_scopes(kind.model)}
    own = {alias_of(prefix, kind, scope) for kind in KINDS for scope in scopes(kind.model, profile)}
    with Elasticsearch(as_user(secured_elasticsearch_url, user)) as client:
        assert {alias for alias in every if may_read(client, alias)} == own


def may_read(client: Elasticsearch, alias: str) -> bool:
    try:
        client.search(index=alias)
    except AuthorizationException:
        return False
    return True


@pytest.mark.services
def test_d04_a_wildcard_finds_a_reader_nothing_of_another_profile(secured_elasticsearch_url: str, prefix: str) -> None:
    with Elasticsearch(as_user(secured_elasticsearch_url, "analyst")) as client:
        found = {hit["_id"] for hit in client.search(index=f"{prefix}-*", size=100)["hits"]["hits"]}
        assert found == {make_event().id, make_incident().id, make_warning().id}
        with pytest.raises(AuthorizationException):
            client.index(index=f"{prefix}-event-confidential", document={})


@pytest.mark.services
def test_the_accounts_of_the_stack_are_made_and_may_be_made_again(
    secured_elasticsearch_url: str, tmp_path: Path
) -> None:
    parts = urlsplit(secured_elasticsearch_url)
    names = ("kibana_password", "service_password", "forewarn_kibana_password")
    for name, text in {"elastic_password": parts.password, **dict.fromkeys(names, "secret-enough")}.items():
        (tmp_path / name).write_text(text or "")
    url = f"http://{parts.netloc.rpartition('@')[2]}"
    for _ in range(2):
        subprocess.run(
            ["sh", ROOT / "docker" / "elasticsearch" / "make-users.sh"],
            env={**os.environ, "ELASTICSEARCH_URL": url, "SECRETS": str(tmp_path)},
            check=True,
        )
    with Elasticsearch(url, basic_auth=("forewarn", "secret-enough")) as client:
        assert client.security.authenticate()["roles"] == [SERVICE]
    with Elasticsearch(url, basic_auth=("forewarn_kibana", "secret-enough")) as client:
        assert client.security.authenticate()["roles"] == [KIBANA_LOADER]
    with Elasticsearch(url, basic_auth=("kibana_system", "secret-enough")) as client:
        assert client.security.authenticate()["username"] == "kibana_system"


@pytest.mark.services
def test_the_loader_may_write_kibanas_objects_and_read_no_index(secured_elasticsearch_url: str, prefix: str) -> None:
    with Elasticsearch(secured_elasticsearch_url) as admin:
        role = admin.security.get_role(name=KIBANA_LOADER)[KIBANA_LOADER]
    assert [each["application"] for each in role["applications"]] == [KIBANA]
    assert role["indices"] == []
    assert role["cluster"] == []
