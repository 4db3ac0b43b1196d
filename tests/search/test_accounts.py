"""Users and API keys as `forewarn access apply` makes them, on a real Elasticsearch with its security on."""

import stat
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from elasticsearch import AuthenticationException, AuthorizationException, Elasticsearch

from cli.access import FILE_OF, read_user_list
from schemas.errors import ConfigurationError
from search.accounts import apply_keys, apply_users, write_secret
from search.roles import KIBANA_LOADER, SERVICE, roles
from tests.search.test_roles import READERS
from tests.services.fixtures import secured_elasticsearch_url

__all__ = ["secured_elasticsearch_url"]


def bare(url: str) -> str:
    return f"http://{urlsplit(url).netloc.rpartition('@')[2]}"


def test_a_secret_is_for_its_owner_alone_and_replaces_the_one_before(tmp_path: Path) -> None:
    for secret in ("first", "second"):
        write_secret(tmp_path / "new" / "key", secret)
    assert (tmp_path / "new" / "key").read_text() == "second"
    assert stat.S_IMODE((tmp_path / "new" / "key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["key"]


@pytest.mark.parametrize(
    "text",
    ["", "ana,analyst\n", "name,role\nana,king\n", "name,role\nana,analyst\nana,operator\n", "name,role\na/b,analyst\n",
     "name,role\nana,analyst,secret\n"],
)  # fmt: skip
def test_a_list_that_is_none_is_refused_without_repeating_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "users.csv").write_text(text)
    with pytest.raises(ConfigurationError, match=r"users\.csv") as refused:
        read_user_list(tmp_path / "users.csv")
    assert "king" not in str(refused.value)


@pytest.mark.services
def test_d32_whom_the_list_no_longer_names_is_shut_out(secured_elasticsearch_url: str, tmp_path: Path) -> None:
    prefix = f"acc-{uuid4().hex[:8]}"
    ana, bea = f"ana-{prefix}", f"bea-{prefix}"
    done = apply_users(
        secured_elasticsearch_url, {ana: "analyst", bea: "military_reader"}, prefix=prefix, folder=tmp_path
    )
    assert (done.made, done.kept, done.disabled) == ((ana, bea), (), ())
    password = (tmp_path / f"{ana}.password").read_text()
    assert stat.S_IMODE((tmp_path / f"{ana}.password").stat().st_mode) == 0o600
    with Elasticsearch(bare(secured_elasticsearch_url), basic_auth=(ana, password)) as client:
        assert client.security.authenticate()["roles"] == ["analyst"]
        done = apply_users(secured_elasticsearch_url, {bea: "analyst"}, prefix=prefix, folder=tmp_path)
        assert (done.made, done.kept, done.disabled) == ((), (bea,), (ana,))
        with pytest.raises(AuthenticationException):
            client.security.authenticate()
    with pytest.raises(ConfigurationError, match="not of a list of ours: elastic"):
        apply_users(secured_elasticsearch_url, {"elastic": "analyst"}, prefix=prefix, folder=tmp_path)


@pytest.mark.services
def test_d32_a_renewed_key_ends_the_one_before_and_reaches_its_own_indices_alone(
    secured_elasticsearch_url: str, tmp_path: Path
) -> None:
    prefix = f"key-{uuid4().hex[:8]}"
    made = roles(prefix, READERS)
    services = {FILE_OF[name]: made[name] for name in (SERVICE, KIBANA_LOADER)}
    keys = []
    for _ in range(2):
        apply_keys(secured_elasticsearch_url, services, prefix=prefix, folder=tmp_path)
        keys.append((tmp_path / FILE_OF[SERVICE]).read_text())
    before, now = keys
    with (
        Elasticsearch(bare(secured_elasticsearch_url), api_key=before) as client,
        pytest.raises(AuthenticationException),
    ):
        client.security.authenticate()
    with Elasticsearch(bare(secured_elasticsearch_url), api_key=now) as client:
        client.index(index=f"{prefix}-event-confidential-v0", document={}, refresh=True)
        assert client.count(index=f"{prefix}-*")["count"] == 1
        with pytest.raises(AuthorizationException):
            client.index(index="another", document={})
        with pytest.raises(AuthorizationException):
            client.security.put_role(name="more", cluster=["all"])
    kibana = (tmp_path / FILE_OF[KIBANA_LOADER]).read_text()
    with (
        Elasticsearch(bare(secured_elasticsearch_url), api_key=kibana) as client,
        pytest.raises(AuthorizationException),
    ):
        client.count(index=f"{prefix}-event-confidential-v0")
