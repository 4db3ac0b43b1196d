"""The gazetteer: places in an SQLite file, looked up by their folded names, codes or positions.

Only the names that a text asks for are read, so 200,000 names cost neither start-up time nor memory.
"""

import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import OSA

from nlp.folding import fold_words
from nlp.gazetteer.spelling import likeness_keys
from schemas.errors import ConfigurationError
from schemas.gazetteer import Area, Content
from schemas.geography import Position, distance_km
from schemas.mission import Place

_SHORTEST_TOLERANT_NAME = 5
_PROMINENT_CODES = ("PCL", "ADM1", "ADM2", "PPLC", "PPLA")
_MANY_PEOPLE = 100_000
_POLE = 0.001  # nearer than this (cosine) to a pole, all longitudes are near
_KM_PER_DEGREE = 111.0


class NamesByFirstWord(NamedTuple):
    """The folded names that begin with one word, and the number of words of the longest."""

    names: frozenset[str]
    longest_words: int


def name_key(name: str) -> str:
    """Return what `name` is looked up by: its folded words with single spaces."""
    return " ".join(word.folded for word in fold_words(name))


def names_of(place: Place) -> frozenset[str]:
    """Return the folded names of a place."""
    return frozenset(name_key(name) for name in (place.name, *place.alternate_names)) - {""}


def read_store(path: Path) -> Content:
    """Return all places and areas of a gazetteer file; raise `ConfigurationError` where it is none."""
    with closing(_connected(path)) as connection:
        places = tuple(Place.model_validate_json(body) for (body,) in connection.execute("SELECT body FROM place"))
        areas = tuple(Area.model_validate_json(body) for (body,) in connection.execute("SELECT body FROM area"))
    return Content("Forewarn gazetteer", len(places) + len(areas), places, areas)


def _connected(path: Path) -> sqlite3.Connection:
    """Open a gazetteer file for reading; raise `ConfigurationError` where it is none, or of an older form."""
    if not path.exists():
        raise ConfigurationError(f"there is no gazetteer at {path}; make one with: forewarn gazetteer load FILE...")
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
    try:
        connection.execute("SELECT version FROM version, likeness, area, alias LIMIT 0")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise ConfigurationError(f"{path} is no gazetteer of this Forewarn ({error}); load its files anew") from error
    return connection


def open_gazetteer(path: Path) -> "Gazetteer":
    """Open the gazetteer at `path` for reading. Raises `ConfigurationError` where there is none."""
    written = path.stat() if path.exists() else None
    return _opened(path, (written.st_ino, written.st_mtime_ns) if written else None)


@lru_cache(maxsize=4)
def _opened(path: Path, written: tuple[int, int] | None) -> "Gazetteer":
    """Keep a gazetteer open with what was read of it; a file that was `written` anew is another."""
    return Gazetteer(path)


class Gazetteer:
    """An open gazetteer file; answers are cached, least recently used out first."""

    def __init__(self, path: Path) -> None:
        self._connection = _connected(path)
        self.version: str = self._connection.execute("SELECT version FROM version").fetchone()[0]
        self.name_count: int = self.size()[1]
        self.names_from = lru_cache(maxsize=65_536)(self._names_from)
        self.places_named = lru_cache(maxsize=16_384)(self._places_named)
        self.is_ordinary = lru_cache(maxsize=16_384)(self._is_ordinary)
        self.is_country = lru_cache(maxsize=16_384)(self._is_country)
        self.is_prominent = lru_cache(maxsize=16_384)(self._is_prominent)
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

    def _is_country(self, folded: str) -> bool:
        """Tell whether a country bears the folded name."""
        return any(place.feature_code.startswith("PCL") for place in self.places_named(folded))

    def _is_prominent(self, folded: str) -> bool:
        """Tell whether a country, an area or a town of many people bears the folded name."""
        return any(
            place.feature_code.startswith(_PROMINENT_CODES) or place.population >= _MANY_PEOPLE
            for place in self.places_named(folded)
        )

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
        """Return the place of an administrative code or id, its own or one that another gazetteer gives it, or None."""
        query = (
            "SELECT body FROM place WHERE pcode = ?1 OR id = ?1"
            " OR id IN (SELECT place_id FROM alias WHERE id = ?1) ORDER BY id LIMIT 1"
        )
        row = self._connection.execute(query, (pcode,)).fetchone()
        return Place.model_validate_json(row[0]) if row else None

    def like_names(self, folded: str) -> tuple[str, ...]:
        """Return the names that are written like `folded`: of one spelling key or one consonant key (see spelling)."""
        keys = likeness_keys(folded)
        query = f"SELECT DISTINCT folded FROM likeness WHERE key IN ({', '.join('?' * len(keys))}) ORDER BY folded"  # noqa: S608 only marks
        return tuple(name for (name,) in self._connection.execute(query, keys)) if keys else ()

    def size(self) -> tuple[int, int, int]:
        """Return how many places, names and areas there are."""
        query = "SELECT (SELECT count(*) FROM place), (SELECT count(*) FROM name), (SELECT count(*) FROM area)"
        places, names, areas = self._connection.execute(query).fetchone()
        return places, names, areas

    def places_near(self, latitude: float, longitude: float, within_km: float) -> list[tuple[float, Place]]:
        """Return the places within a distance, as (distance in km, place), nearest first."""
        reach = within_km / _KM_PER_DEGREE
        narrowest = math.cos(math.radians(min(90.0, abs(latitude) + reach)))
        width = min(180.0, reach / narrowest) if narrowest > _POLE else 180.0
        around = self._places_around(latitude, reach, longitude, width)
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
