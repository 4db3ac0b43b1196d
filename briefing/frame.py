"""The piece of the earth that the map shows, and where a point of it lies on the picture."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from briefing.labels import Box
from schemas.warning import Area

KM_PER_DEGREE = 111.2  # of latitude, on a sphere of 6,371 km radius
_LEAST_SIDE_KM = 20.0
_MARGIN = 1.12
_CORNERS = 72  # of the polygon that stands for a circle


class Frame(NamedTuple):
    """A flat picture around a centre, true to distance near it (equirectangular projection)."""

    latitude: float
    longitude: float
    px_per_km: float
    width_px: float
    height_px: float

    @property
    def box(self) -> Box:
        """Return the picture's rectangle."""
        return Box(0, 0, self.width_px, self.height_px)

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a point lies, in pixels from the top left corner."""
        east_km = (longitude - self.longitude) * KM_PER_DEGREE * math.cos(math.radians(self.latitude))
        north_km = (latitude - self.latitude) * KM_PER_DEGREE
        return self.width_px / 2 + east_km * self.px_per_km, self.height_px / 2 - north_km * self.px_per_km

    def circle(self, area: Area) -> list[tuple[float, float]]:
        """Return the outline of `area`, the first point again at the end."""
        x, y = self.place(area.latitude, area.longitude)
        radius = area.radius_km * self.px_per_km
        turns = [2 * math.pi * step / _CORNERS for step in range(_CORNERS + 1)]
        return [(x + radius * math.sin(turn), y - radius * math.cos(turn)) for turn in turns]


def frame_around(points: Sequence[tuple[float, float, float]], *, width_px: float) -> Frame:
    """Return the frame of `width_px` that holds all `points`: latitude, longitude, radius in km around it.

    Its height is between half and nine tenths of its width.
    """
    middle = math.cos(math.radians(sum(point[0] for point in points) / len(points)))
    south, north = _span([(latitude, radius) for latitude, _, radius in points], KM_PER_DEGREE)
    west, east = _span([(longitude, radius) for _, longitude, radius in points], KM_PER_DEGREE * middle)
    tall_km = max((north - south) * KM_PER_DEGREE, _LEAST_SIDE_KM) * _MARGIN
    wide_km = max((east - west) * KM_PER_DEGREE * middle, _LEAST_SIDE_KM) * _MARGIN
    px_per_km = min(width_px / wide_km, 0.9 * width_px / tall_km)
    height_px = round(max(tall_km * px_per_km, 0.5 * width_px))
    return Frame((south + north) / 2, (west + east) / 2, px_per_km, width_px, height_px)


def _span(values: Sequence[tuple[float, float]], km_per_degree: float) -> tuple[float, float]:
    low = min(value - radius_km / km_per_degree for value, radius_km in values)
    high = max(value + radius_km / km_per_degree for value, radius_km in values)
    return low, high


def scale_bar_km(frame: Frame) -> int:
    """Return the longest round length that takes at most a quarter of the width."""
    room_km = frame.width_px / 4 / frame.px_per_km
    return max((length for length in (1, 2, 5, 10, 20, 50, 100, 200, 500) if length <= room_km), default=1)
