"""The gazetteer that runs use: what was loaded, with the mission's own places over it."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from ingest.mission import read_places
from nlp.gazetteer.load import Tell, load, read_file
from nlp.gazetteer.store import open_gazetteer
from nlp.gazetteer.tables import first_line
from pipeline.parts import Parts
from schemas.base import stable_id
from schemas.errors import RetryableError
from schemas.gazetteer import Content, LoadAccount
from schemas.geography import Position
from schemas.mission import Place

_PLACES_COLUMNS = {"id", "name", "feature_code", "latitude", "longitude"}


def load_files(
    files: Sequence[Path], store: Path, *, extra: Sequence[tuple[str, Content]] = (), tell: Tell = lambda _: None
) -> LoadAccount:
    """Load gazetteer files and a mission's `places.csv` into the store at `store`, and tell what was done.

    Raises `ConfigurationError` for a file of no known form, or a row of `places.csv` that must be mended.
    """
    contents = []
    for file in files:
        tell(f"Reading {file.name}")
        contents.append((file.name, _content(file)))
    store.parent.mkdir(parents=True, exist_ok=True)
    return load([*contents, *extra], store, tell=tell)


def _content(file: Path) -> Content:
    if file.suffix == ".csv" and set(first_line(file).split(",")) >= _PLACES_COLUMNS:
        places = read_places(file)
        return Content("mission's places.csv", len(places), places)
    return read_file(file)


def ready_gazetteer(parts: Parts) -> Path:
    """Return the gazetteer file of the loaded store and the mission's places over it, made on first use.

    Its name carries what it was made of. Raises `RetryableError` where it cannot be written.
    """
    path = parts.settings.home / f"gazetteer-{gazetteer_version(parts)}.sqlite"
    if not path.exists():
        places = parts.mission.places
        loaded = parts.settings.gazetteer_store
        contents = [("places.csv", Content("mission's places.csv", len(places), places))]
        contents += [(loaded.name, read_file(loaded))] if loaded.exists() else []
        try:
            load(contents, path)
        except (OSError, sqlite3.OperationalError) as error:
            raise RetryableError(
                f"{path.name} cannot be written ({error}); see that there is room, try again"
            ) from error
    return path


def gazetteer_version(parts: Parts) -> str:
    """Return a name for what the mission's places and the loaded store are."""
    loaded = parts.settings.gazetteer_store
    version = open_gazetteer(loaded).version if loaded.exists() else ""
    return stable_id(version, *(place.model_dump_json() for place in parts.mission.places))


def places_like(parts: Parts, name: str, *, most: int) -> list[Place]:
    """Return the places that a written name may stand for, the likest first."""
    from nlp.places.candidates import candidates_of  # brings the language models' library: seconds that others save

    return [each.place for each in candidates_of(name, open_gazetteer(ready_gazetteer(parts)))[:most]]


def places_around(parts: Parts, position: Position, *, within_km: float, most: int) -> list[Place]:
    """Return the places about a position: areas' seats and towns of many people before villages, then the nearest."""
    found = open_gazetteer(ready_gazetteer(parts)).places_near(position.latitude, position.longitude, within_km)
    found.sort(key=lambda pair: (not pair[1].feature_code.startswith(("PPLC", "PPLA")), -pair[1].population, pair[0]))
    return [place for _, place in found[:most]]
