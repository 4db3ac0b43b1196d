"""The tables of the embedded index, and the pieces of SQL that questions are put together from."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from schemas.errors import ConfigurationError, RetryableError
from schemas.index import Document, Where, Window
from search.documents import flatten, id_of, scope_of, timestamp
from search.fields import LONGEST_KEYWORD, FieldType, Kind, kind_of
from search.hits import chunks
from search.mappings import MAPPING_VERSION

Key = tuple[str, str, str]
"""Kind, id and scope of a document."""

BUSY_SECONDS = 60.0
CACHE_KIB = 65_536  # a write touches pages all over a large file; SQLite's own 2 MiB write each several times
READ_ROWS = 500  # documents read in one turn

# Keywords, booleans and moments are terms alike: moments are written so that they sort as text.
TABLES = """
CREATE TABLE IF NOT EXISTS documents (
    number INTEGER PRIMARY KEY, kind TEXT, scope TEXT, id TEXT, body TEXT, UNIQUE (kind, id, scope)
);
CREATE TABLE IF NOT EXISTS terms (field TEXT, value TEXT, number INTEGER, PRIMARY KEY (field, value, number))
    WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5 (text, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE IF NOT EXISTS places USING rtree (number, south, north, west, east, +latitude, +longitude);
"""
BY_DOCUMENT = "CREATE INDEX IF NOT EXISTS terms_of_document ON terms (number, field, value)"
TERM_TYPES = (FieldType.KEYWORD, FieldType.BOOLEAN, FieldType.DATE)

OF_KIND = "{column} = ? AND documents.scope IN (SELECT value FROM json_each(?))"
# A + before a column keeps SQLite from looking it up in an index: what leads is decided here, in `planned`.
LISTED = "documents.number IN (SELECT number FROM terms WHERE {meets})"
TESTED = "EXISTS (SELECT 1 FROM terms WHERE terms.number = documents.number AND {meets})"
COUNTED = "SELECT count(*) FROM (SELECT 1 FROM terms WHERE {meets} LIMIT ?)"
HOLDS = "terms.field IN (SELECT value FROM json_each(?)) AND {value} IN (SELECT value FROM json_each(?))"
SPAN = {(True, True): "{value} >= ? AND {value} < ?", (True, False): "{value} >= ?", (False, True): "{value} < ?"}
FEW = 20_000  # so many documents are sooner looked up one by one than found by walking through all
# CROSS JOIN keeps SQLite from walking all documents: the cost of a key is that of its own events.
EVENTS_OF_KEY = """SELECT DISTINCT documents.id FROM terms CROSS JOIN documents ON documents.number = terms.number
    AND terms.field = ? AND terms.value = ?"""
KEYS_BEGINNING = """SELECT DISTINCT terms.value FROM terms CROSS JOIN documents ON documents.number = terms.number
    AND terms.field = ? AND terms.value >= ? AND terms.value < ?"""


class Condition(NamedTuple):
    """A piece of SQL that documents must meet, and the values of its question marks."""

    sql: str
    values: tuple[Any, ...]


class Term(NamedTuple):
    """A piece of SQL that one of a document's terms must meet, `{value}` its value, and those of its question marks."""

    sql: str
    values: tuple[Any, ...]


def open_database(path: Path) -> sqlite3.Connection:
    """Open the index file, made on first use and readable by its owner only (rule D08)."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        connection.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;"
            f"PRAGMA cache_size = -{CACHE_KIB};" + TABLES + BY_DOCUMENT
        )
        _stamp_if_empty(connection)
    except (OSError, sqlite3.DatabaseError) as error:
        raise ConfigurationError(f"the index {path} cannot be opened: {error}; move it away and rebuild it") from error
    return connection


def _stamp_if_empty(connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is None:
        connection.execute(f"PRAGMA user_version = {MAPPING_VERSION}")


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all of a block or nothing; raise `RetryableError` while another process writes for too long."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise RetryableError(f"the index is busy: {error}; try again") from error
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def of_kind(kind: Kind, scopes: Iterable[str], *, column: str = "documents.kind") -> Condition:
    """Return the condition to be of `kind` in one of `scopes`."""
    return Condition(OF_KIND.format(column=column), (kind.name, json.dumps(list(scopes))))


def holds(kind: Kind, field: str, values: str | Iterable[str], *, or_field: str | None = None) -> Term:
    """Return the term that `field`, or `or_field`, has one of `values`."""
    fields = [f"{kind.name}.{name}" for name in (field, or_field) if name]
    return Term(HOLDS, (as_array(fields), as_array(values)))


def within(kind: Kind, window: Window) -> list[Term]:
    """Return the term that lies in `window`, if that has an end."""
    ends = [timestamp(moment) for moment in (window.since, window.until) if moment]
    span = SPAN.get((bool(window.since), bool(window.until)))
    return [Term(f"terms.field = ? AND {span}", (f"{kind.name}.{window.field}", *ends))] if span else []


def terms_of_all(kind: Kind, where: Where | None, window: Window | None) -> list[Term]:
    """Return the terms of `Index.find` and `Index.cube`."""
    held = [holds(kind, field, values) for field, values in (where or {}).items()]
    return held + (within(kind, window) if window else [])


def planned(
    connection: sqlite3.Connection, kind: Kind, scopes: Iterable[str], terms: Sequence[Term]
) -> list[Condition]:
    """Return the conditions to be of `kind` in one of `scopes` and to have all `terms`.

    The term that the fewest documents have leads, and the others are tested on these alone, so that the cost is that of
    what is found. Where none is rare, all documents of the kind are walked through.
    """
    counted = [how_many(connection, term) for term in terms]
    rarest = min(counted, default=FEW)
    if rarest >= FEW:
        return [of_kind(kind, scopes), *(met(LISTED, term) for term in terms)]
    lead = counted.index(rarest)
    tested = [met(TESTED, term, value="+terms.value") for term in (*terms[:lead], *terms[lead + 1 :])]
    return [met(LISTED, terms[lead]), of_kind(kind, scopes, column="+documents.kind"), *tested]


def how_many(connection: sqlite3.Connection, term: Term) -> int:
    """Return how many documents have a term, counted up to FEW."""
    statement, values = met(COUNTED, term)
    (number,) = connection.execute(statement, (*values, FEW)).fetchone()
    return int(number)


def met(template: str, term: Term, *, value: str = "terms.value") -> Condition:
    """Return the piece of SQL `template` for one term."""
    return Condition(template.format(meets=term.sql.format(value=value)), term.values)


def select(head: str, conditions: Sequence[Condition], tail: str) -> tuple[str, list[Any]]:
    """Return the statement of all `conditions`, and its values."""
    condition = " AND ".join(condition.sql for condition in conditions)
    return "\n".join([head, "WHERE", condition, tail]), [value for part in conditions for value in part.values]


def bodies(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[str]:
    """Yield the bodies of the documents of `numbers`, in their order, some at a time; those no longer there are not."""
    statement = "SELECT number, body FROM documents WHERE number IN (SELECT value FROM json_each(?))"
    for chunk in chunks(numbers, READ_ROWS):
        found: dict[int, str] = dict(connection.execute(statement, [json.dumps(chunk)]).fetchall())
        yield from (found[number] for number in chunk if number in found)


def as_array(values: str | Iterable[str]) -> str:
    """Return one value or several as the JSON array that `json_each` reads."""
    return json.dumps([as_term(value) for value in ([values] if isinstance(values, str) else values)])


def as_term(value: str | bool) -> str:
    """Return `value` as it is stored and asked for; `json_each` would cut it at a NUL."""
    return str(value).lower() if isinstance(value, bool) else value.replace("\x00", "\ufffd")


def insert(connection: sqlite3.Connection, documents: Iterable[Document]) -> None:
    """Insert `documents`, or replace those of the same id; the last of several with one id wins.

    What is replaced keeps its number, so that a `find` that is under way still comes to it.
    """
    rows = {(kind_of(type(item)).name, id_of(item), scope_of(item)): item for item in documents}
    known = numbers_of(connection, rows)
    remove(connection, known.values())
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM documents").fetchone()
    free = count(max([last, *known.values()]) + 1)
    for key, document in rows.items():
        insert_one(connection, known[key] if key in known else next(free), key, document)


def insert_one(connection: sqlite3.Connection, number: int, key: Key, document: Document) -> None:
    """Insert one document that is not there."""
    kind, fields = kind_of(type(document)), flatten(document)
    connection.execute(
        "INSERT INTO documents (number, kind, id, scope, body) VALUES (?, ?, ?, ?, ?)", (number, *key, fields["body"])
    )
    terms = ((f"{kind.name}.{field}", value, number) for field, value in terms_of(kind, fields))
    connection.executemany("INSERT OR IGNORE INTO terms (field, value, number) VALUES (?, ?, ?)", terms)
    if kind.name == "report":  # the only kind that is searched by its words
        connection.execute("INSERT INTO texts (rowid, text) VALUES (?, ?)", (number, fields["text"]))
    if kind.name == "event" and "location" in fields:  # the only kind that is searched by distance
        latitude, longitude = fields["location"]["lat"], fields["location"]["lon"]
        corners = (number, latitude, latitude, longitude, longitude, latitude, longitude)
        connection.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?)", corners)


def terms_of(kind: Kind, fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield field and value of everything that is found by its exact value or by its date."""
    for field, value in fields.items():
        if kind.fields.get(field) in TERM_TYPES:
            for part in value if isinstance(value, list) else [value]:
                term = as_term(part)
                if len(term) <= LONGEST_KEYWORD:
                    yield field, term


def numbers_of(connection: sqlite3.Connection, keys: Iterable[Key]) -> dict[Key, int]:
    """Return the numbers of the documents of `keys` that are there."""
    statement = "SELECT number FROM documents WHERE kind = ? AND id = ? AND scope = ?"
    return {key: number for key in keys for (number,) in connection.execute(statement, key)}


def remove(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Delete documents and all that was made of them."""
    rows = [(number,) for number in numbers]
    connection.executemany("DELETE FROM documents WHERE number = ?", rows)
    connection.executemany("DELETE FROM terms WHERE number = ?", rows)
    connection.executemany("DELETE FROM texts WHERE rowid = ?", rows)
    connection.executemany("DELETE FROM places WHERE number = ?", rows)
