"""Rule D38: secrets come from files and the environment, and are nowhere else; nothing is asked in clear by default."""

import ast
import logging
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError
from typer.testing import CliRunner

from cli.app import app
from ingest import kafka_broker
from ingest.kafka_broker import KafkaBroker
from ingest.kafka_security import kafka_security
from schemas.errors import ConfigurationError, RetryableError
from schemas.settings import Settings
from tests.cli.test_commands import commands
from tests.pipeline.runs import ROOT

SECRET = "a-secret-that-is-nowhere-else"
FIELDS = [name for name, field in Settings.model_fields.items() if field.annotation is SecretStr]
USER_IN_ADDRESS = f"https://elastic:{SECRET}@search.example:9200"
CODE = [path for folder in ROOT.iterdir() if (folder / "__init__.py").exists() for path in sorted(folder.rglob("*.py"))]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings whose every secret is in the environment."""
    for name in FIELDS:
        monkeypatch.setenv(f"FOREWARN_{name.upper()}", SECRET)
    monkeypatch.setenv("FOREWARN_ELASTICSEARCH_URL", USER_IN_ADDRESS)
    return Settings()


def test_d38_no_setting_shows_a_secret(settings: Settings) -> None:
    assert len(FIELDS) >= 7
    assert all(getattr(settings, name).get_secret_value() == SECRET for name in FIELDS)
    assert settings.elasticsearch_url == USER_IN_ADDRESS
    assert SECRET not in f"{settings!r} {settings} {[settings]}"


def test_d38_whatever_sounds_like_a_secret_is_hidden() -> None:
    named = {name for name in Settings.model_fields if re.search(r"password|secret|api_key|case_key|audit_key", name)}
    assert named == set(FIELDS)


def test_d38_no_help_and_no_error_of_the_command_shows_a_secret(settings: Settings) -> None:
    for words in [(), *commands()]:
        shown = CliRunner().invoke(app, [*words, "--help"])
        assert shown.exit_code == 0
        assert SECRET not in shown.output


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("elasticsearch_url", f"http://elastic:{SECRET}@search.example:9200"),
        ("kibana_url", f"http://kibana:{SECRET}@kibana.example:5601"),
        ("kafka_security_protocol", SECRET),
        ("smtp_port", SECRET),
    ],
)
def test_d38_no_refusal_shows_a_secret(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"FOREWARN_{name.upper()}", value)
    with pytest.raises((ConfigurationError, ValidationError)) as refused:
        Settings(smtp_password=SecretStr(SECRET))
    assert name in str(refused.value).lower()
    assert SECRET not in str(refused.value)


def test_d38_kafkas_client_writes_no_password_down(
    settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kafka_broker, "CONNECT_MS", 100)
    caplog.set_level(logging.DEBUG)
    named = settings.model_copy(update={"kafka_bootstrap_servers": "127.0.0.1:9", "kafka_user": "forewarn"})
    with pytest.raises(RetryableError):
        KafkaBroker("127.0.0.1:9", security=kafka_security(named)).begin_offsets(["reports"])
    assert "127.0.0.1:9" in caplog.text
    assert SECRET not in caplog.text


def test_d38_no_command_takes_a_secret_as_an_argument() -> None:
    """Arguments stand in the list of processes, for all on the machine to read."""
    texts = [path.read_text(encoding="utf-8") for path in CODE if path.is_relative_to(ROOT / "cli")]
    assert not [text for text in texts if re.search(r'"--[\w-]*(password|secret|token|api-key)', text)]
    taken = [name for path in CODE if path.is_relative_to(ROOT / "cli") for name in options_of(path)]
    assert len(taken) > 50
    assert not [name for name in taken if re.search(r"password|secret|token|(api|case|audit)_key", name)]


def options_of(path: Path) -> Iterator[str]:
    """Yield the parameters of the functions that are commands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and any("command" in ast.unparse(each) for each in node.decorator_list):
            yield from (each.arg for each in node.args.args)


def test_d38_no_secret_is_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    files = [ROOT / name for name in listed.split("\0") if name and not name.startswith("tests/")]
    forms = re.compile(
        rb"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|ghp_\w{36}|xox[abp]-\w+"
        rb"|://\w+:[^@\s/.$\"{']{6,}@|(?i:password|secret|api_key|token)\"?\s*[=:]\s*[\"'][\w+/=-]{12,}[\"']"
    )
    found = {path.name: forms.findall(path.read_bytes()) for path in files if path.is_file()}
    assert len(found) > 300
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize(
    ("fields", "mend"),
    [
        ({"elasticsearch_url": "http://search.example:9200"}, "https://"),
        ({"elasticsearch_url": "http://10.0.0.7:9200"}, "https://"),
        ({"kibana_url": "http://kibana.example"}, "https://"),
        ({"kafka_bootstrap_servers": "a.example:9092", "kafka_security_protocol": "PLAINTEXT"}, "SASL_SSL"),
        (
            {"kafka_bootstrap_servers": "127.0.0.1:9092,a.example:9092", "kafka_security_protocol": "PLAINTEXT"},
            "SASL_SSL",
        ),
        ({"smtp_host": "mail.example", "smtp_security": "none"}, "starttls"),
    ],
)
def test_d38_another_host_is_spoken_to_in_clear_only_where_that_is_allowed(fields: dict[str, str], mend: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"in clear; .*{mend}.*FOREWARN_PLAINTEXT_ALLOWED=true"):
        Settings(**fields)  # type: ignore[arg-type] # each is of its field's type
    Settings(**fields, plaintext_allowed=True)  # type: ignore[arg-type]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.3.2.1", "[::1]"])
def test_this_host_may_be_spoken_to_in_clear(host: str) -> None:
    settings = Settings(elasticsearch_url=f"http://{host}:9200", kafka_bootstrap_servers=f"{host}:9092")
    assert settings.kafka_protocol == "PLAINTEXT"


@pytest.mark.parametrize("host", ["localhost.example", "127.0.0.1.example", "0.0.0.0", "localhost@search.example"])
def test_d38_what_only_looks_like_this_host_is_another(host: str) -> None:
    with pytest.raises(ConfigurationError):
        Settings(elasticsearch_url=f"http://{host}:9200")


def test_d38_kafka_elsewhere_wants_a_user_and_tls_by_default() -> None:
    with pytest.raises(ConfigurationError, match="set FOREWARN_KAFKA_USER and FOREWARN_KAFKA_PASSWORD"):
        Settings(kafka_bootstrap_servers="kafka.example:9092")
    settings = Settings(
        kafka_bootstrap_servers="kafka.example:9092", kafka_user="forewarn", kafka_password=SecretStr(SECRET)
    )
    told = kafka_security(settings)
    assert (told["security_protocol"], told["sasl_mechanism"]) == ("SASL_SSL", "SCRAM-SHA-512")
    assert told["ssl_context"].check_hostname
    assert kafka_security(Settings()) == {}


def test_a_file_that_holds_no_authority_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("")
    for name in ("empty.pem", "missing.pem"):
        settings = Settings(kafka_user="forewarn", kafka_password=SecretStr(SECRET), ca_file=tmp_path / name)
        with pytest.raises(ConfigurationError, match=r"FOREWARN_CA_FILE .*\.pem cannot be used"):
            kafka_security(settings)
