"""The straight line between two places, and what lies along it; the road itself is not known."""

from math import cos, radians
from typing import NamedTuple

from shapely import LineString
from shapely import Point as FlatPoint

from products.signs import near, positions
from products.view import View
from schemas.annotation import Event
from schemas.geography import Point, Position, distance_km

KM_PER_DEGREE = 111.195  # of a great circle on a sphere of 6,371 km
STEP_KM = 5.0


class Line(NamedTuple):
    """A straight line between two places with its length."""

    start: Position
    end: Position
    length_km: float


class OnLine(NamedTuple):
    """Where a point lies beside a line: how far along it, and how far off."""

    along_km: float
    off_km: float


def line_between(start: Point, end: Point) -> Line:
    """Return the line from `start` to `end`."""
    ends = Position(start.latitude, start.longitude), Position(end.latitude, end.longitude)
    return Line(*ends, distance_km(start, end))


def beside(line: Line, point: Point) -> OnLine:
    """Return where `point` lies beside `line`, on the plane that touches the globe halfway.

    A patrol's day is short enough for the plane: at 200 km the error is below a kilometre.
    """
    flat = LineString([_flat(line, line.start), _flat(line, line.end)])
    spot = FlatPoint(_flat(line, point))
    return OnLine(round(float(flat.project(spot)), 1), round(float(flat.distance(spot)), 1))


def _flat(line: Line, point: Point) -> tuple[float, float]:
    """Return kilometres east and north of the line's start; the date line is crossed the short way."""
    east = (point.longitude - line.start.longitude + 180) % 360 - 180
    middle = radians((line.start.latitude + line.end.latitude) / 2)
    north = point.latitude - line.start.latitude
    return round(east * cos(middle) * KM_PER_DEGREE, 6), round(north * KM_PER_DEGREE, 6)


def points_along(line: Line) -> list[Position]:
    """Return points of the line, no more than a few kilometres apart, both ends among them."""
    steps = max(1, int(line.length_km / STEP_KM) + 1)
    east = (line.end.longitude - line.start.longitude + 180) % 360 - 180
    return [
        Position(
            line.start.latitude + (line.end.latitude - line.start.latitude) * step / steps,
            (line.start.longitude + east * step / steps + 180) % 360 - 180,
        )
        for step in range(steps + 1)
    ]


def heard_along(view: View, line: Line) -> list[Event]:
    """Return what was heard from within the corridor of `line` in the window, in order of time."""
    reach_km = view.numbers.corridor_km
    found = near(view, points_along(line), reach_km, days=view.numbers.window_days)
    return [event for event in found if off_km(line, event) <= reach_km]


def off_km(line: Line, event: Event) -> float:
    """Return how far off the line an event is: its place, or the nearer end of its stretch."""
    return min(beside(line, position).off_km for position in positions(event))
