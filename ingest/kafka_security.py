"""How Kafka is spoken to: encrypted and as a user, and why it does not let us in (rule D38)."""

import logging
import socket
from collections.abc import Mapping
from ssl import CERT_NONE, SSLCertVerificationError, SSLContext, create_default_context
from typing import Any
from urllib.parse import urlsplit

from schemas.errors import ConfigurationError
from schemas.settings import Settings
from schemas.transport import trusting

PROBE_SECONDS = 5.0

# Below this level Kafka's client writes down its whole configuration, with the password.
logging.getLogger("kafka").setLevel(logging.INFO)


def kafka_security(settings: Settings) -> dict[str, Any]:
    """Return what Kafka's clients are told beside the address; nothing where it is spoken to in clear.

    Raises `ConfigurationError` for a file that holds no authority.
    """
    if settings.kafka_protocol == "PLAINTEXT":
        return {}
    return {
        "security_protocol": settings.kafka_protocol,
        "ssl_context": trusting(settings.ca_file),
        "sasl_mechanism": settings.kafka_sasl_mechanism,
        "sasl_plain_username": settings.kafka_user,
        "sasl_plain_password": settings.kafka_password.get_secret_value(),
    }


def check_fit(bootstrap_servers: str, security: Mapping[str, Any]) -> None:
    """Raise `ConfigurationError` with the reason why the servers and we do not understand each other.

    Kafka's client would only say, after a while, that it waited in vain. A server that is away is no reason.
    """
    misfit = _misfit_in_clear if not security else _misfit
    for server in bootstrap_servers.split(","):
        if reason := misfit(server.strip(), security):
            raise ConfigurationError(f"Kafka at {server.strip()} {reason}")


def _misfit_in_clear(server: str, _: Mapping[str, Any]) -> str:
    if _handshake(server, _any_certificate()) is None:
        return "speaks TLS and was asked in clear; set FOREWARN_KAFKA_SECURITY_PROTOCOL to SASL_SSL"
    return ""


def _misfit(server: str, security: Mapping[str, Any]) -> str:
    failure = _handshake(server, security["ssl_context"])
    if isinstance(failure, SSLCertVerificationError):
        return (
            f"shows a certificate that is not accepted ({failure.verify_message}); name the authority that signed it, "
            "FOREWARN_CA_FILE, and see the host in FOREWARN_KAFKA_BOOTSTRAP_SERVERS"
        )
    if isinstance(failure, socket.gaierror | ConnectionRefusedError | TimeoutError):
        return ""
    if failure is not None:
        return "does not speak TLS; give it a SASL_SSL listener, and name that in FOREWARN_KAFKA_BOOTSTRAP_SERVERS"
    return (
        ""
        if _signs_in(server, security)
        else (
            "does not know this user with this password; mend FOREWARN_KAFKA_USER, FOREWARN_KAFKA_PASSWORD or "
            "FOREWARN_KAFKA_SASL_MECHANISM"
        )
    )


def _handshake(server: str, context: SSLContext) -> OSError | None:
    """Return how a TLS handshake with the server failed."""
    address = urlsplit(f"//{server}")
    try:
        with (
            socket.create_connection((address.hostname or "", address.port or 9092), PROBE_SECONDS) as connection,
            context.wrap_socket(connection, server_hostname=address.hostname),
        ):
            return None
    except OSError as error:
        return error


def _any_certificate() -> SSLContext:
    """Return what takes any certificate: nothing is sent over it."""
    context = create_default_context()
    context.check_hostname, context.verify_mode = False, CERT_NONE
    return context


def _signs_in(server: str, security: Mapping[str, Any]) -> bool:
    """Return whether the server takes the user; one that is away did not refuse.

    Kafka closes the connection of whom it refuses, and its client mostly sees that before the reason. So who was told
    the server's version and is then cut off was refused.
    """
    # A third of a second of import that the embedded broker is spared.
    from kafka.errors import KafkaError
    from kafka.net.manager import KafkaConnectionManager
    from kafka.net.selector import NetworkSelector

    net = NetworkSelector()
    manager = KafkaConnectionManager(net, bootstrap_servers=server, **security)
    (broker,) = manager.cluster.bootstrap_brokers()
    connection = manager.get_connection(broker.node_id, timeout_ms=PROBE_SECONDS * 1000)
    try:
        net.run(lambda: connection.init_future)
    except KafkaError:
        return connection.broker_version is None
    finally:
        manager.close()
        net.close()
    return True
