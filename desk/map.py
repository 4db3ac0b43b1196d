"""A map drawn by the desk itself: names of places, numbered candidates, a scale; a click on it is a position."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from briefing.frame import KM_PER_DEGREE, Frame, scale_bar_km
from briefing.labels import Box, Label, Placed, around, place_labels
from schemas.geography import Position
from schemas.mission import Place

WIDTHS_PX = {"wide": 720, "slim": 312}
"""A picture is shown as wide as it is drawn, since a click counts its pixels: one for a screen, one for a phone."""
HEIGHTS_PX = {"wide": 446, "slim": 300}
NAME_PX, REACH_PX, DOT_PX = 11.0, 9.0, 3.0
LEAST_KM, MOST_KM = 2.0, 2000.0


class Dot(NamedTuple):
    """Something on the map, and where."""

    x: float
    y: float


class Numbered(NamedTuple):
    """A candidate on the map with its number in the list beside it."""

    number: int
    x: float
    y: float


class Picture(NamedTuple):
    """All that the map shows."""

    frame: Frame
    dots: list[Dot]
    names: list[Placed]
    candidates: list[Numbered]
    chosen: Dot | None
    scale_km: int

    @property
    def scale_px(self) -> float:
        """How long the bar is."""
        return self.scale_km * self.frame.px_per_km


def frame_of(centre: Position, width_km: float, shape: str) -> Frame:
    """Return the frame of a map about `centre`; `shape` is wide or slim."""
    width_px = WIDTHS_PX[shape]
    return Frame(centre.latitude, centre.longitude, width_px / width_km, width_px, HEIGHTS_PX[shape])


def clicked(frame: Frame, x: float, y: float) -> Position:
    """Return the position of a pixel."""
    latitude = frame.latitude + (frame.height_px / 2 - y) / frame.px_per_km / KM_PER_DEGREE
    narrowing = max(0.01, math.cos(math.radians(frame.latitude)))
    longitude = frame.longitude + (x - frame.width_px / 2) / frame.px_per_km / KM_PER_DEGREE / narrowing
    return Position(max(-90.0, min(90.0, latitude)), (longitude + 180) % 360 - 180)


def picture(frame: Frame, places: Sequence[Place], candidates: Sequence[Position], chosen: Position | None) -> Picture:
    """Return the map of `places` by importance, with as many of their names as find room."""
    numbered = [
        Numbered(number, *frame.place(each.latitude, each.longitude)) for number, each in enumerate(candidates, 1)
    ]
    numbered = [each for each in numbered if _is_inside(frame, each.x, each.y)]
    spots = [(place, *frame.place(place.latitude, place.longitude)) for place in places]
    seen = [(place, x, y) for place, x, y in spots if _is_inside(frame, x, y)]
    labels = [Label(place.name, around(x, y, place.name, NAME_PX), NAME_PX, "town") for place, x, y in seen]
    taken = [_box(each.x, each.y, REACH_PX) for each in numbered] + [_box(x, y, DOT_PX) for _, x, y in seen]
    return Picture(
        frame=frame,
        dots=[Dot(x, y) for _, x, y in seen],
        names=place_labels(labels, taken, frame.box),
        candidates=numbered,
        chosen=Dot(*frame.place(chosen.latitude, chosen.longitude)) if chosen else None,
        scale_km=scale_bar_km(frame),
    )


def width_about(centre: Position, others: Sequence[Position]) -> float:
    """Return how many kilometres wide a map about `centre` must be to hold `others`, within bounds."""
    ratio = HEIGHTS_PX["wide"] / WIDTHS_PX["wide"]
    farthest = max((_east_km(centre, each) for each in others), default=0.0)
    highest = max((abs(each.latitude - centre.latitude) * KM_PER_DEGREE for each in others), default=0.0)
    return min(MOST_KM, max(40.0, 2.3 * farthest, 2.3 * highest / ratio))


def _box(x: float, y: float, reach: float) -> Box:
    return Box(x - reach, y - reach, x + reach, y + reach)


def _east_km(centre: Position, other: Position) -> float:
    degrees = (other.longitude - centre.longitude + 180) % 360 - 180
    return abs(degrees) * KM_PER_DEGREE * math.cos(math.radians(centre.latitude))


def _is_inside(frame: Frame, x: float, y: float) -> bool:
    return 0 <= x <= frame.width_px and 0 <= y <= frame.height_px
