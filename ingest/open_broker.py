"""Opens the broker that the settings name."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ingest.embedded_broker import EmbeddedBroker
from schemas.messages import Broker


def open_broker(*, bootstrap_servers: str, path: Path, topic_prefix: str, security: Mapping[str, Any]) -> Broker:
    """Return real Kafka at `bootstrap_servers`; without an address the embedded broker in the file `path`."""
    if bootstrap_servers:
        from ingest.kafka_broker import KafkaBroker  # a third of a second of import that the embedded broker is spared

        return KafkaBroker(bootstrap_servers, topic_prefix, security=security)
    return EmbeddedBroker(path, topic_prefix)
