"""Turns charts into still pictures inside the page, and refuses a picture that holds anything but shapes and words."""

import re
from html.parser import HTMLParser
from typing import Any

import vl_convert

from schemas.errors import StopError

FONT = "sans-serif"
_SHAPES = frozenset({"svg", "g", "path", "rect", "line", "circle", "text", "tspan", "title", "desc"})
_NAMESPACES = (' xmlns="http://www.w3.org/2000/svg"', ' xmlns:xlink="http://www.w3.org/1999/xlink"')
_ROLES = re.compile(r' (role|aria-[a-z]+)="[^"]*"')  # of Vega's marks: symbols without a name of their own


def to_svg(chart: Any) -> str:
    """Return the Altair `chart` as inline SVG that scales with the page and reads aloud as the words that it holds.

    Raises StopError where the picture holds something that could load, run or lead elsewhere.
    """
    svg = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version="6.4", allowed_base_urls=[])
    for namespace in _NAMESPACES:
        svg = svg.replace(namespace, "", 1)
    svg = _ROLES.sub("", svg)
    check_svg(svg)
    return svg


def check_svg(svg: str) -> None:
    """Raise StopError where `svg` holds an element or attribute beyond plain shapes and words."""
    _Inspector().feed(svg)


class _Inspector(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        unsafe = tag not in _SHAPES or any(_is_unsafe(name, value or "") for name, value in attrs)
        if unsafe:
            raise StopError(
                "The picture of the briefing holds an unsafe part; write the page without it and report it."
            )


def _is_unsafe(name: str, value: str) -> bool:
    return name.startswith(("on", "xlink", "xmlns")) or name in {"href", "src", "style"} or "url(" in value
