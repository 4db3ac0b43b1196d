"""Writes a product from its model: as text for a terminal or a message, and as a plain fragment for a page.

Both are filled from the same model as its JSON, so that none says what another does not.
"""

from functools import cache, partial

from jinja2 import Environment
from markupsafe import Markup

from products.environment import make_environment
from products.words import day_text, load_words, number_text, said
from schemas.annotation import ToldLanguage
from schemas.products import (
    Assessment,
    CoverageGaps,
    PatrolCard,
    Product,
    Requirements,
    Temperature,
    TopAreas,
    Trend,
)

TEMPLATES: dict[type[Product], str] = {
    Assessment: "assessment",
    Temperature: "temperature",
    Trend: "trend",
    TopAreas: "top",
    PatrolCard: "card",
    CoverageGaps: "gaps",
    Requirements: "pirs",
}


def as_text(product: Product, *, limit: int = 20) -> str:
    """Return `product` as plain text with its marking on top and bottom; `limit` is the most places of a list."""
    template = _environment(product.language, escape=False).get_template(f"{TEMPLATES[type(product)]}.txt.j2")
    return template.render(product=product, limit=limit).strip() + "\n"


def as_page_part(product: Product, *, limit: int = 20) -> Markup:
    """Return `product` as a section of a page, every value escaped, with at most `limit` places of a list.

    The page itself bears the marking.
    """
    template = _environment(product.language, escape=True).get_template(f"{TEMPLATES[type(product)]}.html.j2")
    return Markup(template.render(product=product, limit=limit))  # noqa: S704  autoescape is on


@cache
def _environment(language: ToldLanguage, *, escape: bool) -> Environment:
    environment = make_environment("products", escape=escape, keep_trailing_newline=True)
    environment.filters.update(day=partial(day_text, language=language), number=partial(number_text, language=language))
    environment.globals.update(w=load_words(language), said=partial(said, language))
    return environment
