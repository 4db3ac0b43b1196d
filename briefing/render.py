"""Writes the briefing page: one HTML file with no script and no outside address."""

from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from briefing import cards, families, threads, words
from briefing.charts import ALERT_SYMBOLS
from briefing.map import area_svg, map_svg
from briefing.material import Material, marking, stepped_down
from briefing.timeline import LONGEST_DAYS, timeline_svg
from briefing.where import incidents_by_place, warnings_drawn
from products.render import as_page_part
from products.text import clean

WIDE_PX = 920
CLOSE_UP_PX = 440
CLOSE_UPS_SHOWN = 5
NARROW_PX = 360
STEPPED_DOWN_SHOWN = 10
QUARANTINE_REASONS_SHOWN = 15
UNPLACED_SHOWN = 10
GAPS_SHOWN = 5


def render(material: Material, *, language: words.Language) -> str:
    """Return the page for `material` in `language`, the same bytes for the same material.

    What comes with the material stays in the language that it comes in: quotes, names, and the texts of warnings,
    which the pipeline has told in `language`.
    """
    said = words.load_words(language)
    page = _environment(said, language).get_template("page.html.j2")
    return page.render(
        language=language,
        w=said,
        material=material,
        marking=marking(material),
        cards=cards.cards(material),
        threads=threads.threads(material),
        stepped_down=stepped_down(material),
        undrawn=incidents_by_place(material)[1],
        maps=_both_widths(map_svg, material, said),
        close_ups=_close_ups(material, said),
        timelines=_both_widths(timeline_svg, material, said),
        alert_symbols=ALERT_SYMBOLS,
        sign_name=partial(_sign_name, names=_sign_names(material, language)),
        family_of=families.family_of,
        caps=_caps(),
        products=_products(material),
    )


def _products(material: Material) -> list[Markup]:
    """Return what a commander acts on, in brief: top areas, gaps and priority requirements."""
    shown = (each for each in (material.top, material.gaps, material.pirs) if each)
    return [as_page_part(each, brief=True, limit=GAPS_SHOWN) for each in shown]


def _environment(said: words.Words, language: words.Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("briefing"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=partial(words.day_text, words=said),
        moment=partial(words.moment_text, words=said),
        counted=partial(words.counted, language=language),
    )
    environment.globals.update(span=partial(words.span_text, words=said), days_between=words.days_between)
    return environment


def _shown(value: Any) -> Any:
    """Clean every text that a template writes; pictures, which are made of cleaned text, pass as they are."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _both_widths(draw: Any, material: Material, said: words.Words) -> dict[str, Markup]:
    """Return a picture for a wide and for a narrow screen, or nothing where there is nothing to draw."""
    drawn = {name: draw(material, words=said, width_px=px) for name, px in (("wide", WIDE_PX), ("narrow", NARROW_PX))}
    return _as_pictures({name: svg for name, svg in drawn.items() if svg})


def _close_ups(material: Material, said: words.Words) -> dict[str, Markup]:
    """Return a map of the surroundings for each of the first open warnings, by the warning's id."""
    first = warnings_drawn(material)[:CLOSE_UPS_SHOWN]
    drawn = {warning.id: area_svg(material, warning.area, words=said, width_px=CLOSE_UP_PX) for _, warning in first}
    return _as_pictures(drawn)


def _as_pictures(drawn: dict[str, str]) -> dict[str, Markup]:
    return {name: Markup(svg) for name, svg in drawn.items()}  # noqa: S704  to_svg lets through plain shapes and words


def _sign_names(material: Material, language: words.Language) -> dict[str, str]:
    return {sign.id: sign.name.get(language) or sign.name.get("en") or sign.id for sign in material.indicators}


def _sign_name(sign: str, *, names: dict[str, str]) -> str:
    return f"{sign} {names[sign]}" if sign in names else sign


def _caps() -> dict[str, int]:
    return {
        "threads": threads.THREADS_SHOWN,
        "reports": threads.REPORTS_SHOWN,
        "links": threads.LINKS_SHOWN,
        "days": LONGEST_DAYS,
        "stepped_down": STEPPED_DOWN_SHOWN,
        "reasons": QUARANTINE_REASONS_SHOWN,
        "unplaced": UNPLACED_SHOWN,
    }
