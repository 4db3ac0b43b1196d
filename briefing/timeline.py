"""The timeline: what was reported when, by family, one strip for each warned area and one for all other places."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import altair

from briefing.charts import family_encoding, layer, warning_name
from briefing.families import MARKS, family_of
from briefing.material import Material, open_warnings
from briefing.svg import FONT, to_svg
from briefing.where import is_reported, lies_in
from briefing.words import Words, short_day_text
from schemas.annotation import Event
from schemas.warning import Warning

LONGEST_DAYS = 84  # design: twelve weeks fit one page width
STRIPS_SHOWN = 6
_FAMILY_WIDTH_PX = 118  # room for the longest family name
_ROW_PX = 24
_LEAST_DAY_PX = 8  # narrower than this, symbols of neighbouring days hide each other: weeks are shown


class Span(NamedTuple):
    """The days that are drawn, in steps of one day or one week."""

    first: date
    days: int
    step_days: int

    def position(self, moment: datetime) -> int:
        """Return the day at the start of the step that holds `moment`, counted from the first day."""
        return (moment.date() - self.first).days // self.step_days * self.step_days


class Strip(NamedTuple):
    """One strip: its title, its events, and the warning it belongs to."""

    title: str
    events: Sequence[Event]
    warning: Warning | None


def span_of(material: Material, *, width_px: int) -> Span | None:
    """Return the span from the first reported event to `now`, at most LONGEST_DAYS, or None without events."""
    days = [event.occurred_from.date() for event in material.events if is_reported(event)]
    if not days:
        return None
    last = material.now.date()
    first = max(min(*days, last), last - timedelta(days=LONGEST_DAYS - 1))
    first -= timedelta(days=first.weekday())
    length = (last - first).days + 1
    room_px = width_px - _FAMILY_WIDTH_PX
    return Span(first, length, 1 if room_px / length >= _LEAST_DAY_PX else 7)


def strips(material: Material, *, words: Words) -> list[Strip]:
    """Return a strip for each of the first open warnings, then one for the events in none of their areas."""
    reported = [event for event in material.events if is_reported(event)]
    warned = list(enumerate(open_warnings(material)[:STRIPS_SHOWN], start=1))
    result = [
        Strip(
            warning_name(number, warning.alert_level, warning.area.name, words),
            [event for event in reported if lies_in(event, warning.area)],
            warning,
        )
        for number, warning in warned
    ]
    elsewhere = [event for event in reported if not any(lies_in(event, warning.area) for _, warning in warned)]
    return [*result, Strip(words["timeline"]["elsewhere"], elsewhere, None)]


def timeline_svg(material: Material, *, words: Words, width_px: int) -> str | None:
    """Return the timeline as inline SVG, or None where no event was reported."""
    span = span_of(material, width_px=width_px)
    if span is None:
        return None
    shown = [strip for strip in strips(material, words=words) if strip.events or strip.warning]
    panels = [_panel(strip, span, words, width_px=width_px) for strip in shown]
    step = words["timeline"]["per_day" if span.step_days == 1 else "per_week"]
    title = altair.TitleParams(step, anchor="start", fontSize=12, fontWeight="normal", color="#111")
    chart = altair.vconcat(*panels, spacing=14, padding=4, title=title)
    return to_svg(chart.configure(font=FONT).configure_view(stroke="#767676"))


def _panel(strip: Strip, span: Span, words: Words, *, width_px: int) -> Any:
    counts = _counts(strip, span)
    families = [family for family in MARKS if any(family == name for _, name in counts)]
    names = [words["families"][family] for family in families] or [""]
    rows = [
        {"day": day, "family": words["families"][family], "number": number, "text": str(number) if number > 1 else ""}
        for (day, family), number in sorted(counts.items())
    ]
    scales = {"x": _day_axis(span, words), "y": _family_axis(names)}
    layers = [*_raised_layers(strip, span, scales["x"]), *_count_layers(rows, words, scales)]
    title = altair.TitleParams(strip.title, anchor="start", fontSize=13, color="#111", frame="bounds")
    inner_px = width_px - _FAMILY_WIDTH_PX - 10
    return altair.layer(*layers).properties(width=inner_px, height=_ROW_PX * len(names), title=title)


def _counts(strip: Strip, span: Span) -> Counter[tuple[int, str]]:
    counts = Counter((span.position(event.occurred_from), family_of(event.indicators)) for event in strip.events)
    return Counter({(day, family): number for (day, family), number in counts.items() if 0 <= day < span.days})


def _day_axis(span: Span, words: Words) -> Any:
    first = datetime.combine(span.first, datetime.min.time())
    every_days = 7 if span.days <= 6 * 7 else 14
    ticks = list(range(0, span.days, every_days if span.step_days == 1 else 28))
    names = json.dumps({str(tick): short_day_text(first + timedelta(days=tick), words) for tick in ticks})
    axis = altair.Axis(
        title=None,
        values=ticks,
        labelExpr=f"{names}[datum.value]",
        labelFontSize=11,
        labelColor="#111",
        gridColor="#ddd",
    )
    edge = span.step_days / 2
    scale = altair.Scale(domain=[-edge, max(span.days, span.step_days) - 1 + edge], nice=False, zero=False)
    return altair.X("day:Q", axis=axis, scale=scale)


def _family_axis(names: Sequence[str]) -> Any:
    axis = altair.Axis(
        title=None,
        labelFontSize=12,
        labelColor="#111",
        labelLimit=_FAMILY_WIDTH_PX - 8,
        minExtent=_FAMILY_WIDTH_PX,
        maxExtent=_FAMILY_WIDTH_PX,
        ticks=False,
        domain=False,
    )
    return altair.Y("family:N", axis=axis, scale=altair.Scale(domain=list(names)))


def _count_layers(rows: list[dict[str, Any]], words: Words, scales: dict[str, Any]) -> list[Any]:
    marks = family_encoding(set(MARKS), words, columns=None)  # the panels share one scale: all families in each
    symbols = layer(rows).mark_point(size=70, opacity=1).encode(**scales, **marks)
    numbers = layer(rows).mark_text(dy=-10, fontSize=10, fontWeight="bold", color="#111")
    return [symbols, numbers.encode(**scales, text="text:N")]


def _raised_layers(strip: Strip, span: Span, days: Any) -> list[Any]:
    if strip.warning is None:
        return []
    day = (strip.warning.raised_at.date() - span.first).days
    rows: list[dict[str, Any]] = [{"day": day}] if 0 <= day < span.days else []
    return [layer(rows).mark_rule(color="#111", strokeDash=[4, 3], strokeWidth=2).encode(x=days)]
