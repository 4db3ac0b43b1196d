"""What stands where on the map: the symbols side by side at one place, and the words beside them."""

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from briefing.charts import warning_name
from briefing.frame import Frame
from briefing.labels import Box, Label, Placed, around, place_labels
from briefing.material import Material
from briefing.where import Drawn, warnings_drawn
from briefing.words import Words
from products.text import clean
from schemas.mission import Base, Place

_SYMBOL_PX = 15


class Symbol(NamedTuple):
    """One symbol on the picture, in pixels."""

    x: float
    y: float
    family: str
    rough: bool
    number: int


def towns(material: Material) -> list[Place]:
    """Return towns and districts, the most important first: chief towns, then by population."""
    named = [place for place in material.mission.places if place.feature_code.startswith(("PPL", "ADM2"))]
    return sorted(named, key=lambda place: (not place.feature_code.startswith("PPLA"), -place.population, place.id))


def is_inside(frame: Frame, x: float, y: float) -> bool:
    """Return whether a point of the picture lies in it."""
    return 0 <= x <= frame.width_px and 0 <= y <= frame.height_px


def symbols_in(frame: Frame, drawn: Sequence[Drawn], bases: Sequence[Base]) -> list[Symbol]:
    """Return the symbols inside the picture: those of one place side by side, and below a base that stands there."""
    posts = [frame.place(base.latitude, base.longitude) for base in bases]
    rows: dict[tuple[float, float], list[Drawn]] = defaultdict(list)
    for spot in drawn:
        rows[spot.latitude, spot.longitude].append(spot)
    return [
        symbol for row in rows.values() for symbol in _row(frame, row, posts) if is_inside(frame, symbol.x, symbol.y)
    ]


def _row(frame: Frame, row: Sequence[Drawn], posts: Sequence[tuple[float, float]]) -> list[Symbol]:
    x, y = frame.place(row[0].latitude, row[0].longitude)
    y += _SYMBOL_PX if any(math.dist((x, y), post) < _SYMBOL_PX for post in posts) else 0
    widths = [26 if spot.incidents > 1 else _SYMBOL_PX for spot in row]
    starts = [x - sum(widths) / 2 + sum(widths[:index]) + 7 for index in range(len(row))]
    return [Symbol(start, y, spot.family, spot.rough, spot.incidents) for start, spot in zip(starts, row, strict=True)]


def labels_in(frame: Frame, material: Material, symbols: Sequence[Symbol], words: Words) -> list[Placed]:
    """Return the words that find room, the most important first: warnings, bases, towns."""
    taken = [
        Box(symbol.x - 7, symbol.y - 7, symbol.x + (18 if symbol.number > 1 else 7), symbol.y + 7) for symbol in symbols
    ]
    wanted = [*_warning_labels(frame, material, words), *_base_labels(frame, material), *_town_labels(frame, material)]
    return place_labels(wanted, taken, frame.box)


def _warning_labels(frame: Frame, material: Material, words: Words) -> list[Label]:
    labels = []
    for number, warning in warnings_drawn(material):
        text = warning_name(number, warning.alert_level, warning.area.name, words)
        outline = frame.circle(warning.area)
        anchors = [(x, y - 10) for x, y in outline[:1]] + [(x, y + 12) for x, y in outline[len(outline) // 2 :][:1]]
        labels.append(Label(text, [*anchors, *outline[::6]], 13, "warning", needed=True))
    return labels


def _base_labels(frame: Frame, material: Material) -> list[Label]:
    named = [(clean(base.name), *frame.place(base.latitude, base.longitude)) for base in material.mission.bases]
    return [Label(name, around(x, y, name, 11), 11, "base") for name, x, y in named]


def _town_labels(frame: Frame, material: Material) -> list[Label]:
    labels = []
    for town in towns(material):
        x, y = frame.place(town.latitude, town.longitude)
        if is_inside(frame, x, y):
            style = "district" if town.feature_code == "ADM2" else "town"
            name = clean(town.name)
            labels.append(Label(name, around(x, y, name, 10), 10, style))
    return labels
