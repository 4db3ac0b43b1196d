"""The embedded twin of Kafka: topics, partitions, offsets and commits in one SQLite file."""

import base64
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ingest.limits import require_offsets, require_size, unknown_topic
from ingest.partitioning import partition_of
from schemas.errors import RetryableError
from schemas.messages import Message, OffsetRange, OutgoingMessage, TopicPartition, TopicSettings

BUSY_SECONDS = 60.0
"""How long a process waits for another one's write before it gives up."""

TABLES = """
CREATE TABLE IF NOT EXISTS topic (name TEXT PRIMARY KEY, partitions INTEGER NOT NULL, retention_days INTEGER);
CREATE TABLE IF NOT EXISTS message (
    topic TEXT NOT NULL, "partition" INTEGER NOT NULL, "offset" INTEGER NOT NULL,
    "key" BLOB, value BLOB, timestamp_ms INTEGER NOT NULL, headers TEXT NOT NULL,
    PRIMARY KEY (topic, "partition", "offset")
);
CREATE TABLE IF NOT EXISTS committed (
    consumer_group TEXT NOT NULL, topic TEXT NOT NULL, "partition" INTEGER NOT NULL, "offset" INTEGER NOT NULL,
    PRIMARY KEY (consumer_group, topic, "partition")
);
CREATE TABLE IF NOT EXISTS dropped (
    topic TEXT NOT NULL, "partition" INTEGER NOT NULL, before INTEGER NOT NULL, PRIMARY KEY (topic, "partition")
);
"""

EDGE = 'SELECT "offset" FROM message WHERE topic = ? AND "partition" = ? ORDER BY "offset" {} LIMIT 1'

DROPPED = 'SELECT before FROM dropped WHERE topic = ? AND "partition" = ?'
DROP = 'DELETE FROM message WHERE topic = ? AND "partition" = ? AND "offset" < ?'

NOTE_DROPPED = """
INSERT INTO dropped VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET before = max(before, excluded.before)
"""

READ = """
SELECT "offset", "key", value, timestamp_ms, headers FROM message
WHERE topic = ? AND "partition" = ? AND "offset" >= ? AND "offset" < ? ORDER BY "offset"
"""


