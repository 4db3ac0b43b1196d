"""What stands in docker/ is so: every setting, command, file, secret, volume and service that it names exists."""

import json
import re
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.settings import Settings
from tests.cli.test_commands import commands
from tests.pipeline.runs import ROOT

DOCKER = ROOT / "docker"
COMPOSE = yaml.safe_load((DOCKER / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
ONCE = {name for name, service in SERVICES.items() if service.get("restart") == "no"}
services = pytest.mark.parametrize("name", SERVICES)

# Airflow's own settings are asked of Airflow; those of the Celery provider, which only the image has, stand here.
CELERY = {"broker_url", "result_backend", "worker_concurrency"}
AIRFLOW_COMMANDS = {"api-server", "scheduler", "dag-processor", "triggerer", "celery worker", "db migrate", "db clean"}


def words_of(service: dict[str, Any]) -> str:
    """Return all that a service runs, as one line."""
    parts = [service.get("entrypoint", []), service.get("command", [])]
    return " ".join(word for part in parts for word in ([part] if isinstance(part, str) else part))


def bound(service: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is mounted and where, with defaults in the place of variables."""
    for volume in service.get("volumes", []):
        source, target = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", volume).split(":")[:2]
        yield source, target


def secrets_of(service: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each secret of a service and the name that it has inside."""
    for secret in service.get("secrets", []):
        yield (secret, secret) if isinstance(secret, str) else (secret["source"], secret["target"])


def test_every_setting_of_ours_exists() -> None:
    given = {name for service in OURS.values() for name in service["environment"] if name.startswith("FOREWARN_")}
    given |= set(re.findall(r"\bFOREWARN_\w+", (DOCKER / "forewarn" / "Dockerfile").read_text(encoding="utf-8")))
    files = {inside for service in OURS.values() for _, inside in secrets_of(service) if inside.startswith("forewarn_")}
    existing = {f"FOREWARN_{name.upper()}" for name in Settings.model_fields}
    assert given <= existing
    assert {name.upper() for name in files} <= existing


def test_a_file_in_the_secrets_is_a_setting_and_a_variable_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "forewarn_case_key").write_text("from a file\n")
    assert Settings(_secrets_dir=tmp_path).case_key.get_secret_value() == "from a file"
    monkeypatch.setenv("FOREWARN_CASE_KEY", "from a variable")
    assert Settings(_secrets_dir=tmp_path).case_key.get_secret_value() == "from a variable"


def test_every_setting_of_airflow_exists() -> None:
    from airflow.configuration import conf

    given = {name for service in OURS.values() for name in service["environment"] if name.startswith("AIRFLOW__")}
    assert given
    for name in given:
        section, option = (part.lower() for part in name.removeprefix("AIRFLOW__").split("__"))
        bare = option.removesuffix("_cmd")
        if section == "celery":
            assert bare in CELERY
            continue
        assert conf.configuration_description[section]["options"].get(bare), name
        if option != bare:
            assert (section, bare) in conf.sensitive_config_values, f"{name}: Airflow runs no command for it"


def test_every_command_exists() -> None:
    existing = {" ".join(words) for words in commands()} | {words[0] for words in commands()}
    for name, service in OURS.items():
        for typed in re.findall(r"forewarn ([a-z]+(?: [a-z]+)?)", words_of(service)):
            assert typed in existing or typed.split()[0] in existing, name
        for typed in re.findall(r"airflow ((?:db|celery) [a-z]+|[a-z-]+)", words_of(service)):
            assert typed in AIRFLOW_COMMANDS, name


@services
def test_what_is_mounted_is_there(name: str) -> None:
    for source, target in bound(SERVICES[name]):
        assert target.startswith("/")
        if source.startswith("."):
            assert (DOCKER / source).exists(), source
        else:
            assert source in COMPOSE["volumes"]


def test_every_volume_network_and_secret_is_used() -> None:
    mounted = {source for service in SERVICES.values() for source, _ in bound(service) if not source.startswith(".")}
    assert mounted == set(COMPOSE["volumes"])
    assert {network for service in SERVICES.values() for network in service["networks"]} == set(COMPOSE["networks"])
    assert {source for service in SERVICES.values() for source, _ in secrets_of(service)} == set(COMPOSE["secrets"])


@services
def test_a_script_reads_only_the_secrets_that_its_service_has(name: str) -> None:
    service = SERVICES[name]
    scripts = [DOCKER / source for source, _ in bound(service) if source.endswith(".sh")]
    texts = [path.read_text(encoding="utf-8").replace("$secrets", "/run/secrets") for path in scripts]
    texts += [words_of(service), str(service.get("environment", {}))]
    read = {secret for text in texts for secret in re.findall(r"/run/secrets/(\w+)", text)}
    assert read <= {inside for _, inside in secrets_of(service)}


@services
def test_what_a_service_waits_for_can_come_about(name: str) -> None:
    for other, wanted in SERVICES[name].get("depends_on", {}).items():
        if wanted["condition"] == "service_healthy":
            assert "healthcheck" in SERVICES[other]
        else:
            assert wanted["condition"] == "service_completed_successfully"
            assert other in ONCE


@services
def test_every_service_says_how_it_is_and_has_no_rights_that_it_does_not_need(name: str) -> None:
    service = SERVICES[name]
    assert name in ONCE or "healthcheck" in service
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    assert name not in OURS or service["read_only"]


@services
def test_no_secret_stands_in_the_file(name: str) -> None:
    for setting, value in SERVICES[name].get("environment", {}).items():
        if re.search(r"PASSWORD|SECRET|_KEY|TOKEN", setting):
            assert re.search(r"_CMD$|_FILE$", setting), setting
            assert re.search(r"^(cat )?/", value), setting


@services
def test_images_are_named_with_their_version(name: str) -> None:
    assert name in OURS or re.search(r":\d+[\d.]*$", SERVICES[name]["image"])


def test_the_image_ends_as_a_user_without_rights_and_copies_what_is_there() -> None:
    lines = (DOCKER / "forewarn" / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("USER ")][-1] == "USER 10001"
    assert (ROOT / "requirements-stack.lock").exists()
    ignored = (DOCKER / "forewarn" / "Dockerfile.dockerignore").read_text(encoding="utf-8")
    assert ignored.splitlines()[1] == "*"
    assert [name for name in re.findall(r"^!(.+)$", ignored, flags=re.MULTILINE) if not (ROOT / name).exists()] == []


def test_the_image_gets_every_package() -> None:
    ignored = (DOCKER / "forewarn" / "Dockerfile.dockerignore").read_text(encoding="utf-8")
    packages = re.findall(r"packages = \[(.+)\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))[0]
    assert {f"!{name}" for name in re.findall(r'"(\w+)"', packages)} <= set(ignored.splitlines())


def test_secrets_are_made_once_and_are_all_that_the_stack_asks_for(tmp_path: Path) -> None:
    script = tmp_path / "make-secrets.sh"
    script.write_text((DOCKER / "make-secrets.sh").read_text(encoding="utf-8"), encoding="utf-8")

    def made() -> dict[str, str]:
        subprocess.run(["sh", script], check=True, capture_output=True)
        return {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}

    first = made()
    assert made() == first
    wanted = {entry["file"].removeprefix("secrets/") for entry in COMPOSE["secrets"].values()}
    assert wanted <= set(first)
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    assert json.loads(first["airflow_passwords.json"]) == {"operator": first["airflow_operator_password"]}
    passwords = [text for name, text in first.items() if name.endswith(("_password", "_key", "_secret"))]
    assert len(passwords) == len(set(passwords))
    assert [name for name, text in first.items() if len(text) < 40] == ["forewarn_smtp_password"]
    assert stat.S_IMODE((tmp_path / "secrets" / "authority_key").stat().st_mode) == 0o600


def test_airflows_key_is_one_that_fernet_takes(tmp_path: Path) -> None:
    from cryptography.fernet import Fernet

    script = tmp_path / "make-secrets.sh"
    script.write_text((DOCKER / "make-secrets.sh").read_text(encoding="utf-8"), encoding="utf-8")
    subprocess.run(["sh", script], check=True, capture_output=True)
    Fernet((tmp_path / "secrets" / "airflow_fernet_key").read_text())


def test_d38_kafka_has_no_listener_in_clear() -> None:
    start = (DOCKER / "kafka" / "start.sh").read_text(encoding="utf-8")
    listeners = re.findall(r"^listener\.security\.protocol\.map=(.+)$", start, flags=re.MULTILINE)[0].split(",")
    named = set(re.findall(r"([A-Z]+)://", start))
    assert {listener.split(":")[0] for listener in listeners} == named
    assert {listener.split(":")[1] for listener in listeners} == {"SASL_SSL", "SSL"}
    assert "ssl.client.auth=required" in start
    assert not [name for name in SERVICES["kafka"]["environment"] if "LISTENER" in name]


def test_d38_what_holds_reports_is_asked_over_tls() -> None:
    files = [path for path in DOCKER.rglob("*") if path.is_file() and path.name != "Dockerfile.dockerignore"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert not re.findall(r"http://\S*(?:elasticsearch|kibana|:9200|:5601)\S*", text)
    kibana = yaml.safe_load((DOCKER / "kibana" / "kibana.yml").read_text(encoding="utf-8"))
    assert kibana["server.ssl.enabled"] is True
    assert SERVICES["elasticsearch"]["environment"]["xpack.security.http.ssl.enabled"] == "true"
    for name in ("desk", "airflow-worker", "prepare"):
        settings = {key.removeprefix("FOREWARN_").lower(): value for key, value in OURS[name]["environment"].items()}
        assert {"authority", "forewarn_kafka_password"} <= {inside for _, inside in secrets_of(OURS[name])}
        assert settings["ca_file"] == "/run/secrets/authority"
        assert "plaintext_allowed" not in settings
        assert "kafka_security_protocol" not in settings


@services
def test_d38_no_container_gets_the_authoritys_key(name: str) -> None:
    assert "authority_key" not in {source for source, _ in secrets_of(SERVICES[name])}


def test_kibana_reaches_nothing_outside() -> None:
    settings = yaml.safe_load((DOCKER / "kibana" / "kibana.yml").read_text(encoding="utf-8"))
    assert settings["map.includeElasticMapsService"] is False
    assert settings["telemetry.optIn"] is False
    assert settings["newsfeed.enabled"] is False
