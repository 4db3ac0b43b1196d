"""Places that a text gives exactly: coordinates, grids and codes; and the posts of a road (`PK 12`)."""

import re
from collections.abc import Iterator

from spacy.tokens import Span

from nlp.gazetteer.store import Gazetteer
from nlp.places.coordinates import find_coordinates
from nlp.places.page import Page
from nlp.places.positions import GRID, SHORT_GRID, grid_position, grid_precision_km
from schemas.geography import Position

_CODE = re.compile(r"\b[A-Z]{2,3}\d{2,10}\b")
_POST = re.compile(r"\bPK ?-?\d{1,3}\b(?! ?\d)")

Span.set_extension("position", default=None, force=True)
Span.set_extension("precision_km", default=0.0, force=True)


def exact_places(page: Page, gazetteer: Gazetteer) -> Iterator[Span]:
    """Yield the spans of coordinates and grids (POSITION), grids without a zone (SHORT_GRID), codes (PCODE)."""
    if not any(character.isdigit() for character in page.text):
        return
    for fix in find_coordinates(page.text):
        yield from _span(page, fix.start, fix.end, "POSITION", fix.position, fix.precision_km)
    for match in GRID.finditer(page.text):
        if position := grid_position(match.group()):
            yield from _span(page, *match.span(), "POSITION", position, grid_precision_km(match.group()))
    for match in SHORT_GRID.finditer(page.text):
        yield from _span(page, *match.span(match.lastgroup or 0), "SHORT_GRID")
    for match in _CODE.finditer(page.text):
        if gazetteer.place_of_pcode(match.group()):
            yield from _span(page, *match.span(), "PCODE")


def kilometre_posts(page: Page) -> Iterator[Span]:
    """Yield the spans of kilometre posts, as names that no gazetteer has."""
    for match in _POST.finditer(page.text) if "PK" in page.text else ():
        yield from _span(page, *match.span(), "UNKNOWN", evidence="type_word")


def _span(
    page: Page,
    start: int,
    end: int,
    label: str,
    position: Position | None = None,
    precision_km: float = 0.0,
    evidence: str = "",
) -> Iterator[Span]:
    span = page.doc.char_span(start, end, label=label, alignment_mode="expand")
    if span is not None:
        span._.extent, span._.bare = (start, end), page.text[start:end]
        span._.names, span._.place_class, span._.evidence = (), "any", evidence
        span._.position, span._.precision_km = position, precision_km
        yield span