class EmbeddedBroker:
    """A `Broker` in the SQLite file at `path`, safe for several processes; `topic_prefix` is unseen by callers.

    It keeps what it is sent until that is dropped: retention is stored, but Kafka alone acts on it.
    """

    def __init__(self, path: Path, topic_prefix: str = "") -> None:
        self._prefix = topic_prefix
        path.parent.mkdir(parents=True, exist_ok=True)
        with _answering(path):
            self._database = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
            path.chmod(0o600)
            self._database.execute("PRAGMA journal_mode = WAL")
            # Kafka acknowledges what is stored; so do we, over a power cut too.
            self._database.execute("PRAGMA synchronous = FULL")
            self._database.execute("PRAGMA secure_delete = ON")
            self._database.executescript(TABLES)
        self._path = path

    def create_topics(self, topics: Iterable[TopicSettings]) -> None:
        """Create the topics that are missing; those that exist are left as they are."""
        rows = [(self._prefix + topic.name, topic.partitions, topic.retention_days) for topic in topics]
        with self._writing():
            self._database.executemany("INSERT OR IGNORE INTO topic VALUES (?, ?, ?)", rows)

    def send(self, messages: Iterable[OutgoingMessage]) -> int:
        """Append `messages` in order and return how many, all in one transaction."""
        sent = 0
        with self._writing():
            for message in messages:
                self._append(message)
                sent += 1
        return sent

    def begin_offsets(self, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """Return the first offset that is still there, for every partition of `topics`."""
        with _answering(self._path):
            return {place: self._begin(place) for place in self._places(topics)}

    def end_offsets(self, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """Return the offset after the last message, for every partition of `topics`."""
        with _answering(self._path):
            return {place: self._end(place) for place in self._places(topics)}

    def committed(self, group: str, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """Return what `group` has committed; partitions without a commit are left out."""
        statement = 'SELECT "partition", "offset" FROM committed WHERE consumer_group = ? AND topic = ?'
        with _answering(self._path):
            return {
                TopicPartition(topic=topic, partition=partition): offset
                for topic in topics
                for partition, offset in self._database.execute(statement, (group, self._prefix + topic))
            }

    def commit(self, group: str, offsets: Mapping[TopicPartition, int]) -> None:
        """Store `offsets` as committed by `group`."""
        rows = [(group, self._prefix + place.topic, place.partition, offset) for place, offset in offsets.items()]
        with self._writing():
            self._database.executemany("INSERT OR REPLACE INTO committed VALUES (?, ?, ?, ?)", rows)

    def read(self, offsets: OffsetRange) -> Iterator[Message]:
        """Yield the messages of `offsets` in order."""
        place = TopicPartition(topic=offsets.topic, partition=offsets.partition)
        with _answering(self._path):
            if offsets.partition >= self._partitions(offsets.topic):
                raise unknown_topic(offsets.topic)
            require_offsets(offsets, self._begin(place), self._end(place))
            where = (self._prefix + place.topic, place.partition, offsets.start, offsets.end)
            for row in self._database.execute(READ, where):
                yield _message(place, row)

    def drop_before(self, offsets: Mapping[TopicPartition, int]) -> None:
        """Delete the messages before `offsets`, out of the file and its log too."""
        with self._writing():
            for place, offset in offsets.items():
                where = (self._prefix + place.topic, place.partition, min(offset, self._end(place)))
                self._database.execute(DROP, where)
                self._database.execute(NOTE_DROPPED, where)
        with _answering(self._path):
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _append(self, message: OutgoingMessage) -> None:
        require_size(message)
        partitions = self._partitions(message.topic)
        if not partitions:
            raise unknown_topic(message.topic)
        place = TopicPartition(topic=message.topic, partition=partition_of(message, partitions))
        headers = json.dumps([(name, base64.b64encode(value).decode()) for name, value in message.headers])
        row = (message.key, message.value, message.timestamp_ms, headers)
        where = (self._prefix + place.topic, place.partition, self._end(place))
        self._database.execute("INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?)", where + row)

    def _places(self, topics: Iterable[str]) -> list[TopicPartition]:
        return [
            TopicPartition(topic=topic, partition=partition)
            for topic in topics
            for partition in range(self._partitions(topic))
        ]

    def _partitions(self, topic: str) -> int:
        where = (self._prefix + topic,)
        found = self._database.execute("SELECT partitions FROM topic WHERE name = ?", where).fetchone()
        return int(found[0]) if found else 0

    def _begin(self, place: TopicPartition) -> int:
        first = self._number(EDGE.format("ASC"), place)
        return self._dropped(place) if first is None else first

    def _end(self, place: TopicPartition) -> int:
        last = self._number(EDGE.format("DESC"), place)
        return self._dropped(place) if last is None else last + 1

    def _dropped(self, place: TopicPartition) -> int:
        return self._number(DROPPED, place) or 0

    def _number(self, statement: str, place: TopicPartition) -> int | None:
        found = self._database.execute(statement, (self._prefix + place.topic, place.partition)).fetchone()
        return int(found[0]) if found else None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the one write lock; all that is written inside is kept, or nothing of it."""
        with _answering(self._path):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")


@contextmanager
def _answering(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise RetryableError(
            f"embedded broker {path}: {error}; try again when the disk or its other users let go"
        ) from error


def _message(place: TopicPartition, row: tuple[int, bytes | None, bytes | None, int, str]) -> Message:
    offset, key, value, timestamp_ms, headers = row
    return Message(
        topic=place.topic,
        partition=place.partition,
        offset=offset,
        key=key,
        value=value,
        timestamp_ms=timestamp_ms,
        headers=tuple((name, base64.b64decode(encoded)) for name, encoded in json.loads(headers)),
    )
