"""What a run works with, built from the settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from ingest.batch_store import BatchStore
from ingest.kafka_security import kafka_security
from ingest.mission import read_mission
from ingest.open_broker import open_broker
from ingest.registry import Source, find_sources
from nlp.catalogue_reader import read_catalogue
from pipeline.catalogue_review import catalogue_layers
from schemas.catalogue import Catalogue
from schemas.errors import ConfigurationError
from schemas.index import Index
from schemas.messages import Broker, TopicSettings
from schemas.mission import Mission
from schemas.protection import MaskNames
from schemas.settings import Settings
from search.open_index import open_index

PARTITIONS = 3
SOURCE_RETENTION_DAYS = 7
DECISIONS = "decisions"
WARNINGS = "warnings"
DELIVERIES = "deliveries"
ERASURES = "erasures"
KEPT_TOPICS = (DECISIONS, WARNINGS, DELIVERIES, ERASURES)


@dataclass(frozen=True)
class Parts:
    """The clients and the mission's knowledge of one run."""

    settings: Settings
    mission: Mission
    sources: dict[str, Source]
    store: BatchStore
    broker: Broker
    index: Index

    @cached_property
    def catalogue(self) -> Catalogue:
        """The warning signs, with the mission's own over ours."""
        return read_catalogue(*catalogue_layers(self.settings.mission))

    @cached_property
    def mask_names(self) -> MaskNames:
        """What finds names of persons, made once for all batches."""
        from nlp.gazetteer.store import open_gazetteer  # brings spaCy: seconds that a search is spared
        from nlp.names import names_masker

        loaded = self.settings.gazetteer_store
        return names_masker(self.mission, open_gazetteer(loaded) if loaded.exists() else None)


@contextmanager
def open_parts(settings: Settings) -> Iterator[Parts]:
    """Open everything that `settings` name, create missing topics, and close it all at the end.

    Raises `ConfigurationError` for a mission or source to be mended, `RetryableError` for a service that is away.
    """
    mission, sources = read_mission(settings.mission), find_sources(settings.mission / "sources")
    check_purposes(mission, sources)
    settings.home.mkdir(parents=True, exist_ok=True)
    broker = open_broker(
        bootstrap_servers=settings.kafka_bootstrap_servers,
        path=settings.home / "broker.sqlite",
        topic_prefix=settings.topic_prefix,
        security=kafka_security(settings),
    )
    index = open_index(
        url=settings.elasticsearch_url,
        path=settings.home / "index.sqlite",
        prefix=settings.index_prefix,
        ca_file=settings.ca_file,
        api_key=settings.elasticsearch_api_key.get_secret_value(),
    )
    try:
        broker.create_topics(topics_of(sources, keep=settings.clock == "messages"))
        yield Parts(settings, mission, sources, open_store(settings), broker, index)
    finally:
        index.close()
        broker.close()


@contextmanager
def opened_from_environment() -> Iterator[Parts]:
    """Open the parts that the environment variables FOREWARN_* name, for a task of the DAG."""
    with open_parts(Settings()) as parts:
        yield parts


def open_store(settings: Settings) -> BatchStore:
    """Return the batch store, with the keys of its files."""
    return BatchStore(settings.batch_store, keys=BatchStore(settings.key_store))


def check_purposes(mission: Mission, sources: dict[str, Source]) -> None:
    """Raise `ConfigurationError` for a source whose purpose the mission did not declare (rule D15)."""
    for topic, source in sources.items():
        if not source.rules.purpose.startswith(mission.purposes):
            raise ConfigurationError(
                f"source {topic} is read for none of the mission's purposes ({', '.join(mission.purposes)}); "
                "mend `purpose` in its RULES, or `purposes` in mission.toml"
            )


def topics_of(sources: dict[str, Source], *, keep: bool) -> list[TopicSettings]:
    """Return the settings of every topic: short-lived ones for sources, kept ones for what people and we decide.

    `keep` is for replays: Kafka goes by a message's own timestamp and would delete an old recording at once.
    """
    days = None if keep else SOURCE_RETENTION_DAYS
    brought = [TopicSettings(name=topic, partitions=PARTITIONS, retention_days=days) for topic in sorted(sources)]
    return brought + [TopicSettings(name=topic) for topic in KEPT_TOPICS]
