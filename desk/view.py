"""The piece of the earth that a map shows, read from an address and written into one."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from desk.map import LEAST_KM, MOST_KM, clicked, frame_of, width_about
from schemas.geography import Position

ZOOM = 3.0
FIRST_KM = 40.0


class View(NamedTuple):
    """The piece of the earth that the map shows, and the point that was clicked."""

    centre: Position
    width_km: float
    chosen: Position | None = None

    @property
    def query(self) -> str:
        """The view as a part of an address."""
        at = f"&at={degrees(self.chosen)}" if self.chosen else ""
        return f"c={degrees(self.centre)}&km={self.width_km:.1f}{at}"

    @property
    def closer(self) -> "View":
        """The view of less around the same centre."""
        return self._replace(width_km=max(LEAST_KM, self.width_km / ZOOM))

    @property
    def wider(self) -> "View":
        """The view of more around the same centre."""
        return self._replace(width_km=min(MOST_KM, self.width_km * ZOOM))


def degrees(position: Position) -> str:
    """Return a position as an address has it."""
    return f"{position.latitude:.5f},{position.longitude:.5f}"


def written_position(text: str) -> Position | None:
    """Return the position of two degrees with a comma between them, None for anything else."""
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return Position(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def view_of(query: Mapping[str, str]) -> View | None:
    """Return the view that an address asks for, moved to where its map was clicked; None where it asks for none."""
    centre = written_position(query.get("c", ""))
    if centre is None:
        return None
    width_km = min(MOST_KM, max(LEAST_KM, _number(query.get("km", ""), FIRST_KM)))
    for shape in ("wide", "slim"):
        x, y = query.get(f"{shape}.x"), query.get(f"{shape}.y")
        if x is not None and y is not None:
            chosen = clicked(frame_of(centre, width_km, shape), _number(x, 0.0), _number(y, 0.0))
            return View(chosen, width_km, chosen)
    return View(centre, width_km, written_position(query.get("at", "")))


def first_view(spots: Sequence[Position], mission: Sequence[Position]) -> View:
    """Return the view about the first of `spots` that holds the others; without any, the mission's places."""
    around = [*spots] or [*mission] or [Position(0.0, 0.0)]
    middle = around[0] if spots else Position(*(sum(each) / len(around) for each in zip(*around, strict=True)))
    return View(middle, width_about(middle, around))


def _number(text: str, otherwise: float) -> float:
    try:
        found = float(text)
    except ValueError:
        return otherwise
    return found if abs(found) < 1e6 else otherwise
