"""Rule D38 on real services: who has the authority and the password gets in over TLS, and nobody else does."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from desk.sign_in import role_of
from ingest.kafka_broker import KafkaBroker
from ingest.kafka_security import kafka_security
from schemas.errors import ConfigurationError, ForewarnError, RetryableError
from schemas.messages import OffsetRange, OutgoingMessage, TopicSettings
from schemas.settings import Settings
from schemas.transport import trusting
from search.elastic_client import asking, connect
from search.roles import SERVICE, put_roles, roles
from tests.pipeline.runs import BIN, environment
from tests.services.elasticsearch import START_SECONDS
from tests.services.encrypted import encrypted_elasticsearch, encrypted_kafka, make_secrets
from tests.services.fixtures import enter, kafka_bootstrap
from tests.services.process import Launch, free_ports, listens, running

__all__ = ["kafka_bootstrap"]

pytestmark = pytest.mark.services
MESSAGE = OutgoingMessage(topic="reports", key=b"key", value=b"value", timestamp_ms=1, headers=())
TOPICS = [TopicSettings(name=name, partitions=1) for name in ("reports", "decisions")]


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_secrets(tmp_path_factory.mktemp("ours"))


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The secrets of another installation: all of the same form, and all of them wrong."""
    return make_secrets(tmp_path_factory.mktemp("strangers"))


@pytest.fixture(scope="module")
def kafka(request: pytest.FixtureRequest, secrets: Path) -> Iterator[str]:
    with ExitStack() as services:
        yield enter(services, request, encrypted_kafka(secrets), "Kafka")


@pytest.fixture(scope="module")
def elasticsearch(request: pytest.FixtureRequest, secrets: Path) -> Iterator[str]:
    with ExitStack() as services:
        yield enter(services, request, encrypted_elasticsearch(secrets), "Elasticsearch")


@pytest.fixture
def broker(kafka: str, secrets: Path) -> Iterator[Callable[..., KafkaBroker]]:
    opened = []

    def open_as(user: str = "forewarn", /, **changes: Any) -> KafkaBroker:
        known = {
            "kafka_user": user,
            "kafka_password": (secrets / f"{user}_kafka_password").read_text(),
            "ca_file": secrets / "authority",
        }
        settings = Settings(kafka_bootstrap_servers=kafka, **{**known, **changes})
        opened.append(KafkaBroker(kafka, security=kafka_security(settings)))
        return opened[-1]

    yield open_as
    for each in opened:
        each.close()


def as_user(url: str, name: str, password: str) -> str:
    return urlsplit(url)._replace(netloc=f"{name}:{password}@{urlsplit(url).netloc}").geturl()


def said_without_secrets(error: ForewarnError, *folders: Path) -> str:
    """Return the error's text, once none of the secrets is in it, nor in anything that led to it."""
    chain: list[BaseException] = [error]
    while follows := chain[-1].__cause__ or (None if chain[-1].__suppress_context__ else chain[-1].__context__):
        chain.append(follows)
    secret = [path.read_text().strip() for folder in folders for path in folder.glob("*_password")]
    assert not [text for text in secret if text and any(text in repr(each) for each in chain)]
    return str(error)


def test_d38_who_has_the_password_writes_and_reads(broker: Callable[..., KafkaBroker]) -> None:
    ours = broker()
    ours.create_topics(TOPICS)
    assert ours.send([MESSAGE]) == 1
    (message,) = ours.read(OffsetRange(topic="reports", partition=0, start=0, end=1))
    assert (message.key, message.value) == (MESSAGE.key, MESSAGE.value)


