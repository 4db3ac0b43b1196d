"""Settings: environment variables FOREWARN_* or files of these names in a container's secrets, and nothing else."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.errors import ConfigurationError
from schemas.transport import is_in_clear, is_this_host, kafka_hosts

SECRETS = Path("/run/secrets") if Path("/run/secrets").is_dir() else None
"""Where container engines put secrets: the file `forewarn_case_key` gives what the variable FOREWARN_CASE_KEY would."""


class Settings(BaseSettings):
    """How this Forewarn runs. An empty address means the embedded part; a variable goes before a secret's file."""

    model_config = SettingsConfigDict(
        env_prefix="FOREWARN_", extra="ignore", secrets_dir=SECRETS, hide_input_in_errors=True
    )

    home: Path = Field(default=Path(".forewarn"), description="Folder of the embedded parts' state")
    mission: Path = Field(default=Path("missions/example"), description="Folder of the mission")
    batches: str = Field(default="", description="Batch store: a folder or an fsspec address; empty: batches/ in home")
    keys: str = Field(default="", description="Keys of the batch store's files, as above; empty: keys/ in home")
    gazetteer: Path | None = Field(
        default=None,
        description="Store of places that `forewarn gazetteer load` makes; empty: gazetteer.sqlite in home",
    )
    kafka_bootstrap_servers: str = Field(default="", description="Kafka brokers; empty: the embedded broker")
    kafka_security_protocol: Literal["", "SASL_SSL", "PLAINTEXT"] = Field(
        default="", description="How Kafka is spoken to; empty: SASL_SSL, and PLAINTEXT on this host without a user"
    )
    kafka_sasl_mechanism: Literal["SCRAM-SHA-512", "SCRAM-SHA-256"] = Field(
        default="SCRAM-SHA-512", description="How the user signs in to Kafka"
    )
    kafka_user: str = Field(default="", description="User at Kafka")
    kafka_password: SecretStr = Field(default=SecretStr(""), description="and the password")
    # Its address may hold the user's password.
    elasticsearch_url: str = Field(default="", repr=False, description="Elasticsearch; empty: the embedded index")
    ca_file: Path | None = Field(
        default=None,
        description="Authorities (PEM) that Kafka, Elasticsearch and Kibana are checked by; empty: the system's",
    )
    plaintext_allowed: bool = Field(default=False, description="Services on other hosts may be spoken to in clear")
    elasticsearch_api_key: SecretStr = Field(
        default=SecretStr(""), description="API key for it, in the place of a user in the address"
    )
    purpose: str = Field(default="", description="What is read for, one of the mission's; empty: its standing purpose")
    index_prefix: str = Field(default="forewarn", description="Prefix of index names and aliases")
    consumer_group: str = Field(default="forewarn", description="Kafka consumer group that offsets are committed to")
    topic_prefix: str = Field(default="", description="Prefix of topic names, for several missions on one Kafka")
    case_key: SecretStr = Field(
        default=SecretStr(""), description="Key that tells persons' rows apart; empty: one made in home, for one host"
    )
    audit_key: SecretStr = Field(
        default=SecretStr(""), description="Key of the audit log's seals; empty: one made in home"
    )
    reliefweb_appname: str = Field(default="", description="Name approved by ReliefWeb; empty: nothing is fetched")
    reliefweb_url: str = Field(default="https://api.reliefweb.int/v2/reports", description="ReliefWeb's reports")
    reliefweb_countries: str = Field(default="", description="Country to fetch (ISO 3166-1 alpha-3); empty: all")
    drop_folder: Path | None = Field(default=None, description="Watched folder, a sub-folder a topic; empty: none")
    clock: Literal["wall", "messages"] = Field(default="wall", description="Whose time detectors go by")
    step_hours: int = Field(default=24, gt=0, description="Length of a step of the messages' clock")
    batch_messages: int = Field(default=500, gt=0, description="Most messages in one batch")
    stop_share: float = Field(default=0.5, gt=0, le=1, description="A source is stopped when this share is refused")
    stop_rows: int = Field(default=20, gt=0, description="and at least this many rows of one run are refused")
    delivery_hours: int = Field(default=48, gt=0, description="A change of a warning that is older is sent no more")
    smtp_host: str = Field(default="", description="Mail server for warnings; empty: no mail")
    smtp_port: int = Field(default=587, gt=0, lt=65536, description="Port of the mail server")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the way to the mail server is encrypted; `none` only on one host"
    )
    smtp_user: str = Field(default="", description="User at the mail server; empty: none")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="and the password")
    smtp_from: str = Field(default="", description="Address that warnings are sent from")
    webhook_secret: SecretStr = Field(default=SecretStr(""), description="Key that signs what webhooks are sent")
    desk_host: str = Field(default="127.0.0.1", description="Address that the desk listens on")
    desk_port: int = Field(default=8080, ge=0, lt=65536, description="Port that the desk listens on")
    desk_users: Path | None = Field(
        default=None, description="File of the desk's own users; empty: Elasticsearch's, or desk-users.json in home"
    )
    desk_idle_minutes: int = Field(default=30, gt=0, description="A session of the desk ends after so long a rest")
    desk_session_hours: int = Field(default=10, gt=0, description="and after so long in any case")
    desk_certificate: Path | None = Field(default=None, description="TLS certificate of the desk (PEM)")
    desk_certificate_key: Path | None = Field(default=None, description="and its private key (PEM)")
    desk_behind_tls: bool = Field(default=False, description="A proxy before the desk ends TLS")
    desk_url: str = Field(default="", description="Where people reach the desk; empty: Kibana leads to none")
    kibana_url: str = Field(default="", description="Kibana, with the space where there is one (https://host/s/name)")
    kibana_api_key: SecretStr = Field(default=SecretStr(""), description="API key that may write Kibana's objects")
    kibana_user: str = Field(default="", description="or the name of a user who may")
    kibana_password: SecretStr = Field(default=SecretStr(""), description="and the password of that user")
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="warning", description="Least log level")

    @model_validator(mode="after")
    def _nothing_crosses_a_network_in_clear(self) -> Self:
        for name in ("elasticsearch_url", "kibana_url", "reliefweb_url"):
            if is_in_clear(getattr(self, name)):
                self._refuse_clear(name, "begin the address with https://")
        if self.smtp_security == "none" and self.smtp_host and not is_this_host(self.smtp_host):
            self._refuse_clear("smtp_host", "set FOREWARN_SMTP_SECURITY to starttls or tls")
        if self.kafka_protocol == "PLAINTEXT" and not self._kafka_is_this_host:
            self._refuse_clear("kafka_bootstrap_servers", "set FOREWARN_KAFKA_SECURITY_PROTOCOL to SASL_SSL")
        return self

    @model_validator(mode="after")
    def _kafka_knows_its_user(self) -> Self:
        is_named = self.kafka_user and self.kafka_password.get_secret_value()
        if self.kafka_bootstrap_servers and self.kafka_protocol == "SASL_SSL" and not is_named:
            raise ConfigurationError(
                f"Kafka at {self.kafka_bootstrap_servers} wants a user; set FOREWARN_KAFKA_USER and "
                "FOREWARN_KAFKA_PASSWORD"
            )
        return self

    def _refuse_clear(self, name: str, mend: str) -> None:
        if not self.plaintext_allowed:
            raise ConfigurationError(
                f"FOREWARN_{name.upper()} is another host, and would be spoken to in clear; {mend}, "
                "or set FOREWARN_PLAINTEXT_ALLOWED=true where nobody else is on that network"
            )

    @property
    def _kafka_is_this_host(self) -> bool:
        return all(is_this_host(host) for host in kafka_hosts(self.kafka_bootstrap_servers))

    @property
    def kafka_protocol(self) -> Literal["SASL_SSL", "PLAINTEXT"]:
        """How Kafka is spoken to: encrypted, as a user, unless it is on this host or the settings say otherwise."""
        if self.kafka_security_protocol:
            return self.kafka_security_protocol
        return "PLAINTEXT" if self._kafka_is_this_host and not self.kafka_user else "SASL_SSL"

    @property
    def gazetteer_store(self) -> Path:
        """The path of the loaded gazetteer."""
        return self.gazetteer or self.home / "gazetteer.sqlite"

    @property
    def batch_store(self) -> str:
        """The batch store's address."""
        return self.batches or str(self.home / "batches")

    @property
    def key_store(self) -> str:
        """The address of the keys of the batch store's files."""
        return self.keys or str(self.home / "keys")
