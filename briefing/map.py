"""The map: places, bases, what was reported by family, and the areas of open warnings; no tiles, no network."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import altair

from briefing.charts import family_encoding, layer, warning_name
from briefing.families import BASE
from briefing.frame import Frame, frame_around, scale_bar_km
from briefing.labels import Box, Label, Placed, around, place_labels
from briefing.material import Material, open_warnings
from briefing.svg import FONT, to_svg
from briefing.text import clean
from briefing.where import Drawn, incidents_by_place
from briefing.words import Words
from schemas.mission import Place

_OUTLINES = {"low": 1.5, "medium": 2.0, "high": 3.0}
_STYLES: dict[str, dict[str, Any]] = {
    "warning": {"fontSize": 13, "fontWeight": "bold", "color": "#111"},
    "base": {"fontSize": 11, "fontWeight": "bold", "color": "#111"},
    "district": {"fontSize": 11, "fontStyle": "italic", "color": "#595959"},
    "town": {"fontSize": 10, "color": "#595959"},
}


class Symbol(NamedTuple):
    """One symbol on the picture, in pixels."""

    x: float
    y: float
    family: str
    rough: bool
    number: int


def map_svg(material: Material, *, words: Words, width_px: int) -> str | None:
    """Return the map as inline SVG, or None where the mission has nothing that could be drawn."""
    drawn, _ = incidents_by_place(material)
    points = _points(material, drawn)
    if not points:
        return None
    frame = frame_around(points, width_px=width_px)
    symbols = _symbols(frame, drawn)
    layers = [
        *_outline_layers(frame, material),
        _town_layer(frame, material),
        *_symbol_layers(frame, material, symbols, words),
        *_label_layers(frame, _labels(frame, material, symbols, words)),
        *_scale_layers(frame),
    ]
    chart = altair.layer(*layers).properties(width=frame.width_px, height=frame.height_px, padding=4)
    return to_svg(chart.configure(font=FONT).configure_view(stroke="#767676"))


def _points(material: Material, drawn: Sequence[Drawn]) -> list[tuple[float, float, float]]:
    areas = [warning.area for warning in open_warnings(material)]
    points = [(area.latitude, area.longitude, area.radius_km) for area in areas]
    points += [(spot.latitude, spot.longitude, 0.0) for spot in drawn]
    points += [(base.latitude, base.longitude, 0.0) for base in material.mission.bases]
    return points or [(place.latitude, place.longitude, 0.0) for place in _towns(material)]


def _towns(material: Material) -> list[Place]:
    """Return towns and districts, the most important first: chief towns, then by population."""
    named = [place for place in material.mission.places if place.feature_code.startswith(("PPL", "ADM2"))]
    return sorted(named, key=lambda place: (not place.feature_code.startswith("PPLA"), -place.population, place.id))


def _symbols(frame: Frame, drawn: Sequence[Drawn]) -> list[Symbol]:
    """Return the symbols; those of one place stand side by side, so that none hides another."""
    rows: dict[tuple[float, float], list[Drawn]] = defaultdict(list)
    for spot in drawn:
        rows[spot.latitude, spot.longitude].append(spot)
    return [symbol for row in rows.values() for symbol in _row(frame, row)]


def _row(frame: Frame, row: Sequence[Drawn]) -> list[Symbol]:
    x, y = frame.place(row[0].latitude, row[0].longitude)
    widths = [26 if spot.incidents > 1 else 15 for spot in row]
    starts = [x - sum(widths) / 2 + sum(widths[:index]) + 7 for index in range(len(row))]
    return [Symbol(start, y, spot.family, spot.rough, spot.incidents) for start, spot in zip(starts, row, strict=True)]


def _at(frame: Frame) -> dict[str, Any]:
    x = altair.X("x:Q", axis=None, scale=altair.Scale(domain=[0, frame.width_px], nice=False, zero=False))
    y = altair.Y("y:Q", axis=None, scale=altair.Scale(domain=[frame.height_px, 0], nice=False, zero=False))
    return {"x": x, "y": y}


def _outline_layers(frame: Frame, material: Material) -> list[Any]:
    return [
        layer([{"x": x, "y": y, "order": order} for order, (x, y) in enumerate(frame.circle(warning.area))])
        .mark_line(color="#111", strokeDash=[6, 4], strokeWidth=_OUTLINES[warning.alert_level], clip=False)
        .encode(**_at(frame), order="order:Q")
        for warning in reversed(open_warnings(material))
    ]


def _town_layer(frame: Frame, material: Material) -> Any:
    spots = [frame.place(town.latitude, town.longitude) for town in _towns(material)]
    rows = [{"x": x, "y": y} for x, y in spots if _inside(frame, x, y)]
    return layer(rows).mark_circle(size=9, color="#767676", opacity=1).encode(**_at(frame))


def _inside(frame: Frame, x: float, y: float) -> bool:
    return 0 <= x <= frame.width_px and 0 <= y <= frame.height_px


def _symbol_layers(frame: Frame, material: Material, symbols: Sequence[Symbol], words: Words) -> list[Any]:
    spots = [frame.place(base.latitude, base.longitude) for base in material.mission.bases]
    symbols = [Symbol(x, y, BASE, False, 1) for x, y in spots] + list(symbols)
    rows = [_symbol_row(symbol, words) for symbol in symbols]
    numbers = [
        {"x": symbol.x + 9, "y": symbol.y, "text": str(symbol.number)} for symbol in symbols if symbol.number > 1
    ]
    points = layer(rows).mark_point(size=100, strokeWidth=1.6, opacity=1)
    encoding = family_encoding({symbol.family for symbol in symbols}, words, columns=2 if frame.width_px < 500 else 5)
    hollow = altair.FillOpacity("filled:Q", scale=altair.Scale(domain=[0, 1], range=[0, 1]), legend=None)
    return [
        points.encode(**_at(frame), **encoding, fillOpacity=hollow),
        layer(numbers)
        .mark_text(align="left", fontSize=12, fontWeight="bold", color="#111")
        .encode(**_at(frame), text="text:N"),
    ]


def _symbol_row(symbol: Symbol, words: Words) -> dict[str, Any]:
    family = words["families"][symbol.family]
    return {"x": symbol.x, "y": symbol.y, "family": family, "filled": 0 if symbol.rough else 1}


def _labels(frame: Frame, material: Material, symbols: Sequence[Symbol], words: Words) -> list[Placed]:
    taken = [
        Box(symbol.x - 7, symbol.y - 7, symbol.x + (18 if symbol.number > 1 else 7), symbol.y + 7) for symbol in symbols
    ]
    wanted = [*_warning_labels(frame, material, words), *_base_labels(frame, material), *_town_labels(frame, material)]
    return place_labels(wanted, taken, frame.box)


def _warning_labels(frame: Frame, material: Material, words: Words) -> list[Label]:
    labels = []
    for number, warning in enumerate(open_warnings(material), start=1):
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
    for town in _towns(material):
        x, y = frame.place(town.latitude, town.longitude)
        if _inside(frame, x, y):
            style = "district" if town.feature_code == "ADM2" else "town"
            name = clean(town.name)
            labels.append(Label(name, around(x, y, name, 10), 10, style))
    return labels


def _label_layers(frame: Frame, placed: Sequence[Placed]) -> list[Any]:
    layers = []
    for style, look in _STYLES.items():
        rows = [{"x": label.x, "y": label.y, "text": label.text} for label in placed if label.style == style]
        layers.append(layer(rows).mark_text(**look).encode(**_at(frame), text="text:N"))
    return layers


def _scale_layers(frame: Frame) -> list[Any]:
    length_km = scale_bar_km(frame)
    left, y = 12.0, frame.height_px - 12.0
    right = left + length_km * frame.px_per_km
    bar = layer([{"x": left, "y": y}, {"x": right, "y": y}]).mark_line(color="#111", strokeWidth=3).encode(**_at(frame))
    words = [{"x": right + 6, "y": y, "text": f"{length_km} km"}]
    text = layer(words).mark_text(align="left", fontSize=12, color="#111").encode(**_at(frame), text="text:N")
    return [bar, text]
