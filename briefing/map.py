"""The map: places, bases, what was reported by family, and the areas of open warnings; no tiles, no network."""

from collections.abc import Sequence
from typing import Any

import altair

from briefing.charts import family_encoding, layer
from briefing.families import BASE
from briefing.frame import Frame, frame_around, scale_bar_km
from briefing.labels import Placed
from briefing.map_labels import Symbol, is_inside, labels_in, symbols_in, towns
from briefing.material import Material
from briefing.svg import FONT, to_svg
from briefing.where import Drawn, incidents_by_place, warnings_drawn
from briefing.words import Words
from schemas.warning import Area

_SURROUNDINGS = 1.1  # times the radius of the area
_OUTLINES = {"low": 1.5, "medium": 2.0, "high": 3.0}
_STYLES: dict[str, dict[str, Any]] = {
    "warning": {"fontSize": 13, "fontWeight": "bold", "color": "#111"},
    "base": {"fontSize": 11, "fontWeight": "bold", "color": "#111"},
    "district": {"fontSize": 11, "fontStyle": "italic", "color": "#595959"},
    "town": {"fontSize": 10, "color": "#595959"},
}


def map_svg(material: Material, *, words: Words, width_px: int) -> str | None:
    """Return the map as inline SVG, or None where the mission has nothing that could be drawn."""
    drawn, _ = incidents_by_place(material)
    points = _points(material, drawn)
    return _picture(frame_around(points, width_px=width_px), drawn, material, words) if points else None


def area_svg(material: Material, area: Area, *, words: Words, width_px: int) -> str:
    """Return the map of the surroundings of one warned `area` as inline SVG."""
    around_area = [(area.latitude, area.longitude, area.radius_km * _SURROUNDINGS)]
    return _picture(frame_around(around_area, width_px=width_px), incidents_by_place(material)[0], material, words)


def _picture(frame: Frame, drawn: Sequence[Drawn], material: Material, words: Words) -> str:
    symbols = symbols_in(frame, drawn, material.mission.bases)
    layers = [
        *_outline_layers(frame, material),
        _town_layer(frame, material),
        *_symbol_layers(frame, material, symbols, words),
        *_label_layers(frame, labels_in(frame, material, symbols, words)),
        *_scale_layers(frame),
    ]
    chart = altair.layer(*layers).properties(width=frame.width_px, height=frame.height_px, padding=4)
    return to_svg(chart.configure(font=FONT).configure_view(stroke="#767676"))


def _points(material: Material, drawn: Sequence[Drawn]) -> list[tuple[float, float, float]]:
    areas = [warning.area for _, warning in warnings_drawn(material)]
    points = [(area.latitude, area.longitude, area.radius_km) for area in areas]
    points += [(spot.latitude, spot.longitude, 0.0) for spot in drawn]
    points += [(base.latitude, base.longitude, 0.0) for base in material.mission.bases]
    return points or [(place.latitude, place.longitude, 0.0) for place in towns(material)]


def _at(frame: Frame) -> dict[str, Any]:
    x = altair.X("x:Q", axis=None, scale=altair.Scale(domain=[0, frame.width_px], nice=False, zero=False))
    y = altair.Y("y:Q", axis=None, scale=altair.Scale(domain=[frame.height_px, 0], nice=False, zero=False))
    return {"x": x, "y": y}


def _outline_layers(frame: Frame, material: Material) -> list[Any]:
    return [
        layer(_outline(frame, warning.area))
        .mark_line(color="#111", strokeDash=[6, 4], strokeWidth=_OUTLINES[warning.alert_level], clip=False)
        .encode(**_at(frame), order="order:Q")
        for _, warning in reversed(warnings_drawn(material))
    ]


def _outline(frame: Frame, area: Area) -> list[dict[str, Any]]:
    """Return the corners of the circle in order; a corner without `y` lies outside and breaks the line."""
    corners = enumerate(frame.circle(area))
    return [{"x": x, "y": y if is_inside(frame, x, y) else None, "order": order} for order, (x, y) in corners]


def _town_layer(frame: Frame, material: Material) -> Any:
    spots = [frame.place(town.latitude, town.longitude) for town in towns(material)]
    rows = [{"x": x, "y": y} for x, y in spots if is_inside(frame, x, y)]
    return layer(rows).mark_circle(size=9, color="#767676", opacity=1).encode(**_at(frame))


def _symbol_layers(frame: Frame, material: Material, symbols: Sequence[Symbol], words: Words) -> list[Any]:
    spots = [frame.place(base.latitude, base.longitude) for base in material.mission.bases]
    symbols = [Symbol(x, y, BASE, False, 1) for x, y in spots if is_inside(frame, x, y)] + list(symbols)
    rows = [_symbol_row(symbol, words) for symbol in symbols]
    numbers = [
        {"x": symbol.x + 9, "y": symbol.y, "text": str(symbol.number)} for symbol in symbols if symbol.number > 1
    ]
    points = layer(rows).mark_point(size=100, strokeWidth=1.6, opacity=1)
    encoding = family_encoding({symbol.family for symbol in symbols}, words, columns=_legend_columns(frame))
    hollow = altair.FillOpacity("filled:Q", scale=altair.Scale(domain=[0, 1], range=[0, 1]), legend=None)
    return [
        points.encode(**_at(frame), **encoding, fillOpacity=hollow),
        layer(numbers)
        .mark_text(align="left", fontSize=12, fontWeight="bold", color="#111")
        .encode(**_at(frame), text="text:N"),
    ]


def _legend_columns(frame: Frame) -> int:
    return min(int(frame.width_px // 140), 5)


def _symbol_row(symbol: Symbol, words: Words) -> dict[str, Any]:
    family = words["families"][symbol.family]
    return {"x": symbol.x, "y": symbol.y, "family": family, "filled": 0 if symbol.rough else 1}


def _label_layers(frame: Frame, placed: Sequence[Placed]) -> list[Any]:
    layers = []
    for style, look in _STYLES.items():
        rows = [{"x": label.x, "y": label.y, "text": label.text} for label in placed if label.style == style]
        words = layer(rows).encode(**_at(frame), text="text:N")
        layers += [words.mark_text(**look, stroke="white", strokeWidth=3), words.mark_text(**look)]
    return layers


def _scale_layers(frame: Frame) -> list[Any]:
    length_km = scale_bar_km(frame)
    left, y = 12.0, frame.height_px - 12.0
    right = left + length_km * frame.px_per_km
    bar = layer([{"x": left, "y": y}, {"x": right, "y": y}]).mark_line(color="#111", strokeWidth=3).encode(**_at(frame))
    words = [{"x": right + 6, "y": y, "text": f"{length_km} km"}]
    text = layer(words).mark_text(align="left", fontSize=12, color="#111").encode(**_at(frame), text="text:N")
    return [bar, text]
