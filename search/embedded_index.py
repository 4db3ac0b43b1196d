"""`EmbeddedIndex`: the index in one SQLite file, for a laptop or a field office."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

from schemas.annotation import Event
from schemas.index import CubeRow, D, Document, Grouping, Hit, KeyCount, Query, Where, Window
from search.documents import restore
from search.embedded_renewal import delete_database, require_current, take_over
from search.embedded_shelf import EmbeddedShelf
from search.embedded_tables import (
    EVENTS_OF_KEY,
    KEYS_BEGINNING,
    READ_ROWS,
    bodies,
    insert,
    numbers_of,
    of_kind,
    open_database,
    planned,
    remove,
    select,
    terms_of_all,
    writing,
)
from search.fields import check_fields, kind_of
from search.hits import chunks, hits

WRITE_ROWS = 500  # documents of one transaction
GROUP_BY = "CROSS JOIN terms by{place} ON by{place}.number = documents.number AND by{place}.field = '{field}'"
COUNTED_KEYS = """SELECT terms.value, count(*) FROM terms JOIN documents ON documents.number = terms.number
    AND terms.field = ?"""
COMMON_FIRST = "GROUP BY terms.value HAVING count(*) > ? ORDER BY count(*) DESC, terms.value LIMIT ?"


class EmbeddedIndex:
    """The index port on SQLite: WAL, one writer at a time, safe over a crash; `path` is made on first use."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = open_database(path)

    def make(self) -> None:
        """Do nothing: one file holds all, and is there."""

    def put(self, documents: Iterable[Document]) -> None:
        """Insert or replace, some hundred documents a transaction."""
        require_current(self._database, self._path)
        for chunk in chunks(documents, WRITE_ROWS):
            with writing(self._database):
                insert(self._database, chunk)

    def delete(self, kind: type[Document], scope: str, ids: Iterable[str]) -> None:
        """Delete by id; ids that are not there are passed over."""
        name = kind_of(kind).name
        for chunk in chunks(ids, WRITE_ROWS):
            with writing(self._database):
                remove(self._database, numbers_of(self._database, [(name, id, scope) for id in chunk]).values())

    def get(self, kind: type[D], scopes: Iterable[str], ids: Iterable[str]) -> dict[str, D]:
        """Return the documents of `ids` that are there."""
        scopes, ids_field = list(scopes), kind_of(kind).id_field
        pages = (self.find(kind, scopes, {ids_field: chunk}) for chunk in chunks(ids, READ_ROWS))
        return {getattr(document, ids_field): document for page in pages for document in page}

    def find(
        self, kind: type[D], scopes: Iterable[str], where: Where | None = None, window: Window | None = None
    ) -> Iterator[D]:
        """Yield documents in order of id, a page in memory at a time."""
        check_fields(kind_of(kind), [*(where or {}), *([window.field] if window else [])])
        terms = terms_of_all(kind_of(kind), where, window)
        conditions = planned(self._database, kind_of(kind), scopes, terms)
        statement, values = select("SELECT number FROM documents", conditions, "ORDER BY id, scope")
        numbers = [number for (number,) in self._database.execute(statement, values)]
        yield from (restore(kind, body) for body in bodies(self._database, numbers))

    def candidates(self, scopes: Iterable[str], keys: Iterable[str], cap: int) -> dict[str, list[str]]:
        """Return the ids of events per blocking key, at most `cap` + 1 a key."""
        event = kind_of(Event)
        field, belongs = f"{event.name}.keys", of_kind(event, scopes)
        statement, values = select(EVENTS_OF_KEY, [belongs], "ORDER BY id LIMIT ?")
        found = {key: self._database.execute(statement, [field, key, *values, cap + 1]).fetchall() for key in keys}
        return {key: [id for (id,) in rows] for key, rows in found.items() if rows}

    def common_keys(self, scopes: Iterable[str], *, more_than: int, most: int) -> list[KeyCount]:
        """Return the blocking keys of more than so many events, the most common first."""
        event = kind_of(Event)
        statement, values = select(COUNTED_KEYS, [of_kind(event, scopes)], COMMON_FIRST)
        rows = self._database.execute(statement, [f"{event.name}.keys", *values, more_than, most])
        return [KeyCount(key=key, events=events) for key, events in rows]

    def keys_beginning(self, scopes: Iterable[str], beginning: str) -> list[str]:
        """Return the blocking keys that begin so, in order."""
        event = kind_of(Event)
        statement, values = select(KEYS_BEGINNING, [of_kind(event, list(scopes))], "ORDER BY terms.value")
        after = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        rows = self._database.execute(statement, [f"{event.name}.keys", beginning, after, *values])
        return [key for (key,) in rows]

    def cube(
        self,
        kind: type[Document],
        scopes: Iterable[str],
        by: Sequence[Grouping],
        window: Window,
        where: Where | None = None,
    ) -> list[CubeRow]:
        """Count documents by the fields `by` within `window`, in order of group."""
        check_fields(kind_of(kind), [*by, *(where or {}), window.field])
        columns = ", ".join(f"by{place}.value" for place, _ in enumerate(by))
        joins = [GROUP_BY.format(place=place, field=f"{kind_of(kind).name}.{field}") for place, field in enumerate(by)]
        head = " ".join(["SELECT", columns, ", count(*) FROM documents", *joins])
        conditions = planned(self._database, kind_of(kind), scopes, terms_of_all(kind_of(kind), where, window))
        statement, values = select(head, conditions, f"GROUP BY {columns} ORDER BY {columns}")
        return [CubeRow(group=row[:-1], documents=row[-1]) for row in self._database.execute(statement, values)]

    def search(self, scopes: Iterable[str], query: Query) -> list[Hit]:
        """Return the reports that answer `query`, best or nearest first."""
        return hits(EmbeddedShelf(self._database), list(scopes), query)

    def refresh(self) -> None:
        """Do nothing: what is written here is seen at once."""

    def aside(self) -> Self:
        """Return an index in a new file beside this one's; one that was never finished is deleted."""
        path = self._path.with_suffix(".aside.sqlite")
        delete_database(path)
        return type(self)(path)

    def become(self, aside: Self) -> None:
        """Take over all that is in the file of `aside` in one transaction, and delete the file."""
        aside.close()
        take_over(self._database, aside._path)
        delete_database(aside._path)

    def expunge(self) -> None:
        """Take deleted words out of the full text's own tables, and deleted rows out of the log beside the file."""
        self._database.execute("INSERT INTO texts (texts) VALUES ('optimize')")
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the file."""
        self._database.close()
