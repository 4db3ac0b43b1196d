"""`forewarn desk`: its users, and that it never sends names and passwords over a network in clear."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from cli.desk import check_transport
from desk.users import LEAST_LETTERS, read_users, role_with_password
from schemas.errors import ConfigurationError
from tests.cli.test_commands import set_home, typed
from tests.pipeline.runs import settings_in

PASSWORD = "a password of some length"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    set_home(monkeypatch, tmp_path)
    return tmp_path


def added(name: str, role: str, password: str) -> str:
    """Add a user, typing the password as it is asked for, and return what was printed."""
    words, keys = ["desk", "user", "add", name, "--role", role], f"{password}\n{password}\n"
    result = CliRunner().invoke(app, words, input=keys, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_user_is_added_listed_given_another_role_and_removed(home: Path) -> None:
    file = home / "desk-users.json"
    assert PASSWORD not in added("ana", "analyst", PASSWORD)
    assert PASSWORD not in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0
    assert role_with_password(file, "ana", PASSWORD) == "analyst"
    added("ana", "operator", PASSWORD + "!")
    assert typed("desk", "user", "list").split() == ["ana", "operator"]
    assert role_with_password(file, "ana", PASSWORD) is None
    typed("desk", "user", "remove", "ana")
    assert read_users(file) == {}


@pytest.mark.parametrize(
    ("name", "role", "password", "told"),
    [
        ("ana", "queen", PASSWORD, "there is no role"),
        ("ana", "analyst", "x" * (LEAST_LETTERS - 1), "too short"),
        (" ana", "analyst", PASSWORD, "blank"),
    ],
)
def test_what_is_no_user_is_refused(home: Path, name: str, role: str, password: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        added(name, role, password)


def test_where_elasticsearch_knows_the_users_the_file_is_not_written(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOREWARN_ELASTICSEARCH_URL", "http://127.0.0.1:9")
    with pytest.raises(ConfigurationError, match="FOREWARN_DESK_USERS"):
        typed("desk", "user", "list")


def test_beyond_this_machine_it_wants_tls(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="without TLS"):
        check_transport(settings_in(tmp_path, desk_host="0.0.0.0"))
    check_transport(settings_in(tmp_path))
    check_transport(settings_in(tmp_path, desk_host="0.0.0.0", desk_behind_tls=True))
    certificate = {"desk_certificate": tmp_path / "c.pem", "desk_certificate_key": tmp_path / "k.pem"}
    check_transport(settings_in(tmp_path, desk_host="0.0.0.0", **certificate))
    with pytest.raises(ConfigurationError, match="without TLS"):
        check_transport(settings_in(tmp_path, desk_host="0.0.0.0", desk_certificate=tmp_path / "c.pem"))