def test_d38_a_sender_writes_reports_and_reads_nothing(broker: Callable[..., KafkaBroker]) -> None:
    broker().create_topics(TOPICS)
    sender = broker("sender")
    assert sender.send([MESSAGE]) == 1
    with pytest.raises(ForewarnError):
        list(sender.read(OffsetRange(topic="reports", partition=0, start=0, end=1)))
    with pytest.raises(ForewarnError):
        sender.send([MESSAGE.model_copy(update={"topic": "decisions"})])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("kafka_password", r"does not know this user .*; mend FOREWARN_KAFKA_USER, FOREWARN_KAFKA_PASSWORD"),
        ("ca_file", r"certificate that is not accepted .*; name the authority .* FOREWARN_CA_FILE"),
        ("kafka_security_protocol", r"was asked in clear; set FOREWARN_KAFKA_SECURITY_PROTOCOL to SASL_SSL"),
    ],
)
def test_d38_kafka_refuses_everybody_else(
    wrong: str, said: str, broker: Callable[..., KafkaBroker], secrets: Path, strangers: Path
) -> None:
    wrongs = {
        "kafka_password": (strangers / "forewarn_kafka_password").read_text(),
        "ca_file": strangers / "authority",
        "kafka_security_protocol": "PLAINTEXT",
    }
    with pytest.raises(ConfigurationError, match=rf"^Kafka at 127\.0\.0\.1:\d+ .*{said}") as refused:
        broker(**{wrong: wrongs[wrong]}).create_topics(TOPICS)
    said_without_secrets(refused.value, secrets, strangers)


def test_d38_a_kafka_in_clear_is_refused_where_tls_is_wanted(kafka_bootstrap: str, secrets: Path) -> None:
    settings = Settings(
        kafka_bootstrap_servers=kafka_bootstrap, kafka_user="forewarn", kafka_password="a password never sent",
        ca_file=secrets / "authority",
    )  # fmt: skip
    with pytest.raises(ConfigurationError, match="does not speak TLS; give it a SASL_SSL listener"):
        KafkaBroker(kafka_bootstrap, security=kafka_security(settings)).create_topics(TOPICS)


def test_d38_elasticsearch_lets_in_who_has_authority_and_password(elasticsearch: str, secrets: Path) -> None:
    authority = secrets / "authority"
    admin = as_user(elasticsearch, "elastic", (secrets / "elastic_password").read_text())
    put_roles(admin, roles("test", {}), ca_file=authority)
    with connect(admin, authority) as client:
        client.security.put_user(username="ana", password="a password of hers", roles=["analyst"])
        assert SERVICE in asking(client.security.get_role)
    settings = Settings(elasticsearch_url=admin, ca_file=authority)
    assert role_of(settings, "ana", "a password of hers") == "analyst"
    assert role_of(settings, "ana", "another password") is None


def test_d38_elasticsearch_refuses_everybody_else(elasticsearch: str, secrets: Path, strangers: Path) -> None:
    right = as_user(elasticsearch, "elastic", (secrets / "elastic_password").read_text())
    wrong = as_user(elasticsearch, "elastic", (strangers / "elastic_password").read_text())
    clear = right.replace("https:", "http:")
    for url, folder, kind, said in (
        (wrong, secrets, ConfigurationError, "refuses this user .* mend .* FOREWARN_ELASTICSEARCH_URL"),
        (right, strangers, ConfigurationError, "certificate is not accepted.* FOREWARN_CA_FILE"),
        (clear, secrets, RetryableError, "does not answer .* begins with https"),
    ):
        with connect(url, folder / "authority") as client, pytest.raises(kind, match=f"^Elasticsearch.*{said}") as no:
            asking(client.info)
        said_without_secrets(no.value, secrets, strangers)


def test_d38_the_desk_is_served_over_tls_alone(tmp_path: Path, secrets: Path, strangers: Path) -> None:
    (port,) = free_ports(1)
    given = {
        "FOREWARN_DESK_PORT": str(port),
        "FOREWARN_DESK_CERTIFICATE": str(secrets / "kibana_certificate"),
        "FOREWARN_DESK_CERTIFICATE_KEY": str(secrets / "kibana_certificate_key"),
    }
    launch = Launch("The desk", [BIN / "forewarn", "desk"], tmp_path / "log", {**environment(tmp_path), **given})
    url = f"https://127.0.0.1:{port}/sign-in"
    with running(launch, lambda: listens(port), START_SECONDS):
        assert httpx.get(url, verify=trusting(secrets / "authority")).status_code == httpx.codes.OK
        with pytest.raises(httpx.ConnectError, match="certificate verify failed"):
            httpx.get(url, verify=trusting(strangers / "authority"))
        with pytest.raises(httpx.TransportError):
            httpx.get(url.replace("https:", "http:"))
