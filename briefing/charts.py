"""What map and timeline have in common: their data layers, their legend, and what they call a warning."""

from typing import Any

import altair

from briefing.families import BASE, BASE_MARK, MARKS, Mark
from briefing.words import Words
from products.text import clean

ALERT_SYMBOLS = {"low": "●", "medium": "◆", "high": "▲"}


def layer(rows: list[dict[str, Any]]) -> Any:
    """Return an empty chart on `rows`."""
    return altair.Chart({"values": rows})


def family_encoding(families: set[str], words: Words, *, columns: int | None) -> dict[str, Any]:
    """Return the shape, colour and fill of `families`, with one legend in `columns` below the chart, or none."""
    marks: dict[str, Mark] = {**MARKS, BASE: BASE_MARK}
    shown = [family for family in marks if family in families]
    names = [words["families"][family] for family in shown]
    colours = altair.Scale(domain=names, range=[marks[family].colour for family in shown])
    shapes = altair.Scale(domain=names, range=[marks[family].shape for family in shown])
    legend = _legend(columns) if columns else None
    return {
        "shape": altair.Shape("family:N", scale=shapes, legend=legend),
        "color": altair.Color("family:N", scale=colours, legend=legend),
        "fill": altair.Fill("family:N", scale=colours, legend=legend),
    }


def _legend(columns: int) -> Any:
    return altair.Legend(
        title=None,
        orient="bottom",
        columns=columns,
        labelFontSize=12,
        labelLimit=160,
        symbolSize=100,
        labelColor="#111",
    )


def warning_name(number: int, alert_level: str, place: str, words: Words) -> str:
    """Return how charts call a warning: `W1 ▲ HIGH Kanvi-Est`."""
    return f"W{number} {ALERT_SYMBOLS[alert_level]} {words['alert'][alert_level]} {clean(place)}"
