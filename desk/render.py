"""Turns what a page shows into HTML."""

from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from secrets import token_urlsafe
from typing import Any

from jinja2 import Environment

from briefing import words as briefing_words
from desk.roles import may
from desk.texts import passages, shortened
from desk.words import Language, load_words
from products.environment import make_environment

STYLE = files("desk").joinpath("templates/style.css").read_text(encoding="utf-8")
STYLE_PATH = f"/style-{sha256(STYLE.encode()).hexdigest()[:12]}.css"


def render(template: str, language: Language, fields: dict[str, Any]) -> str:
    """Return the page of `template` in `language`."""
    return _environment(language).get_template(template).render(**fields)


@cache
def _environment(language: Language) -> Environment:
    words = load_words(language)
    environment = make_environment("desk")
    environment.filters.update(
        day=partial(briefing_words.day_text, words=words["b"]),
        moment=partial(briefing_words.moment_text, words=words["b"]),
        counted=partial(briefing_words.counted, language=language),
        shortened=shortened,
    )
    environment.globals.update(
        w=words,
        b=words["b"],
        language=language,
        span=partial(briefing_words.span_text, words=words["b"]),
        passages=passages,
        may=may,
        fresh=partial(token_urlsafe, 9),
        style_path=STYLE_PATH,
    )
    return environment
