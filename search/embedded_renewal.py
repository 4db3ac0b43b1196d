"""An embedded index built anew in a file beside the one that is searched, and how it takes that one's place."""

import sqlite3
from pathlib import Path

from schemas.errors import StopError
from search.embedded_tables import BY_DOCUMENT, TABLES, writing
from search.mappings import MAPPING_VERSION, OUTDATED

LAST_NUMBER = "SELECT coalesce(max(number), 0) FROM main.documents"
COPIES = """
INSERT INTO main.documents (number, kind, scope, id, body)
    SELECT number + :last, kind, scope, id, body FROM aside.documents;
INSERT INTO main.terms (field, value, number) SELECT field, value, number + :last FROM aside.terms;
INSERT INTO main.texts (rowid, text) SELECT rowid + :last, text FROM aside.texts;
INSERT INTO main.places SELECT number + :last, south, north, west, east, latitude, longitude FROM aside.places;
"""
TABLE_NAMES = ("documents", "terms", "texts", "places")


def require_current(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `StopError` where the file was made for another version of the fields."""
    if connection.execute("PRAGMA user_version").fetchone() != (MAPPING_VERSION,):
        raise StopError(f"the index {path} {OUTDATED}")


def take_over(connection: sqlite3.Connection, path: Path) -> None:
    """Let all that is in the index file at `path` take the place of all that is here, in one transaction.

    No number of a document is used again: a `find` that is under way finds less, never something else.
    """
    connection.execute("ATTACH ? AS aside", (str(path),))
    try:
        with writing(connection):
            (last,) = connection.execute(LAST_NUMBER).fetchone()
            for table in TABLE_NAMES:
                connection.execute(f"DROP TABLE main.{table}")
            for statement in _statements(TABLES):
                connection.execute(statement)
            for statement in _statements(COPIES):
                connection.execute(statement, {"last": last})
            connection.execute(BY_DOCUMENT)
            connection.execute(f"PRAGMA main.user_version = {MAPPING_VERSION}")
    finally:
        connection.execute("DETACH aside")


def delete_database(path: Path) -> None:
    """Delete an index file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _statements(script: str) -> list[str]:
    return [statement for statement in script.split(";") if statement.strip()]
