"""Writes the briefing page: one HTML file with no script and no outside address."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from briefing import cards, threads, today, words
from briefing.charts import ALERT_SYMBOLS
from briefing.map import area_svg, map_svg
from briefing.material import Material, ended, marking, open_warnings
from briefing.sources import failing, never_sent, state_text
from briefing.timeline import LONGEST_DAYS, timeline_svg
from briefing.where import incidents_by_place, warnings_drawn
from products.environment import make_environment
from products.render import as_page_part
from products.words import number_text
from products.words import said as product_words

WIDE_PX = 920
CLOSE_UP_PX = 440
NARROW_PX = 360
SMALL_MAP_PX = 420  # half a sheet of A4
MOST_SHOWN = {
    "first": today.FIRST_SHOWN,
    "printed": today.PRINTED,
    "ended": 2,
    "reasons_why": 3,
    "probes": 3,
    "silent": 5,
    "gaps": 5,
    "pirs": 5,
    "threads": threads.THREADS_SHOWN,
    "reports": threads.REPORTS_SHOWN,
    "links": threads.LINKS_SHOWN,
    "days": LONGEST_DAYS,
    "reasons": 15,
    "unplaced": 10,
}


def render(material: Material, *, language: words.Language) -> str:
    """Return the page for `material` in `language`, the same bytes for the same material.

    The first part is for a commander and fits two printed sheets; all that stands behind it follows for the analyst
    and is not printed unless asked for. What comes with the material stays in the language that it comes in: quotes,
    names, and the texts of warnings, which the pipeline has told in `language`.
    """
    said = words.load_words(language)
    page = _environment(said, language, material).get_template("page.html.j2")
    return page.render(
        material=material,
        marking=marking(material),
        ended=ended(material),
        undrawn=incidents_by_place(material)[1],
        threads=threads.threads(material),
        maps=_drawn(map_svg, material, said, small=SMALL_MAP_PX, wide=WIDE_PX),
        timelines=_drawn(timeline_svg, material, said, wide=WIDE_PX, narrow=NARROW_PX),
        close_ups=_close_ups(material, said),
        failing=failing(material.sources),
        never=never_sent(material.sources),
        products=_products(material),
        **_of_warnings(material),
    )


def _of_warnings(material: Material) -> dict[str, Any]:
    """Return the cards, and what the first lines count over them."""
    shown = cards.cards(material)
    warned = [card.warning for card in shown]
    return {
        "cards": shown,
        "numbers": {card.warning.id: card.number for card in shown},
        "levels": Counter(warning.alert_level.value for warning in warned),
        "failed": today.failed(warned, material.now),
        "outlooks": {name: area for area in (material.top.areas if material.top else ()) for name in area.warning_ids},
    }


def _products(material: Material) -> dict[str, Markup]:
    """Return what stands behind the short tables: top areas, gaps and priority requirements."""
    found = {"top": material.top, "gaps": material.gaps, "pirs": material.pirs}
    return {name: as_page_part(product) for name, product in found.items() if product}


def _environment(said: words.Words, language: words.Language, material: Material) -> Environment:
    environment = make_environment("briefing")
    environment.filters.update(
        day=partial(words.day_text, words=said),
        short_day=partial(words.short_day_text, words=said),
        moment=partial(words.moment_text, words=said),
        late=partial(words.late_text, words=said, language=language),
        counted=partial(words.counted, language=language),
        number=partial(number_text, language=language),
        numbered=partial(_numbered, ids=[warning.id for warning in open_warnings(material)]),
    )
    environment.globals.update(
        w=said,
        language=language,
        caps=MOST_SHOWN,
        alert_symbols=ALERT_SYMBOLS,
        told=partial(product_words, language),
        steps=partial(today.steps, now=material.now),
        asked=partial(today.asked, now=material.now),
        source_state=partial(state_text, now=material.now, words=said, language=language),
        sign_name=partial(_sign_name, names=_sign_names(material, language)),
        span=partial(words.span_text, words=said),
    )
    return environment


def _drawn(draw: Any, material: Material, said: words.Words, **widths_px: int) -> dict[str, Markup]:
    """Return a picture for each of `widths_px`, or nothing where there is nothing to draw."""
    drawn = {name: draw(material, words=said, width_px=px) for name, px in widths_px.items()}
    return _as_pictures({name: svg for name, svg in drawn.items() if svg})


def _close_ups(material: Material, said: words.Words) -> dict[str, Markup]:
    """Return a map of the surroundings for each of the first open warnings, by the warning's id."""
    first = warnings_drawn(material)[: today.FIRST_SHOWN]
    drawn = {warning.id: area_svg(material, warning.area, words=said, width_px=CLOSE_UP_PX) for _, warning in first}
    return _as_pictures(drawn)


def _as_pictures(drawn: dict[str, str]) -> dict[str, Markup]:
    return {name: Markup(svg) for name, svg in drawn.items()}  # noqa: S704  to_svg lets through plain shapes and words


def _sign_names(material: Material, language: words.Language) -> dict[str, str]:
    return {sign.id: sign.name.get(language) or sign.name.get("en") or sign.id for sign in material.indicators}


def _sign_name(sign: str, *, names: dict[str, str]) -> str:
    return f"{sign} {names[sign]}" if sign in names else sign


def _numbered(text: str, *, ids: Sequence[str]) -> str:
    """Return `text` with the ids of open warnings as their numbers on the page."""
    for number, each in enumerate(ids, start=1):
        text = text.replace(each, f"W{number}")
    return text
