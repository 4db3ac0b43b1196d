"""Writes a gazetteer file: one SQLite database that workers open for reading."""

import atexit
import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from nlp.gazetteer.spelling import likeness_keys
from nlp.gazetteer.store import name_key, names_of
from nlp.ordinary_words import ordinary_words
from schemas.base import Item
from schemas.gazetteer import Area
from schemas.mission import Place

_SCHEMA = """
CREATE TABLE place (id TEXT PRIMARY KEY, body TEXT NOT NULL, latitude REAL, longitude REAL, pcode TEXT);
CREATE TABLE name (
    first_word TEXT, folded TEXT, place_id TEXT, ordinary INTEGER, PRIMARY KEY (first_word, folded, place_id)
) WITHOUT ROWID;
CREATE TABLE likeness (key TEXT, folded TEXT, PRIMARY KEY (key, folded)) WITHOUT ROWID;
CREATE TABLE area (pcode TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE alias (id TEXT, place_id TEXT, PRIMARY KEY (id, place_id)) WITHOUT ROWID;
CREATE TABLE version (version TEXT);
"""
_INDEXES = "CREATE INDEX by_pcode ON place (pcode); CREATE INDEX by_latitude ON place (latitude);"
_FORMAT = "2"


def build_gazetteer(places: Iterable[Place], path: Path, *, areas: Iterable[Area] = ()) -> Path:
    """Write `places` and `areas` as a gazetteer file at `path`, in place of what was there.

    Of two places of one id the later stays.
    """
    by_id = {place.id: place for place in places}
    kept = sorted(by_id.values(), key=lambda place: place.id)
    known_areas = sorted(areas, key=lambda area: area.pcode)
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        _write_places(connection, kept)
        _write_names(connection, kept, known_areas)
        _write_areas(connection, known_areas)
        connection.execute("INSERT INTO version VALUES (?)", (_version([*kept, *known_areas]),))
        connection.executescript(_INDEXES)
    connection.close()
    return path


def _version(items: Iterable[Item]) -> str:
    digest = hashlib.sha256(_FORMAT.encode())
    for item in items:
        digest.update(item.model_dump_json().encode())
    return digest.hexdigest()[:12]


def _write_places(connection: sqlite3.Connection, places: Sequence[Place]) -> None:
    rows = ((place.id, place.model_dump_json(), place.latitude, place.longitude, place.pcode) for place in places)
    connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?)", rows)
    aliases = ((id, place.id) for place in places for id in place.same_as)
    connection.executemany("INSERT OR REPLACE INTO alias VALUES (?, ?)", aliases)


def _write_names(connection: sqlite3.Connection, places: Sequence[Place], areas: Sequence[Area]) -> None:
    """Write what every place and area is called; an area's name leads to no place, so it is known and unplaced."""
    names = {(key, place.id) for place in places for key in names_of(place)}
    names |= {(key, f"area:{area.pcode}") for area in areas if (key := name_key(area.name))}
    rows = ((key.split(" ", 1)[0], key, id, _is_ordinary_word(key)) for key, id in sorted(names))
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", rows)
    keys = ((key, folded) for folded in sorted({folded for folded, _ in names}) for key in likeness_keys(folded))
    connection.executemany("INSERT OR REPLACE INTO likeness VALUES (?, ?)", keys)


def _write_areas(connection: sqlite3.Connection, areas: Sequence[Area]) -> None:
    rows = ((area.pcode, area.model_dump_json()) for area in areas)
    connection.executemany("INSERT OR REPLACE INTO area VALUES (?, ?)", rows)


def _is_ordinary_word(folded: str) -> bool:
    return " " not in folded and folded in ordinary_words()


@lru_cache(maxsize=8)
def mission_gazetteer(places: tuple[Place, ...]) -> Path:
    """Return a gazetteer file of `places` for the life of this process; it is removed at the end."""
    folder = tempfile.mkdtemp(prefix="forewarn-gazetteer-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return build_gazetteer(places, Path(folder) / "gazetteer.sqlite")
