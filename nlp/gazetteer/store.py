"""The gazetteer: places in an SQLite file, looked up by their folded names, codes or positions.

Only the names that a text asks for are read, so 200,000 names cost neither start-up time nor memory.
"""

import atexit
import hashlib
import math
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import OSA

from nlp.folding import fold_words
from nlp.ordinary_words import ordinary_words
from schemas.errors import ConfigurationError
from schemas.geography import Position, distance_km
from schemas.mission import Place

_SCHEMA = """
CREATE TABLE place (id TEXT PRIMARY KEY, body TEXT NOT NULL, latitude REAL, longitude REAL, pcode TEXT);
CREATE TABLE name (
    first_word TEXT, folded TEXT, place_id TEXT, ordinary INTEGER, PRIMARY KEY (first_word, folded, place_id)
) WITHOUT ROWID;
CREATE TABLE version (version TEXT);
"""
_INDEXES = "CREATE INDEX by_pcode ON place (pcode); CREATE INDEX by_latitude ON place (latitude);"
_SHORTEST_TOLERANT_NAME = 5
_KM_PER_DEGREE = 111.0


class NamesByFirstWord(NamedTuple):
    """The folded names that begin with one word, and the number of words of the longest."""

    names: frozenset[str]
    longest_words: int


def name_key(name: str) -> str:
    """Return what `name` is looked up by: its folded words with single spaces."""
    return " ".join(word.folded for word in fold_words(name))


def build_gazetteer(places: Iterable[Place], path: Path) -> Path:
    """Write `places` as a gazetteer file at `path`, in place of what was there; a later id replaces an earlier."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(_SCHEMA)
        digest = hashlib.sha256()
        for place in sorted(places, key=lambda place: place.id):
            _insert(connection, place)
            digest.update(place.model_dump_json().encode())
        connection.execute("INSERT INTO version VALUES (?)", (digest.hexdigest()[:12],))
        connection.executescript(_INDEXES)
    connection.close()
    return path


def _insert(connection: sqlite3.Connection, place: Place) -> None:
    row = (place.id, place.model_dump_json(), place.latitude, place.longitude, place.pcode)
    connection.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?)", row)
    for folded in sorted({name_key(name) for name in (place.name, *place.alternate_names)} - {""}):
        ordinary = " " not in folded and folded in ordinary_words()
        values = (folded.split()[0], folded, place.id, ordinary)
        connection.execute("INSERT OR REPLACE INTO name VALUES (?, ?, ?, ?)", values)


@lru_cache(maxsize=8)
def mission_gazetteer(places: tuple[Place, ...]) -> Path:
    """Return a gazetteer file of `places` for the life of this process; it is removed at the end."""
    folder = tempfile.mkdtemp(prefix="forewarn-gazetteer-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return build_gazetteer(places, Path(folder) / "gazetteer.sqlite")


def open_gazetteer(path: Path) -> "Gazetteer":
    """Open the gazetteer at `path` for reading. Raises `ConfigurationError` where there is none."""
    if not path.is_file():
        raise ConfigurationError(f"there is no gazetteer at {path}: build it from the mission's places first")
    return Gazetteer(path)


class Gazetteer:
    """An open gazetteer file; answers are cached, least recently used out first."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
        self.version: str = self._connection.execute("SELECT version FROM version").fetchone()[0]
        self.names_from = lru_cache(maxsize=65_536)(self._names_from)
        self.places_named = lru_cache(maxsize=16_384)(self._places_named)
        self.is_ordinary = lru_cache(maxsize=16_384)(self._is_ordinary)
        self.similar_names = lru_cache(maxsize=16_384)(self._similar_names)
        self._initial_names = lru_cache(maxsize=8)(self._names_of_initial)

    def _names_from(self, first_word: str) -> NamesByFirstWord | None:
        """Return all names that begin with `first_word` (folded), or None."""
        rows = self._connection.execute("SELECT DISTINCT folded FROM name WHERE first_word = ?", (first_word,))
        names = frozenset(folded for (folded,) in rows)
        return NamesByFirstWord(names, max(name.count(" ") + 1 for name in names)) if names else None

    def _places_named(self, folded: str) -> tuple[Place, ...]:
        """Return the places that bear the folded name, in order of id."""
        rows = self._connection.execute(
            "SELECT body FROM name JOIN place ON place.id = place_id"
            " WHERE first_word = ? AND folded = ? ORDER BY place.id",
            (folded.split(" ", 1)[0], folded),
        )
        return tuple(Place.model_validate_json(body) for (body,) in rows)

    def _is_ordinary(self, folded: str) -> bool:
        """Tell whether the folded name is also an ordinary word of English or French."""
        query = "SELECT max(ordinary) FROM name WHERE first_word = ? AND folded = ?"
        return bool(self._connection.execute(query, (folded.split(" ", 1)[0], folded)).fetchone()[0])

    def _names_of_initial(self, initial: str) -> tuple[str, ...]:
        query = "SELECT DISTINCT folded FROM name WHERE first_word >= ? AND first_word < ? ORDER BY folded"
        return tuple(folded for (folded,) in self._connection.execute(query, (initial, chr(ord(initial) + 1))))

    def _similar_names(self, folded: str) -> tuple[str, ...]:
        """Return the names nearest to a misspelt one: one edit away up to seven letters, two from eight (design).

        Names share the first letter; an edit is a letter put in, left out, changed, or swapped with the next.
        """
        if len(folded) < _SHORTEST_TOLERANT_NAME:
            return ()
        edits = 1 if len(folded) <= 7 else 2
        distances = [
            (OSA.distance(folded, name, score_cutoff=edits), name)
            for name in self._initial_names(folded[0])
            if abs(len(name) - len(folded)) <= edits
        ]
        nearest = min((distance for distance, _ in distances), default=edits + 1)
        return tuple(name for distance, name in distances if distance == nearest <= edits)

    def place_of_pcode(self, pcode: str) -> Place | None:
        """Return the place of an administrative code, or None."""
        query = "SELECT body FROM place WHERE pcode = ? OR id = ? ORDER BY id LIMIT 1"
        row = self._connection.execute(query, (pcode, pcode)).fetchone()
        return Place.model_validate_json(row[0]) if row else None

    def places_near(self, latitude: float, longitude: float, within_km: float) -> list[tuple[float, Place]]:
        """Return the places within a distance, as (distance in km, place), nearest first."""
        reach = within_km / _KM_PER_DEGREE
        narrowest = math.cos(math.radians(min(89.9, abs(latitude) + reach)))
        around = self._places_around(latitude, reach, longitude, min(180.0, reach / narrowest))
        found = [(distance_km(Position(latitude, longitude), place), place) for place in around]
        return sorted((pair for pair in found if pair[0] <= within_km), key=lambda pair: (pair[0], pair[1].id))

    def _places_around(self, latitude: float, height: float, longitude: float, width: float) -> Iterator[Place]:
        """Yield the places of a box, given by its middle and half its sides in degrees; it may cross the date line."""
        query = (
            "SELECT body FROM place WHERE latitude BETWEEN ? AND ? "
            "AND (abs(longitude - ?) <= ? OR abs(longitude - ?) >= 360 - ?)"
        )
        box = (latitude - height, latitude + height, longitude, width, longitude, width)
        return (Place.model_validate_json(body) for (body,) in self._connection.execute(query, box))
