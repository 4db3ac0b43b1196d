"""Signing in with the users of a real Elasticsearch whose security is on."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from elasticsearch import Elasticsearch

from desk.sign_in import role_of, still_has, users_file
from schemas.errors import ConfigurationError
from schemas.settings import Settings
from search.sign_in import native_roles
from tests.desk.world import PASSWORD, served, sign_in
from tests.pipeline.runs import settings_in
from tests.services.fixtures import elasticsearch_url, secured_elasticsearch_url

__all__ = ["elasticsearch_url", "secured_elasticsearch_url"]

pytestmark = pytest.mark.services
ROLES = {"desk-ana": ["analyst", "monitoring_user"], "desk-both": ["analyst", "operator"], "desk-other": ["viewer"]}


@pytest.fixture(scope="module")
def url(secured_elasticsearch_url: str) -> str:
    """Give the URL of a node with a few users; what their roles grant is not the desk's to ask."""
    with Elasticsearch(secured_elasticsearch_url) as client:
        for user, roles in ROLES.items():
            client.security.put_user(username=user, password=PASSWORD, roles=roles)
    return secured_elasticsearch_url


@pytest.fixture
def settings(url: str, tmp_path: Path) -> Settings:
    return settings_in(tmp_path, elasticsearch_url=url)


def test_a_user_with_one_role_of_ours_signs_in_with_their_own_password(settings: Settings) -> None:
    assert role_of(settings, "desk-ana", PASSWORD) == "analyst"
    assert role_of(settings, "desk-ana", PASSWORD + "x") is None
    assert role_of(settings, "nobody", PASSWORD) is None
    assert role_of(settings, "desk-ana", "") is None


def test_whoever_has_no_role_of_ours_or_two_is_not_let_in(settings: Settings) -> None:
    assert native_roles(settings.elasticsearch_url, "desk-both", PASSWORD) == ("analyst", "operator")
    assert role_of(settings, "desk-both", PASSWORD) is None
    assert role_of(settings, "desk-other", PASSWORD) is None
    superuser = urlsplit(settings.elasticsearch_url)
    assert role_of(settings, "elastic", superuser.password or "") is None, "the superuser has no role at the desk"


def test_the_desk_itself_signs_them_in(settings: Settings) -> None:
    assert users_file(settings) is None
    assert still_has(settings, "desk-ana", "analyst")
    with served(settings) as client:
        sign_in(client, "desk-ana")
        page = client.get("/").text
        assert "desk-ana, analyst" in page


def test_where_security_is_off_nobody_is_let_in(elasticsearch_url: str) -> None:
    with pytest.raises(ConfigurationError, match="security is off"):
        native_roles(elasticsearch_url, "desk-ana", PASSWORD)
