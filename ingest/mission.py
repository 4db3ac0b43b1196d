"""Reads the mission folder of formats.md: CSV files and `mission.toml`, every one of which may be absent."""

import csv
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import structlog
from pydantic import ValidationError

from schemas.base import Item
from schemas.delivery import Channel
from schemas.errors import ConfigurationError
from schemas.mission import Actor, Base, Element, Facility, Mission, Place, PriorityRequirement, Unit, fold_name

T = TypeVar("T", bound=Item)

LISTS = frozenset({"alternate_names", "aliases", "ordinary_names", "same_as", "areas", "indicators"})
PUBLIC_ACTORS = Path(__file__).parent / "public_actors.csv"
TOML_KEYS = ("name", "invented", "languages", "profiles", "purposes", "country", "addressees", "referral", "detectors")

log = structlog.get_logger(__name__)


def read_mission(folder: Path) -> Mission:
    """Return the mission in `folder`; raise `ConfigurationError` naming file, line, column and mend."""
    if not folder.is_dir():
        raise ConfigurationError(f"mission folder {folder} is not there; set FOREWARN_MISSION to one that is")
    told = _read_toml(folder / "mission.toml")
    places = read_places(folder / "places.csv")
    units = _read_units(folder / "units.csv", places)
    try:
        return Mission.model_validate(
            {
                **{key: told[key] for key in TOML_KEYS if key in told},
                "places": places,
                "facilities": _unique(folder / "facilities.csv", Facility),
                "actors": _read_actors(folder / "actors.csv", told),
                "bases": _unique(folder / "bases.csv", Base),
                "elements": _unique(folder / "elements.csv", Element, key="code", column="dataElement"),
                "pirs": _read_pirs(folder / "pirs.csv", places),
                "units": units,
                "channels": _read_channels(folder / "channels.csv", units),
            }
        )
    except ValidationError as error:
        raise ConfigurationError(f"{folder / 'mission.toml'}, key {_first_fault(error)}") from error


def read_places(path: Path) -> tuple[Place, ...]:
    """Return the places of one file in the form of `places.csv`; raise `ConfigurationError` as `read_mission` does."""
    return _unique(path, Place)


def _read_pirs(path: Path, places: tuple[Place, ...]) -> tuple[PriorityRequirement, ...]:
    """Return the priority requirements; an area that `places.csv` lacks is a mistake, for nothing would answer it."""
    found = _unique(path, PriorityRequirement, column="pir_id")
    names = [name for place in places for name in (place.name, *place.alternate_names, place.admin2)]
    for row in found:
        _check_areas(path, row.id, row.areas, names)
    return found


def _check_areas(path: Path, id: str, areas: tuple[str, ...], names: Iterable[str | None]) -> None:
    """Raise `ConfigurationError` for an area that is none of `names`."""
    known = {fold_name(name) for name in names if name}
    if unknown := sorted(area for area in areas if fold_name(area) not in known):
        raise ConfigurationError(f"{path}, row {id}, column areas: {', '.join(unknown)} is not in places.csv; mend it")


def _read_units(path: Path, places: tuple[Place, ...]) -> tuple[Unit, ...]:
    """Return who is deployed where; in districts or provinces, reporting to one of the file, never in a circle."""
    units = {unit.id: unit for unit in _unique(path, Unit)}
    areas = [area for place in places for area in (place.admin1, place.admin2)]
    for unit in units.values():
        _check_areas(path, unit.id, unit.areas, areas)
        above, seen = unit.reports_to, {unit.id}
        while above is not None:
            if above not in units or above in seen:
                wrong = "is in a circle" if above in seen else "is no id of this file"
                raise ConfigurationError(f"{path}, unit {unit.id}, column reports_to: {above} {wrong}; mend it there")
            seen.add(above)
            above = units[above].reports_to
    return tuple(units.values())


def _read_channels(path: Path, units: tuple[Unit, ...]) -> tuple[Channel, ...]:
    """Return the ways to tell people; a unit that a channel names is one of `units`."""
    channels, known = _unique(path, Channel), {unit.id for unit in units}
    for channel in channels:
        if channel.unit is not None and channel.unit not in known:
            raise ConfigurationError(
                f"{path}, channel {channel.id}, column unit: {channel.unit} is no id of units.csv; mend it there"
            )
    return channels


def _read_actors(path: Path, told: dict[str, Any]) -> tuple[Actor, ...]:
    """Return the public groups with those of the mission, whose row of the same id stands instead.

    An invented mission has its own alone, and so has one whose `mission.toml` says `public_actors = false`.
    """
    own = _unique(path, Actor)
    if not told.get("public_actors", not told.get("invented", False)):
        return own
    return tuple({actor.id: actor for actor in (*_unique(PUBLIC_ACTORS, Actor), *own)}.values())


def _read_toml(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except RecursionError:
        raise ConfigurationError(f"{path}: is nested too deeply; mend it there") from None
    except ValueError as error:
        raise ConfigurationError(f"{path}: {error}; mend it there") from error


def _unique(path: Path, model: type[T], key: str = "id", column: str = "id") -> tuple[T, ...]:
    """Return the rows of the CSV file at `path`; no two may have the same `key`, which the file calls `column`."""
    found: dict[str, T] = {}
    for line, cells in _lines(path):
        if column in cells:
            cells[key] = cells.pop(column)
        row = _row(path, line, cells, model, {key: column})
        name = getattr(row, key)
        if name in found:
            raise ConfigurationError(f"{path}, line {line}, column {column}: is there twice; keep one of the two rows")
        found[name] = row
    return tuple(found.values())


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each row's line number and its cells that are not empty."""
    if not path.exists():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            for cells in reader:
                if None in cells:
                    raise ConfigurationError(
                        f"{path}, line {reader.line_num}: has more cells than the header; quote commas"
                    )
                yield reader.line_num, {name: cell.strip() for name, cell in cells.items() if cell and cell.strip()}
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigurationError(f"{path}: is not CSV in UTF-8 ({type(error).__name__}); save it as that") from error


def _row(path: Path, line: int, cells: dict[str, Any], model: type[T], columns: dict[str, str]) -> T:
    known = {name: cell for name, cell in cells.items() if name in model.model_fields}
    if unknown := sorted(cells.keys() - known.keys()):
        log.warning("column not known, passed over", file=str(path), line=line, columns=unknown)
    for name in LISTS & known.keys():
        known[name] = tuple(part.strip() for part in known[name].split("|") if part.strip())
    try:
        return model.model_validate(known)
    except ValidationError as error:
        raise ConfigurationError(f"{path}, line {line}, column {_first_fault(error, columns)}") from error


def _first_fault(error: ValidationError, columns: dict[str, str] | None = None) -> str:
    fault = error.errors(include_input=False, include_url=False)[0]
    name = ".".join(str(part) for part in fault["loc"])
    return f"{(columns or {}).get(name, name)}: {fault['msg']}; mend it there"
