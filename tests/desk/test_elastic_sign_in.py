"""Signing in with the users of a real Elasticsearch whose security is on."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from desk.sign_in import role_of, still_has, users_file
from schemas.errors import ConfigurationError
from schemas.settings import Settings
from search.sign_in import native_roles
from tests.desk.world import PASSWORD, served, sign_in
from tests.pipeline.runs import settings_in
from tests.services.elasticsearch import secured_elasticsearch
from tests.services.fixtures import elasticsearch_url, enter

__all__ = ["elasticsearch_url"]

pytestmark = pytest.mark.services
ROLES = {"ana": ["forewarn_analyst"], "both": ["forewarn_analyst", "forewarn_operator"], "other": ["viewer"]}
SUPERUSER = "thrown-away-after-the-test"


@pytest.fixture(scope="module")
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the URL of a node with a few users and roles."""
    with ExitStack() as services:
        address = enter(services, request, secured_elasticsearch(SUPERUSER), "Elasticsearch with security on")
        with Elasticsearch(address) as client:
            for role in ("forewarn_analyst", "forewarn_operator"):
                client.security.put_role(name=role, indices=[{"names": [f"{role}-*"], "privileges": ["read"]}])
            for user, roles in ROLES.items():
                client.security.put_user(username=user, password=PASSWORD, roles=roles)
        yield address


@pytest.fixture
def settings(url: str, tmp_path: Path) -> Settings:
    return settings_in(tmp_path, elasticsearch_url=url)


def test_a_user_with_one_role_of_ours_signs_in_with_their_own_password(settings: Settings) -> None:
    assert role_of(settings, "ana", PASSWORD) == "analyst"
    assert role_of(settings, "ana", PASSWORD + "x") is None
    assert role_of(settings, "nobody", PASSWORD) is None
    assert role_of(settings, "ana", "") is None


def test_whoever_has_no_role_of_ours_or_two_is_not_let_in(settings: Settings) -> None:
    assert native_roles(settings.elasticsearch_url, "both", PASSWORD) == ("forewarn_analyst", "forewarn_operator")
    assert role_of(settings, "both", PASSWORD) is None
    assert role_of(settings, "other", PASSWORD) is None
    assert role_of(settings, "elastic", SUPERUSER) is None, "the superuser has no role at the desk"


def test_the_desk_itself_signs_them_in(settings: Settings) -> None:
    assert users_file(settings) is None
    assert still_has(settings, "ana", "analyst")
    with served(settings) as client:
        sign_in(client, "ana")
        page = client.get("/").text
        assert "ana, analyst" in page


def test_where_security_is_off_nobody_is_let_in(elasticsearch_url: str) -> None:
    with pytest.raises(ConfigurationError, match="security is off"):
        native_roles(elasticsearch_url, "ana", PASSWORD)
