"""How templates are filled, the same for products, the briefing and the desk."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from products.text import clean


def make_environment(package: str, *, escape: bool = True, keep_trailing_newline: bool = False) -> Environment:
    """Return what fills the templates of `package`: a name that is not given is an error, and every text is cleaned."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=escape,  # noqa: S701  off for text alone, which no browser reads
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keep_trailing_newline,
    )


def _shown(value: Any) -> Any:
    """Clean every text that a template writes: nothing in a quote may steer the reader's screen.

    Pictures and fragments, which are made of cleaned text, pass as they are.
    """
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
